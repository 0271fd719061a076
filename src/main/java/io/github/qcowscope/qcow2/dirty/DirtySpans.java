package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;

/**
 * The dirty parts of the disk, rounded out to clusters of a certain size, to be asked from the start of the disk to its
 * end. What cannot be read counts as dirty.
 */
final class DirtySpans {

    /** Told each part, in order. */
    @FunctionalInterface
    interface Visitor {
        void span(long start, long end);
    }

    private final DirtyBitmap bitmap;
    private final DirtyRuns runs;
    private final long diskSize;
    private final int clusterBits;
    private boolean more = true;
    private long start;
    private long end;

    /**
     * Parts yet to be asked for.
     *
     * @param clusterBits size of the clusters as a power of two; 0 for no rounding
     */
    DirtySpans(DirtyBitmap bitmap, long diskSize, int clusterBits) {
        this.bitmap = bitmap;
        this.diskSize = diskSize;
        this.clusterBits = clusterBits;
        runs = bitmap.runs(Progress.NONE);
    }

    /** Visits the parts that lie in a stretch of the disk; each stretch starts where the last one ended, or later. */
    void within(long from, long to, Visitor visitor) {
        while (more && start < to) {
            long first = Math.max(from, start);
            long last = Math.min(to, end);
            if (first < last) {
                visitor.span(first, last);
            }
            if (end > to) {
                return;
            }
            advance();
        }
    }

    private void advance() {
        long before = end;
        while (runs.next()) {
            if (runs.state() != DirtyState.CLEAN) {
                ByteRange guest = bitmap.guest(runs.start(), runs.end());
                long rounded = guest.end() >>> clusterBits << clusterBits;
                // A cluster that the last span ended in has been told already.
                start = Math.max(before, guest.offset() >>> clusterBits << clusterBits);
                end = rounded == guest.end() ? rounded
                        : diskSize - rounded < 1L << clusterBits ? diskSize : rounded + (1L << clusterBits);
                if (start < end) {
                    return;
                }
            }
        }
        more = false;
    }
}
