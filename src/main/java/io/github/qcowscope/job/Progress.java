package io.github.qcowscope.job;

/**
 * What a long computation tells its caller, and how the caller stops it. A computation calls {@link #report} now and
 * then (every few thousand steps is enough) and {@link #check} at least as often.
 *
 * <p>Implementations must be callable from any thread.
 */
public interface Progress {

    /** A listener that ignores every report and never cancels. */
    Progress NONE = (done, total) -> {};

    /**
     * Tells how far the work has come.
     *
     * @param done  steps finished, in a unit of the computation's choice (bytes, entries)
     * @param total steps in all, in the same unit; 0 or less where it is not known
     */
    void report(long done, long total);

    /** Whether the caller no longer wants the result. */
    default boolean isCancelled() {
        return false;
    }

    /**
     * Ends the computation where the caller no longer wants its result.
     *
     * @throws Cancelled when {@link #isCancelled()}
     */
    default void check() {
        if (isCancelled()) {
            throw new Cancelled();
        }
    }
}
