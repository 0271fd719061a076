package io.github.qcowscope;

import io.github.qcowscope.cli.Cli;
import io.github.qcowscope.ui.App;
import org.jspecify.annotations.Nullable;

/**
 * Where the program starts. Does not extend JavaFX's Application, and loads no class of JavaFX unless a window is wanted: the
 * command line answers in a fraction of the time that a toolkit takes to start.
 */
public final class Main {

    private Main() {}

    /** Runs a command line and exits with its code. */
    public static void main(String[] arguments) {
        int code = Cli.run(Main::window, arguments);
        // A command that succeeds just returns: System.exit first starts the logging, which takes longer than some commands.
        if (code != 0) {
            System.exit(code);
        }
    }

    private static void window(@Nullable String reference) {
        App.show(reference);
        // The toolkit may leave threads behind.
        System.exit(0);
    }
}
