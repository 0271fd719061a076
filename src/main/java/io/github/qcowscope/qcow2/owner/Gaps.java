package io.github.qcowscope.qcow2.owner;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.image.Structures;
import io.github.qcowscope.qcow2.layout.Geometry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file that no structure claims. Found in one pass over a {@link HostMap}; what is kept is how many
 * start before each of at most a million stretches of the file, and the gaps themselves are found again when somebody
 * asks.
 */
public final class Gaps {

    private static final int LEAST_GROUP_BITS = 6;
    private static final int MOST_GROUPS_BITS = 20;
    private static final int STEP = 1 << 12;

    private final Structures image;
    private final HostMap map;
    private final int groupBits;
    /** For each group of clusters, how many gaps start before it; then how many there are at all. */
    private final long[] before;
    private final long[] bytes = new long[Gap.Sort.values().length];

    private Gaps(Structures image, HostMap map) {
        this.image = image;
        this.map = map;
        int length = Long.SIZE - Long.numberOfLeadingZeros(map.clusters());
        groupBits = Math.max(LEAST_GROUP_BITS, length - MOST_GROUPS_BITS);
        before = new long[(int) (Geometry.ceilDiv(map.clusters(), 1L << groupBits) + 1)];
    }

    /**
     * Finds the gaps of an image.
     *
     * @param map      of the same image
     * @param progress told how far the pass is, in clusters, and asked whether to go on
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static Gaps of(Structures image, HostMap map, Progress progress) {
        Gaps gaps = new Gaps(image, map);
        gaps.count(progress);
        return gaps;
    }

    private void count(Progress progress) {
        long steps = 0;
        for (long cluster = 0; cluster < map.clusters();) {
            if (steps++ % STEP == 0) {
                progress.check();
                progress.report(cluster, map.clusters());
            }
            Gap.@Nullable Sort sort = map.gapOf(cluster);
            if (sort == null) {
                List<ByteRange> slack = map.unclaimed(cluster);
                before[group(cluster) + 1] += slack.size();
                slack.forEach(range -> bytes[Gap.Sort.SLACK.ordinal()] += range.length());
                cluster++;
            } else {
                Gap gap = run(cluster, sort);
                before[group(cluster) + 1]++;
                bytes[sort.ordinal()] += gap.range().length();
                cluster = endOf(gap);
            }
        }
        Arrays.parallelPrefix(before, Long::sum);
    }

    private int group(long cluster) {
        return (int) (cluster >>> groupBits);
    }

    /** The gap that starts with a cluster, or, from a cluster inside of it, the rest of it. */
    private Gap run(long cluster, Gap.Sort sort) {
        long end = cluster + 1;
        while (end < map.clusters() && map.gapOf(end) == sort) {
            end = sort == Gap.Sort.FREE ? Math.max(end + 1, map.skipFree(end)) : end + 1;
        }
        Geometry geometry = image.geometry();
        long start = Geometry.times(cluster, geometry.clusterSize());
        return new Gap(sort, geometry.inFile(start, Geometry.times(end, geometry.clusterSize()) - start));
    }

    /** The first cluster after a gap that has whole clusters; the last one of the file may be cut. */
    private long endOf(Gap gap) {
        return Geometry.ceilDiv(gap.range().end(), image.geometry().clusterSize());
    }

    /** Number of gaps. */
    public long count() {
        return before[before.length - 1];
    }

    /** Bytes of all gaps of a sort. */
    public long bytes(Gap.Sort sort) {
        return bytes[sort.ordinal()];
    }

    /**
     * A gap.
     *
     * @param index in the order of the file, 0 to {@link #count()} - 1
     * @return an empty one, at the end of the file, where another program has changed structures since the gaps were
     *         counted
     */
    public Gap get(long index) {
        int group = 0;
        int end = before.length - 1;
        while (end - group > 1) {
            int middle = group + end >>> 1;
            if (before[middle] > index) {
                end = middle;
            } else {
                group = middle;
            }
        }
        List<Gap> here = startingIn(group, (group + 1L) << groupBits);
        int place = (int) (index - before[group]);
        return place < here.size() ? here.get(place)
                : new Gap(Gap.Sort.SLACK, new ByteRange(image.source().length(), 0));
    }

    /** The gaps that start in a group, before a cluster. */
    private List<Gap> startingIn(int group, long end) {
        List<Gap> found = new ArrayList<>();
        long first = (long) group << groupBits;
        long last = Math.min(end, map.clusters());
        Gap.@Nullable Sort previous = first == 0 ? null : map.gapOf(first - 1);
        for (long cluster = first; cluster < last; cluster++) {
            Gap.@Nullable Sort sort = map.gapOf(cluster);
            if (sort == null) {
                map.unclaimed(cluster).forEach(range -> found.add(new Gap(Gap.Sort.SLACK, range)));
            } else if (sort != previous) {
                found.add(run(cluster, sort));
            }
            previous = sort;
        }
        return found;
    }

    /** Index of the gap that has a byte; -1 where none has. */
    public long indexAt(long offset) {
        long cluster = image.geometry().clusterOf(offset);
        if (offset < 0 || cluster >= map.clusters()) {
            return -1;
        }
        int group = group(cluster);
        List<Gap> near = startingIn(group, cluster + 1);
        if (map.gapOf(cluster) != null) {
            // It is in the gap that was the latest to start, here or in an earlier group.
            return before[group] + near.size() - 1;
        }
        for (int i = near.size() - 1; i >= 0; i--) {
            if (near.get(i).range().contains(offset)) {
                return before[group] + i;
            }
        }
        return -1;
    }

    /** Whether a byte without an owner is surely a gap: what a table that is not aligned leads to is not known. */
    public boolean areCertain() {
        return map.isWhole();
    }

    /** The kinds of the owners of a cluster, as {@link OwnerKind} bits. */
    public int ownersAt(long offset) {
        return map.bits(image.geometry().clusterOf(offset));
    }
}
