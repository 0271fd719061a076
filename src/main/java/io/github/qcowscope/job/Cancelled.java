package io.github.qcowscope.job;

/** Ends a computation whose result nobody wants any more. Not an error: callers drop it silently. */
public final class Cancelled extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A cancellation carries neither message nor stack trace, as it is expected. */
    public Cancelled() {
        super("cancelled", null, false, false);
    }
}
