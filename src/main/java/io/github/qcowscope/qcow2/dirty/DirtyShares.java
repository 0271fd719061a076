package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.job.Progress;

/**
 * How much a bitmap says is dirty: in all, and of the part of the disk that each table entry stands for.
 *
 * @param bitmap the bitmap
 * @param count  all of its bits
 * @param sums   its bits by table entry, or by several entries where there are more than a million
 */
public record DirtyShares(DirtyBitmap bitmap, DirtyCount count, CellSums sums) {

    /**
     * Reads all of a bitmap.
     *
     * @param progress told how far it is, and asked whether to go on
     */
    public static DirtyShares of(DirtyBitmap bitmap, Progress progress) {
        int cellBits = Math.max(
                bitmap.bitsPerEntryShift(), CellSums.cellBitsFor(bitmap.bitCount(), CellSums.MOST_CELLS));
        CellSums sums = new CellSums(0, bitmap.bitCount(), cellBits, bitmap.kinds());
        bitmap.fill(sums, progress);
        return new DirtyShares(bitmap, bitmap.count(progress), sums);
    }

    /** Whether {@link #share} and {@link #unknown} can tell single entries apart. */
    public boolean isByEntry() {
        return sums.cellBits() == bitmap.bitsPerEntryShift();
    }

    /** The dirty share of a table entry's bits, 0 to 1; 0 for an entry past the end of the disk. */
    public double share(long entry) {
        return part(DirtyBitmap.DIRTY_CELLS, entry);
    }

    /** The share of a table entry's bits that cannot be read, 0 to 1. */
    public double unknown(long entry) {
        return part(DirtyBitmap.UNKNOWN_CELLS, entry);
    }

    private double part(int kind, long entry) {
        long from = bitmap.bits(entry).offset();
        long to = bitmap.bits(entry).end();
        return from == to ? 0 : (double) sums.sum(kind, from, to) / (to - from);
    }
}
