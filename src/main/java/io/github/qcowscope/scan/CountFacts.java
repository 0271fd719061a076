package io.github.qcowscope.scan;

import org.jspecify.annotations.Nullable;

/**
 * What the numbers of a cluster are like that may be refcounts.
 *
 * @param bits   width of a refcount
 * @param filled refcounts that are not 0
 * @param ones   refcounts that are 1
 * @param last   index of the last that is not 0
 * @param own    whether it counts a use of the cluster that it lies in itself
 */
record CountFacts(int bits, int filled, int ones, int last, boolean own) {

    /** Refcounts of a byte each. */
    static final int NARROW = 8;
    /** The last clusters of an image need not be there in full, nor be counted. */
    private static final int SLACK = 2;
    private static final int PART = 32;

    /**
     * The facts of a cluster.
     *
     * @param words    its numbers
     * @param count    how many of them
     * @param cluster  the cluster's index in its image
     * @param clusters how many clusters the image has: there are no refcounts of others
     * @return null where these are no refcounts
     */
    static @Nullable CountFacts of(long[] words, int count, long cluster, long clusters) {
        int bits = width(words, count);
        if (bits == 0 || count == 0) {
            return null;
        }
        int inWord = Long.SIZE / bits;
        int filled = 0;
        int ones = 0;
        int last = -1;
        for (int i = 0; i < count * inWord; i++) {
            long refcount = refcount(words, i, bits);
            if (refcount != 0) {
                filled++;
                last = i;
                ones += refcount == 1 ? 1 : 0;
            }
        }
        boolean own = refcount(words, (int) (cluster % ((long) count * inWord)), bits) != 0;
        boolean fits = filled > 0 && last <= clusters + SLACK;
        // Bytes of 0 and 1 are common. As refcounts they are believed only where they stop with the image.
        return fits && (bits > NARROW || last >= clusters - SLACK - clusters / PART)
                ? new CountFacts(bits, filled, ones, last, own) : null;
    }

    private static long refcount(long[] words, int index, int bits) {
        int inWord = Long.SIZE / bits;
        long word = words[index / inWord] >>> bits * (inWord - 1 - index % inWord);
        return bits == Long.SIZE ? word : word & (1L << bits) - 1;
    }

    /**
     * The widest refcounts that leave no number between two of them; 0 where the numbers are too large for refcounts.
     */
    private static int width(long[] words, int count) {
        long any = 0;
        boolean counts = true;
        boolean small = true;
        for (int at = 0; at < count; at += Piece.SECTOR_WORDS) {
            counts &= Words.areCounts(words, at);
            small &= Words.areSmallCounts(words, at);
        }
        for (int i = 0; i < count; i++) {
            any |= words[i];
        }
        return !counts ? small ? NARROW : 0
                : (any & 0xffff_ffff_ffff_0000L) == 0 ? 64
                : (any & 0xffff_0000_ffff_0000L) == 0 ? 32
                : 16;
    }
}
