package io.github.qcowscope.qcow2.owner;

/** Counts what a computation keeps on the heap, so that it gives up in time instead of exhausting it. */
final class MemoryBudget {

    /** The computation needs more memory than it may have. */
    static final class Exceeded extends RuntimeException {

        Exceeded() {
            super("memory budget exceeded", null, false, false);
        }
    }

    private long left;

    /** A budget of so many bytes. */
    MemoryBudget(long bytes) {
        left = bytes;
    }

    /** Bytes that may still be taken. */
    long left() {
        return left;
    }

    /**
     * Takes some bytes for good.
     *
     * @throws Exceeded where there are not that many
     */
    void take(long bytes) {
        if (bytes > left) {
            throw new Exceeded();
        }
        left -= bytes;
    }
}
