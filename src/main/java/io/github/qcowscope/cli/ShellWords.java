package io.github.qcowscope.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine;

/** What a completion script says of commands and options, whatever the shell. */
final class ShellWords {

    private ShellWords() {}

    /** What a command does, in one line. */
    static String summary(CommandLine command) {
        return firstLine(command.getCommandSpec().usageMessage().description());
    }

    /** What an option does, in one line. */
    static String summary(OptionSpec option) {
        return firstLine(option.description());
    }

    /** The values that an option takes, where they can be counted. */
    static List<String> candidates(OptionSpec option) {
        return all(option.completionCandidates());
    }

    /** The values that a command's first argument takes, where they can be counted. */
    static List<String> firstWords(CommandLine command) {
        List<PositionalParamSpec> arguments = command.getCommandSpec().positionalParameters();
        return arguments.isEmpty() ? List.of() : all(arguments.getFirst().completionCandidates());
    }

    private static List<String> all(@Nullable Iterable<String> candidates) {
        List<String> words = new ArrayList<>();
        if (candidates != null) {
            candidates.forEach(words::add);
        }
        return words;
    }

    private static String firstLine(String[] description) {
        return description.length == 0 ? "" : description[0].replace("%n", " ");
    }
}
