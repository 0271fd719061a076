package io.github.qcowscope.check;

import io.github.qcowscope.bytes.ByteSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the work that an image can ask for. Snapshots that share L1 tables, bitmaps that share a bitmap table, or L1
 * entries that lead into the middle of L2 tables, can make a small file ask for days of reading; no image that a
 * program has made comes near the bound: 4 GiB of tables, and 16 times what the file stores. Holes do not count: a
 * sparse file of terabytes costs nobody anything to make.
 */
final class Budget {

    private static final int TIMES = 16;
    private static final long FREE = 4L << 30;

    private final ByteSource source;
    private final AtomicLong left = new AtomicLong(FREE);
    private long full = FREE;
    private boolean asked;
    private boolean wasSpent;

    /** Room to read all tables of a file several times over. */
    Budget(ByteSource source) {
        this.source = source;
    }

    /** The same room once more, for another walk over the image. */
    void renew() {
        wasSpent = isSpent();
        left.set(full);
    }

    /** Whether bytes may still be read. */
    boolean spend(long bytes) {
        return left.addAndGet(-bytes) >= 0 || grows();
    }

    /** What a file stores is asked for only when it matters: few images do, and the question costs a system call. */
    private synchronized boolean grows() {
        if (!asked) {
            asked = true;
            long stored = Math.min(source.length(), source.storedBytes());
            long more = Math.min(stored, Long.MAX_VALUE / (4 * TIMES)) * TIMES;
            full += more;
            left.addAndGet(more);
        }
        return left.get() >= 0;
    }

    /** Whether something was refused. */
    boolean isSpent() {
        return wasSpent || left.get() < 0;
    }
}
