package io.github.qcowscope.job;

/**
 * What a long computation tells its caller, and how the caller stops it. A computation calls {@link #report} now and
 * then (every few thousand steps is enough) and {@link #check} at least as often.
 *
 * <p>Implementations must be callable from any thread.
 */
public interface Progress {

    /** A listener that ignores every report and never cancels. */
    Progress NONE = new Progress() {
        // Not a lambda: those of an interface are in no ahead-of-time cache, and to make one costs a small dump a tenth.
        @Override
        public void report(long done, long total) {}
    };

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

    /** How many threads the work may keep busy, where it can use several; all cores unless told otherwise. */
    default int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * The progress of a part of the work, which is told as a stretch of the whole.
     *
     * @param from how much of the whole is done when the part begins, 0 to 1
     * @param to   how much is done when it ends
     */
    default Progress part(double from, double to) {
        Progress whole = this;
        return new Progress() {
            private static final int STEPS = 10_000;

            @Override
            public void report(long done, long total) {
                double share = total > 0 ? Math.clamp((double) done / total, 0, 1) : 0;
                whole.report(Math.round((from + (to - from) * share) * STEPS), STEPS);
            }

            @Override
            public boolean isCancelled() {
                return whole.isCancelled();
            }

            @Override
            public int threads() {
                return whole.threads();
            }
        };
    }
}
