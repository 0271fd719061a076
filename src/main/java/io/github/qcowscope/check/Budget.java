package io.github.qcowscope.check;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the work that an image can ask for. Snapshots that share L1 tables, or L1 entries that lead into the middle of L2
 * tables, can make a small file ask for days of reading; no image that a program has made comes near the bound.
 */
final class Budget {

    private static final int TIMES = 16;
    private static final long FREE = 1L << 30;

    private final long full;
    private final AtomicLong left;
    private boolean wasSpent;

    /** Room to read all tables of a file several times over. */
    Budget(long fileLength) {
        full = fileLength > Long.MAX_VALUE / (2 * TIMES) ? Long.MAX_VALUE / 2 : fileLength * TIMES + FREE;
        left = new AtomicLong(full);
    }

    /** The same room once more, for another walk over the image. */
    void renew() {
        wasSpent = isSpent();
        left.set(full);
    }

    /** Whether bytes may still be read. */
    boolean spend(long bytes) {
        return left.addAndGet(-bytes) >= 0;
    }

    /** Whether something was refused. */
    boolean isSpent() {
        return wasSpent || left.get() < 0;
    }
}
