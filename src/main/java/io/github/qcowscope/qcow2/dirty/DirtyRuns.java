package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.job.Progress;

/**
 * A bitmap's bits as runs of equal ones, in order and without a gap, each as long as can be. To be pulled: two bitmaps
 * can be walked side by side. Memory stays the same however large the bitmap is.
 *
 * <pre>{@code
 * DirtyRuns runs = bitmap.runs(progress);
 * while (runs.next()) {
 *     use(runs.start(), runs.end(), runs.state());
 * }
 * }</pre>
 */
public final class DirtyRuns {

    private final DirtyBlocks blocks;
    private boolean more;
    /** Whether the run ended inside a block. */
    private boolean flips;
    /**
     * While it did: the first bit of the word that it ended in, the word, and where the bits of it change after that.
     */
    private long wordAt;
    private long word;
    private long turns;
    private long start;
    private long end;
    private DirtyState state = DirtyState.UNKNOWN;

    DirtyRuns(DirtyBitmap bitmap, long from, long to, Progress progress) {
        blocks = new DirtyBlocks(bitmap, from, to, progress);
        more = blocks.next();
        end = from;
    }

    /**
     * Goes to the next run.
     *
     * @return false at the end
     * @throws io.github.qcowscope.job.Cancelled when nobody wants the runs any more
     */
    public boolean next() {
        if (turns == 0 && !(flips && findTurns())) {
            return goOn();
        }
        start = end;
        state = opposite();
        end = wordAt + Long.numberOfTrailingZeros(turns);
        turns &= turns - 1;
        return true;
    }

    /** Goes on word by word to where the bits change; false where they do not any more in the block. */
    private boolean findTurns() {
        while (turns == 0) {
            wordAt += Long.SIZE;
            if (wordAt >= blocks.end()) {
                return false;
            }
            long before = word;
            word = blocks.bitsAt(wordAt);
            turns = (word ^ (word << 1 | before >>> Long.SIZE - 1)) & inBlock();
        }
        return true;
    }

    /** The bits of the word that are in the block. */
    private long inBlock() {
        long left = blocks.end() - wordAt;
        return left < Long.SIZE ? (1L << left) - 1 : -1L;
    }

    /** Goes to the next run, where that ends with its block or further on. */
    private boolean goOn() {
        if (!more) {
            return false;
        }
        start = end;
        // A run that ended inside a block ended at the opposite bit: no need to look at it again.
        state = flips ? opposite() : stateAt(end);
        boolean fills = flips;
        do {
            end = fills || blocks.same() != null ? blocks.end() : blocks.firstOther(end, state == DirtyState.DIRTY);
            fills = false;
            flips = end < blocks.end();
            if (flips) {
                wordAt = blocks.wordAt(end);
                word = blocks.bitsAt(wordAt);
                turns = (word ^ word << 1) & -2L << end - wordAt & inBlock();
                return true;
            }
            more = blocks.next();
        } while (more && stateAt(end) == state);
        return true;
    }

    private DirtyState opposite() {
        return state == DirtyState.DIRTY ? DirtyState.CLEAN : DirtyState.DIRTY;
    }

    private DirtyState stateAt(long bit) {
        DirtyState same = blocks.same();
        return same != null ? same : blocks.isOne(bit) ? DirtyState.DIRTY : DirtyState.CLEAN;
    }

    /** The run's first bit. */
    public long start() {
        return start;
    }

    /** The bit after the run's last. */
    public long end() {
        return end;
    }

    /** What the bits say. */
    public DirtyState state() {
        return state;
    }
}
