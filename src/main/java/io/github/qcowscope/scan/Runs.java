package io.github.qcowscope.scan;

import java.util.Arrays;

/**
 * Stretches of sectors, in the order of the file. Holds at most a million of them: what comes after those is dropped.
 */
final class Runs {

    private static final int MOST = 1 << 20;

    private long[] starts = new long[16];
    private long[] ends = new long[16];
    private int count;

    /** Adds a stretch, which grows the last one where it follows that. */
    void add(long start, long end) {
        if (count > 0 && ends[count - 1] == start) {
            ends[count - 1] = end;
        } else if (count < MOST) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                ends = Arrays.copyOf(ends, count * 2);
            }
            starts[count] = start;
            ends[count++] = end;
        }
    }

    /** Adds the stretches of a later part of the file. */
    void addAll(Runs later) {
        for (int i = 0; i < later.count; i++) {
            add(later.starts[i], later.ends[i]);
        }
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** The first byte of a stretch. */
    long start(int index) {
        return starts[index];
    }

    /**
     * The clusters that the stretches touch, each once and in the order of the file.
     *
     * @param base where the image starts, whose clusters are counted from there; clusters before it are left out, and
     *             so is its first one, which is the header's
     * @param most how many at most
     */
    long[] clusters(long base, int clusterBits, int most) {
        long[] found = new long[16];
        int size = 0;
        long next = base + (1L << clusterBits);
        for (int i = 0; i < count && size < most; i++) {
            long first = starts[i] < next ? next : starts[i] - (starts[i] - base & (1L << clusterBits) - 1);
            for (long at = first; at < ends[i] && size < most; at += 1L << clusterBits) {
                if (size == found.length) {
                    found = Arrays.copyOf(found, size * 2);
                }
                found[size++] = at;
                next = at + (1L << clusterBits);
            }
        }
        return Arrays.copyOf(found, size);
    }
}
