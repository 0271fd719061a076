package io.github.qcowscope.scan;

import io.github.qcowscope.qcow2.layout.Geometry;

/**
 * What speaks for each cluster size when no header tells it. Every offset that a table has, and every place where a
 * table starts, is a multiple of the cluster size; neighbouring guest clusters mostly neighbour in the file. Votes are
 * logarithms of likelihoods to the base of 2, so that they add up.
 */
final class ClusterVotes {

    /** QEMU's largest cluster. */
    private static final int MOST_BITS = 21;
    private static final int LEAST_BITS = Geometry.LEAST_CLUSTER_BITS;
    /** How much likelier QEMU's default is than another size. */
    private static final double FOR_DEFAULT = 3;
    /** An entry is no multiple of the cluster size only where something else was taken for a table. */
    private static final double MISALIGNED_ENTRY = -20;
    /** A table can seem to start behind its first bytes, where those are zero. */
    private static final double MISALIGNED_START = -5;
    private static final double FOR_A_STEP = 3;
    private static final double FOR_THE_LENGTH = 8;

    private final double[] votes = new double[MOST_BITS + 1];

    /** An entry of something that looks like a table leads to an offset. */
    void entry(long offset) {
        int zeros = Math.min(MOST_BITS, Long.numberOfTrailingZeros(offset));
        for (int bits = LEAST_BITS; bits <= MOST_BITS; bits++) {
            votes[bits] += bits <= zeros ? bits - LEAST_BITS : MISALIGNED_ENTRY;
        }
    }

    /** Something that looks like a table starts at an offset. */
    void start(long offset) {
        int zeros = offset == 0 ? MOST_BITS : Math.min(MOST_BITS, Long.numberOfTrailingZeros(offset));
        for (int bits = LEAST_BITS; bits <= MOST_BITS; bits++) {
            votes[bits] += bits <= zeros ? (bits - LEAST_BITS) / 2.0 : MISALIGNED_START;
        }
    }

    /** An entry leads so many bytes past the entry before it. */
    void step(long bytes) {
        int bits = Long.numberOfTrailingZeros(bytes);
        if (Long.bitCount(bytes) == 1 && bits >= LEAST_BITS && bits <= MOST_BITS) {
            votes[bits] += FOR_A_STEP;
        }
    }

    /** So many clusters, by the refcounts, fill a file of a length. */
    void length(long clusters, long fileLength) {
        for (int bits = LEAST_BITS; bits <= MOST_BITS; bits++) {
            long told = clusters << bits;
            if (Math.abs(told - fileLength) <= Math.max(1L << bits, fileLength / 50)) {
                votes[bits] += FOR_THE_LENGTH;
            }
        }
    }

    /** Adds the votes of another part of the file. */
    void addAll(ClusterVotes other) {
        for (int bits = 0; bits <= MOST_BITS; bits++) {
            votes[bits] += other.votes[bits];
        }
    }

    private double weight(int bits) {
        return votes[bits] + (bits == Geometry.ASSUMED_CLUSTER_BITS ? FOR_DEFAULT : 0);
    }

    /** The likeliest cluster size, as a power of two. */
    int best() {
        int best = Geometry.ASSUMED_CLUSTER_BITS;
        for (int bits = LEAST_BITS; bits <= MOST_BITS; bits++) {
            if (weight(bits) > weight(best)) {
                best = bits;
            }
        }
        return best;
    }

    /** How sure that is, 1 to 99 percent. */
    int confidence() {
        double all = 0;
        for (int bits = LEAST_BITS; bits <= MOST_BITS; bits++) {
            all += Math.pow(2, weight(bits) - weight(best()));
        }
        return Math.clamp(Math.round(100 / all), 1, 99);
    }
}
