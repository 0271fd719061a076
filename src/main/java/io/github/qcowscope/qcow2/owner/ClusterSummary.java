package io.github.qcowscope.qcow2.owner;

import io.github.qcowscope.job.Progress;

/**
 * What all clusters of a file are, at a glance: how many there are of each sort, and what any stretch of them contains.
 * A picture of millions of clusters is drawn from it.
 */
public final class ClusterSummary {

    private static final int GROUP_BITS = 6;
    private static final int PAGE_BITS = 10;
    private static final int SORTS = Integer.SIZE;

    private final HostMap map;
    /** For each group of clusters, the bits of all; 0 where all are free. */
    private final PagedInts groups = new PagedInts(PAGE_BITS, new MemoryBudget(Long.MAX_VALUE));
    private final long[] counts = new long[SORTS];

    /** Looks at every cluster that is not free. */
    ClusterSummary(HostMap map, Progress progress) {
        this.map = map;
        long clusters = map.clusters();
        long used = 0;
        for (long start = 0; start < clusters; start = map.skipFree(start + (1 << GROUP_BITS))) {
            if ((start & 0xffff) == 0) {
                progress.check();
                progress.report(start, clusters);
            }
            long end = Math.min(clusters, start + (1 << GROUP_BITS));
            int all = 0;
            for (long cluster = start; cluster < end; cluster++) {
                int bits = map.bits(cluster);
                all |= bits;
                if (!ClusterState.FREE.isIn(bits)) {
                    used++;
                    count(bits);
                }
            }
            groups.put(start >>> GROUP_BITS, all);
        }
        progress.report(clusters, clusters);
        counts[Integer.numberOfTrailingZeros(ClusterState.FREE.bit())] = clusters - used;
    }

    private void count(int bits) {
        for (int rest = bits; rest != 0; rest &= rest - 1) {
            counts[Integer.numberOfTrailingZeros(rest)]++;
        }
    }

    /** How many clusters have an owner of a kind. */
    public long count(OwnerKind kind) {
        return counts[Integer.numberOfTrailingZeros(kind.bit())];
    }

    /** How many clusters are in a state. */
    public long count(ClusterState state) {
        return counts[Integer.numberOfTrailingZeros(state.bit())];
    }

    /**
     * The {@link ClusterState} and {@link OwnerKind} bits that any cluster of a stretch has.
     *
     * @param from first cluster, 0 or more
     * @param end  first cluster after the stretch; cut at the end of the file
     */
    public int bits(long from, long end) {
        long last = Math.min(end, map.clusters());
        int all = 0;
        long cluster = from;
        while (cluster < last) {
            boolean whole = (cluster & (1 << GROUP_BITS) - 1) == 0 && last - cluster >= 1 << GROUP_BITS;
            if (whole) {
                int group = groups.get(cluster >>> GROUP_BITS);
                all |= group == 0 ? ClusterState.FREE.bit() : group;
                cluster += 1 << GROUP_BITS;
            } else {
                all |= map.bits(cluster++);
            }
        }
        return all;
    }
}
