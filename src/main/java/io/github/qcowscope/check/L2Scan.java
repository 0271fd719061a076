package io.github.qcowscope.check;

import java.util.Arrays;

/** What was found in one L2 table: numbers, and the clusters that it refers to. */
final class L2Scan {

    private static final int USES_SHIFT = 48;
    private static final long LENGTH = (1L << USES_SHIFT) - 1;

    /** Guest clusters that have a place in the file or in the external data file. */
    long allocated;
    /** Those that do not follow the one before them. */
    long fragmented;
    /** Those that are compressed. */
    long compressed;
    /** What QEMU counts as corruptions of entries. */
    long corruptions;
    /** Whether an entry breaks a rule, one of QEMU's or of the specification. */
    boolean flawed;
    /** Whether only the refcounts can tell if a copied flag is right, and no cluster of the window stands for it. */
    boolean copiedUnknown;
    /** Offset of a byte of the table that could not be read; -1 where all could. */
    long failedAt = -1;

    private long[] runs = new long[8];
    private int size;
    private long end;

    /** Notes references to clusters: one to each of {@code length} from {@code cluster} on. */
    void refer(long cluster, long length, int uses) {
        end = Math.max(end, cluster + length);
        if (size > 0) {
            long last = runs[size - 1];
            if ((int) (last >>> USES_SHIFT) == uses && runs[size - 2] + (last & LENGTH) == cluster) {
                runs[size - 1] = last + length;
                return;
            }
        }
        if (size + 2 > runs.length) {
            runs = Arrays.copyOf(runs, size * 2);
        }
        runs[size++] = cluster;
        runs[size++] = (long) uses << USES_SHIFT | length;
    }

    /** The cluster after the last one that is referenced. */
    long end() {
        return end;
    }

    /** Counts the references, each of them {@code weight} times. */
    void addTo(References references, long weight) {
        for (int i = 0; i < size; i += 2) {
            references.add(runs[i], runs[i + 1] & LENGTH, (int) (runs[i + 1] >>> USES_SHIFT), weight);
        }
    }
}
