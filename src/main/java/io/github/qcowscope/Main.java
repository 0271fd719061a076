package io.github.qcowscope;

import io.github.qcowscope.cli.Cli;
import io.github.qcowscope.ui.App;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the program starts. Does not extend JavaFX's Application, and loads no class of JavaFX unless a window is wanted: the
 * command line answers in a fraction of the time that a toolkit takes to start.
 */
public final class Main {

    private Main() {}

    /** Runs a command line and exits with its code. */
    public static void main(String[] arguments) {
        int code = Cli.run(new Window(), arguments);
        // A command that succeeds just returns: System.exit first starts the logging, which takes longer than some commands.
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Opens the window. */
    private static final class Window implements Consumer<@Nullable String> {
        @Override
        public void accept(@Nullable String reference) {
            App.show(reference);
            // The toolkit may leave threads behind.
            System.exit(0);
        }
    }
}
