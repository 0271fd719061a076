package io.github.qcowscope.cli;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine;

/** Writes a completion script for zsh out of the commands' own declarations. */
final class ZshCompletion {

    private ZshCompletion() {}

    /** The script. */
    static String of(CommandLine root) {
        String name = root.getCommandName();
        StringBuilder script = new StringBuilder("#compdef ").append(name).append("\n\n_").append(name).append("() {\n")
                .append("    local -a commands=(\n");
        root.getSubcommands().forEach((command, line) -> script.append("        ")
                .append(quoted(command + ":" + ShellWords.summary(line))).append('\n'));
        script.append("    )\n    if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n")
                .append("        _describe command commands\n        _files\n        return\n    fi\n"
                        + "    case $words[2] in\n");
        root.getSubcommands().forEach((command, line) -> {
            script.append("    ").append(command)
                    .append(")\n        shift words\n        (( CURRENT-- ))\n        _arguments");
            arguments(script, line);
            List<String> words = ShellWords.firstWords(line);
            script.append(words.isEmpty() ? " '*:file:_files'" : " '1:word:(" + String.join(" ", words) + ")'");
            script.append("\n        ;;\n");
        });
        script.append("    *)\n        _arguments");
        arguments(script, root);
        return script.append(" '*:file:_files'\n        ;;\n    esac\n}\n\n_").append(name).append(" \"$@\"\n")
                .toString();
    }

    private static void arguments(StringBuilder script, CommandLine line) {
        for (OptionSpec option : line.getCommandSpec().options()) {
            for (String spelling : option.names()) {
                List<String> words = ShellWords.candidates(option);
                boolean takesValue = option.arity().max() > 0;
                String value = !takesValue ? "" : ":" + option.paramLabel() + ":"
                        + (words.isEmpty() ? "_files" : "(" + String.join(" ", words) + ")");
                String glue = !takesValue ? "" : spelling.startsWith("--") ? "=" : "+";
                script.append(" \\\n            ").append(quoted(spelling + glue + "["
                        + ShellWords.summary(option).replace("[", "\\[").replace("]", "\\]") + "]" + value));
            }
        }
        script.append(" \\\n           ");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
