package io.github.qcowscope.cli;

import java.util.Optional;

/**
 * The arguments of a command in its plainest form, {@code COMMAND [OPTION] FILE}: understood without the parser, which takes
 * longer to start than most images take to print or check. Everything else is left to the parser: help, mistakes, other
 * spellings.
 *
 * @param option the only option; empty where there is none
 * @param file   the last argument
 */
record Plain(String option, String file) {

    /** Empty where the arguments are others. */
    static Optional<Plain> of(String command, String... arguments) {
        int last = arguments.length - 1;
        return last < 1 || last > 2 || !arguments[0].equals(command) || arguments[last].startsWith("-") ? Optional.empty()
                : Optional.of(new Plain(last == 1 ? "" : arguments[1], arguments[last]));
    }
}
