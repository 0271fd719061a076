package io.github.qcowscope;

import io.github.qcowscope.cli.Cli;
import io.github.qcowscope.ui.App;

/**
 * Where the program starts. Does not extend JavaFX's Application, and loads no class of JavaFX unless a window is wanted: the
 * command line answers in a fraction of the time that a toolkit takes to start.
 */
public final class Main {

    private Main() {}

    /** Runs a command line and exits with its code. */
    public static void main(String[] arguments) {
        // A method reference would load the class before anybody calls it.
        System.exit(Cli.run(reference -> App.show(reference), arguments));
    }
}
