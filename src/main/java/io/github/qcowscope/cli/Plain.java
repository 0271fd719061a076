package io.github.qcowscope.cli;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arguments in their plainest form, {@code [IMAGE]} or {@code COMMAND [OPTION] IMAGE [OPERAND]}: understood without the parser,
 * which takes longer to start than most images take to print or check. Everything else is left to the parser: help, mistakes,
 * other spellings, rare options.
 *
 * @param command empty where the window is wanted
 * @param option  the only option; empty where there is none
 * @param image   null where a window without an image is wanted
 * @param operand what follows the image; empty where nothing does
 */
record Plain(String command, String option, @Nullable String image, String operand) {

    /** Every command there is: an image of such a name is written as {@code ./dump}. */
    static final Set<String> COMMANDS = Set.of("dump", "bitmap", "diff", "map", "locate", "check", "scan", "completion");

    /** Null where the arguments are others. */
    static @Nullable Plain of(String... arguments) {
        if (arguments.length == 0) {
            return new Plain("", "", null, "");
        }
        if (arguments.length == 1) {
            return isOperand(arguments[0]) && !COMMANDS.contains(arguments[0]) ? new Plain("", "", arguments[0], "") : null;
        }
        int image = isOperand(arguments[1]) ? 1 : 2;
        for (int i = image; i < arguments.length; i++) {
            if (!isOperand(arguments[i])) {
                return null;
            }
        }
        return switch (arguments.length - image) {
            case 1 -> new Plain(arguments[0], image == 1 ? "" : arguments[1], arguments[image], "");
            case 2 -> new Plain(arguments[0], image == 1 ? "" : arguments[1], arguments[image], arguments[image + 1]);
            default -> null;
        };
    }

    /** Not an option, and not a file of arguments, which only the parser reads. */
    private static boolean isOperand(String argument) {
        return !argument.startsWith("-") && !argument.startsWith("@");
    }
}
