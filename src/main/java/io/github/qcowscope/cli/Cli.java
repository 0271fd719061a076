package io.github.qcowscope.cli;

import io.github.qcowscope.dump.DumpRefused;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The command line: opens the window, or runs one of the commands. */
public final class Cli {

    private Cli() {}

    /**
     * Runs a command line on the process's own streams.
     *
     * @param window opens the window on {@code IMAGE[#PATH]}, or on no image where that is null, and returns when the window
     *               is closed
     * @return the exit code: 0 done, 1 failed, 2 wrong usage
     */
    public static int run(Consumer<@Nullable String> window, String... arguments) {
        // System.out swallows errors and converts characters: a dump must know when nobody reads it, and is UTF-8.
        return run(window, new FileOutputStream(FileDescriptor.out), System.err, arguments);
    }

    /** Runs a command line on streams of the caller's. */
    static int run(Consumer<@Nullable String> window, OutputStream out, PrintStream err, String... arguments) {
        try {
            OptionalInt plain = PlainCommands.run(window, out, arguments);
            return plain.isPresent() ? plain.getAsInt() : RootCommand.execute(window, out, err, arguments);
        } catch (DumpRefused | RuntimeException e) {
            return Complaint.failed(e, new PrintWriter(err, true));
        }
    }
}
