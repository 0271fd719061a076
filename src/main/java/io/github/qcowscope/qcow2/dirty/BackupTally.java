package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.qcow2.layout.Geometry;

/**
 * Adds up, cluster of the backup by cluster, what becomes of what a backup copies. To be told of it from start to end.
 */
final class BackupTally {

    /** Size of a backup's clusters as a power of two. */
    static final int CLUSTER_BITS = 16;

    /** What becomes of a part in the target; a cluster shares the fate of that of its parts that comes first here. */
    enum Fate {
        /** It is written. */
        STORED,
        /** It cannot be told. */
        UNKNOWN,
        /** It reads as zeros, and is not written. */
        HOLE
    }

    private final long[] bytes = new long[Fate.values().length];
    private final boolean hasHoles;
    private long cluster = -1;
    private long inCluster;
    private Fate fate = Fate.HOLE;

    /**
     * Nothing yet.
     *
     * @param source the image that is backed up
     */
    BackupTally(Geometry source) {
        // QEMU asks one L2 table at a time. With clusters of 512 bytes that covers less than one of the backup's
        // clusters, and what cannot be told of a whole cluster is copied.
        hasHoles = source.l2Entries() * source.clusterSize() >= 1L << CLUSTER_BITS;
    }

    /**
     * Takes a part of the disk, which starts where the last one ended, or later. A cluster of which several parts are
     * holes (some unallocated and some marked as zero, for instance, or in files of different depths) is copied as
     * well: QEMU looks at no more than the first part.
     */
    void add(long from, long to, Fate of) {
        Fate known = of == Fate.HOLE && !hasHoles ? Fate.STORED : of;
        long start = from;
        while (start < to) {
            long at = start >>> CLUSTER_BITS;
            boolean isFirst = at != cluster;
            if (isFirst) {
                close();
                cluster = at;
            }
            Fate here = isFirst || known != Fate.HOLE ? known : Fate.STORED;
            long stop = to >>> CLUSTER_BITS == at ? to : at + 1 << CLUSTER_BITS;
            inCluster += stop - start;
            fate = fate.compareTo(here) < 0 ? fate : here;
            long whole = to - stop >>> CLUSTER_BITS << CLUSTER_BITS;
            bytes[known.ordinal()] += whole;
            start = stop + whole;
        }
    }

    private void close() {
        bytes[fate.ordinal()] += inCluster;
        inCluster = 0;
        fate = Fate.HOLE;
    }

    /** All that was taken. */
    DirtyAllocation.Backup total() {
        close();
        long stored = bytes[Fate.STORED.ordinal()];
        long holes = bytes[Fate.HOLE.ordinal()];
        long unknown = bytes[Fate.UNKNOWN.ordinal()];
        return new DirtyAllocation.Backup(1L << CLUSTER_BITS, stored + holes + unknown, stored, holes, unknown);
    }
}
