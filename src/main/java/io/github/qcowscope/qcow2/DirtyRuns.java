package io.github.qcowscope.qcow2;

import io.github.qcowscope.job.Progress;

/**
 * A bitmap's bits as runs of equal ones, in order and without a gap, each as long as can be. To be pulled: two bitmaps can be
 * walked side by side. Memory stays the same however large the bitmap is.
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
    private boolean flips;
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
        if (!more) {
            return false;
        }
        start = end;
        // A run that ended inside a block ended at the opposite bit: no need to look at it again.
        state = !flips ? stateAt(end) : state == DirtyState.DIRTY ? DirtyState.CLEAN : DirtyState.DIRTY;
        do {
            end = blocks.same() != null ? blocks.end() : blocks.firstOther(end, state == DirtyState.DIRTY);
            flips = end < blocks.end();
            if (flips) {
                return true;
            }
            more = blocks.next();
        } while (more && stateAt(end) == state);
        return true;
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
