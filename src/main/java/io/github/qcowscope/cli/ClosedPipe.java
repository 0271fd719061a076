package io.github.qcowscope.cli;

import java.io.IOException;

/** Tells the end of a reader, for instance {@code head}, from an error. */
final class ClosedPipe {

    /** What prints. */
    @FunctionalInterface
    interface Printing<E extends Exception> {
        void print() throws IOException, E;
    }

    private ClosedPipe() {}

    /** Prints; a reader that has seen enough is no failure. */
    static <E extends Exception> void tolerate(Printing<E> printing) throws E {
        try {
            printing.print();
        } catch (IOException e) {
            if (!isReason(e)) {
                throw new Failure("The output cannot be written: " + e.getMessage() + ".", e);
            }
        }
    }

    private static boolean isReason(IOException e) {
        // The runtime tells it by no type of its own; the words are those of POSIX systems and of Windows.
        String message = String.valueOf(e.getMessage());
        return message.contains("Broken pipe") || message.contains("pipe is being closed")
                || message.contains("pipe has been ended");
    }
}
