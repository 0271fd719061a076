package io.github.qcowscope.cli;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine;

/** Writes a completion script for fish out of the commands' own declarations. */
final class FishCompletion {

    private FishCompletion() {}

    /** The script. */
    static String of(CommandLine root) {
        StringBuilder script = new StringBuilder();
        String name = root.getCommandName();
        root.getSubcommands().forEach((command, line) -> script.append("complete -c ").append(name)
                .append(" -n __fish_use_subcommand -a ").append(command)
                .append(" -d ").append(quoted(ShellWords.summary(line))).append('\n'));
        options(script, name, "__fish_use_subcommand", root);
        root.getSubcommands().forEach((command, line) -> {
            String condition = quoted("__fish_seen_subcommand_from " + command);
            options(script, name, condition, line);
            List<String> words = ShellWords.firstWords(line);
            if (!words.isEmpty()) {
                script.append("complete -c ").append(name).append(" -n ").append(condition)
                        .append(" -f -a ").append(quoted(String.join(" ", words))).append('\n');
            }
        });
        return script.toString();
    }

    private static void options(StringBuilder script, String name, String condition, CommandLine line) {
        for (OptionSpec option : line.getCommandSpec().options()) {
            script.append("complete -c ").append(name).append(" -n ").append(condition);
            for (String spelling : option.names()) {
                script.append(spelling.startsWith("--") ? " -l " : " -s ").append(spelling.replaceFirst("^-+", ""));
            }
            List<String> words = ShellWords.candidates(option);
            if (!words.isEmpty()) {
                script.append(" -x -a ").append(quoted(String.join(" ", words)));
            } else if (option.arity().max() > 0) {
                script.append(" -r");
            }
            script.append(" -d ").append(quoted(ShellWords.summary(option))).append('\n');
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
