package io.github.qcowscope.ui.panel.map;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.owner.ClusterSummary;
import io.github.qcowscope.qcow2.owner.Owner;
import io.github.qcowscope.qcow2.owner.Owners;
import io.github.qcowscope.ui.picture.PictureGrid;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the cluster map shows, in words. */
final class ClusterMapText {

    private static final int OWNERS_TOLD = 4;
    private static final int STEP = 1 << 12;

    private ClusterMapText() {}

    /** A colour, and what it means. */
    record LegendEntry(ClusterSort sort, String text) {}

    /**
     * What a cell is.
     *
     * @param cluster its most notable cluster
     */
    record Words(String text, long cluster) {}

    /** The sorts that the file has, in the order of notice, each with its number of clusters. */
    static List<LegendEntry> legend(ClusterSummary summary) {
        return Arrays.stream(ClusterSort.values())
                .filter(sort -> sort.count(summary) > 0)
                .map(sort -> new LegendEntry(sort, counted(sort, sort.count(summary))))
                .toList();
    }

    private static String counted(ClusterSort sort, long count) {
        return Messages.get("clusters.counted", sort.label(), count);
    }

    /** The whole file, for those who do not see the picture. */
    static String summary(ClusterSummary summary, long clusters) {
        return Messages.get("clusters.summary", clusters)
                + legend(summary).stream().map(LegendEntry::text).collect(Collectors.joining(", ", " ", "."));
    }

    /** How many clusters a cell and a line have. */
    static String scale(PictureGrid grid, long clusterSize) {
        long cell = 1L << grid.zoom();
        return Messages.get("clusters.scale", cell, Sizes.bytes(cell * clusterSize),
                Sizes.bytes(cell * grid.columns() * clusterSize));
    }

    /** The first cluster of a cell that is of the sort whose colour the cell has. */
    static long mostNotable(OwnerMapModel.State.Ready known, ByteRange cell, Progress progress) {
        ClusterSort sort = ClusterSort.of(known.summary().bits(cell.offset(), cell.end()));
        for (long cluster = cell.offset(); cluster < cell.end(); cluster++) {
            if (cluster % STEP == 0) {
                progress.check();
            }
            if (ClusterSort.of(known.map().bits(cluster)) == sort) {
                return cluster;
            }
        }
        return cell.offset();
    }

    /** What a cell is: the owners of a single cluster, the sorts of many. */
    static Words describe(Qcow2Image image, OwnerMapModel.State.Ready known, ByteRange cell, Progress progress) {
        int bits = image.geometry().clusterBits();
        if (cell.length() == 1) {
            return new Words(one(known.map().ownersOfCluster(cell.offset(), OWNERS_TOLD, progress), bits),
                    cell.offset());
        }
        long[] counts = new long[ClusterSort.values().length];
        for (long cluster = cell.offset(); cluster < cell.end(); cluster++) {
            if (cluster % STEP == 0) {
                progress.check();
            }
            counts[ClusterSort.of(known.map().bits(cluster)).ordinal()]++;
        }
        List<String> parts = new ArrayList<>();
        for (ClusterSort sort : ClusterSort.values()) {
            if (counts[sort.ordinal()] > 0) {
                parts.add(counted(sort, counts[sort.ordinal()]));
            }
        }
        return new Words(Messages.get("clusters.many", Long.toString(cell.offset()), Long.toString(cell.end() - 1),
                hex(cell.offset() << bits), hex((cell.end() << bits) - 1)) + "\n" + String.join(", ", parts),
                mostNotable(known, cell, progress));
    }

    private static String one(Owners owners, int clusterBits) {
        ClusterSort sort = ClusterSort.of(owners.states());
        StringBuilder text = new StringBuilder(Messages.get("clusters.one", Long.toString(owners.cluster()),
                hex(owners.cluster() << clusterBits), sort.label()));
        if (owners.refcount() != 0 || owners.references() != 0) {
            text.append(Messages.get("clusters.refcount", Long.toUnsignedString(owners.refcount()),
                    Long.toString(owners.references())));
        }
        text.append('\n').append(owners.list().stream().map(ClusterMapText::owner).collect(Collectors.joining(", ")));
        if (!owners.isComplete()) {
            text.append(Messages.get("clusters.more"));
        }
        return text.toString();
    }

    private static String owner(Owner owner) {
        ByteRange guest = owner.guest();
        return guest == null ? owner.path()
                : Messages.get("clusters.owner", owner.path(), hex(guest.offset()),
                        hex(Math.max(guest.offset(), guest.end() - 1)));
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }
}
