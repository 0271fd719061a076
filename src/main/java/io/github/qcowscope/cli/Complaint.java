package io.github.qcowscope.cli;

import io.github.qcowscope.dump.DumpRefused;
import java.io.PrintWriter;
import java.util.regex.Pattern;

/** How the program says that something went wrong. */
final class Complaint {

    private static final int FAILED = 1;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Complaint() {}

    /** Says why a command has failed, and tells the exit code. */
    static int failed(Exception e, PrintWriter err) {
        print(err, e instanceof Failure || e instanceof DumpRefused ? e.getMessage()
                : "Something went wrong that should not have: " + e);
        return FAILED;
    }

    /** One line, whatever characters a file's name has. */
    static void print(PrintWriter err, String sentence) {
        err.println("qcowscope: " + CONTROL.matcher(sentence).replaceAll("?"));
    }
}
