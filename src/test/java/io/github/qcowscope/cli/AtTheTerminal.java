package io.github.qcowscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A test of a command as it is typed: what it prints, what it complains of, and how it ends. */
abstract class AtTheTerminal {

    /** A folder for this test alone. */
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Runs a command, which opens no window, and returns how it ends. */
    final int run(String... arguments) {
        out.reset();
        err.reset();
        return Cli.run(reference -> { }, out, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
    }

    /** What the last command printed. */
    final String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What the last command complained of. */
    final String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
