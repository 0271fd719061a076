package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.mapping.ClusterMapping;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import io.github.qcowscope.qcow2.snapshot.L1Root;
import io.github.qcowscope.qcow2.snapshot.SnapshotTable;
import io.github.qcowscope.schema.Node;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the L1 and L2 tables, the active ones first and then the snapshots', for the owner of one byte. Each L2
 * table is read once, however many entries lead to it, and a damaged image in which tables overlap ends the search
 * early. For one search, on one thread.
 */
final class MappingSearch {

    /** L1 entries that are looked at: two hundred snapshots of the largest table that QEMU makes have fewer. */
    private static final long MOST_L1_ENTRIES = 1L << 30;
    private static final int STEPS = 1000;

    private final Geometry geometry;
    private final SnapshotTable snapshots;
    private final L1Root active;
    private final L1Nodes nodes;
    private final ClusterNodes clusters;
    private final long offset;
    private final Progress progress;
    private final ClusterSet seen = new ClusterSet();
    private long l1Budget = MOST_L1_ENTRIES;
    private long l2Budget;
    private @Nullable Node found;
    private long foundStart = -1;

    /** A search for the owner of the byte at {@code offset}. */
    MappingSearch(L1Root active, SnapshotTable snapshots, L1Nodes nodes, ClusterNodes clusters, long offset,
            Progress progress) {
        this.active = active;
        this.snapshots = snapshots;
        this.nodes = nodes;
        this.clusters = clusters;
        this.offset = offset;
        this.progress = progress;
        geometry = active.geometry();
        // All L2 tables together cannot be larger than the file, unless they overlap.
        l2Budget = geometry.fileLength() / Long.BYTES + geometry.l2Entries();
    }

    /**
     * The owner among L2 tables and what they lead to, and the L1 tables of snapshots; null where it is none of them.
     */
    @Nullable Node run() {
        for (int i = 0; i < snapshots.count(); i++) {
            progress.check();
            L1Root root = root(i);
            if (root.table().range().contains(offset)) {
                return nodes.table(root).deepestAt(offset);
            }
        }
        for (int i = TreePaths.ACTIVE; found == null && i < snapshots.count(); i++) {
            findL2Table(root(i));
        }
        for (int i = TreePaths.ACTIVE; !isDone() && i < snapshots.count(); i++) {
            findCluster(root(i));
        }
        return found;
    }

    private L1Root root(int snapshot) {
        return snapshot == TreePaths.ACTIVE ? active : L1Root.of(snapshots.get(snapshot));
    }

    private void findL2Table(L1Root root) {
        if ((l1Budget -= root.table().count()) < 0) {
            return;
        }
        root.table().scan(0, progress, (index, raw, second) -> {
            L1Entry entry = new L1Entry(raw);
            if (entry.offset() != 0 && root.l2Table(entry).range().contains(offset)) {
                found = nodes.l2Table(root, index, entry).deepestAt(offset);
                foundStart = Long.MAX_VALUE;
            }
            return found == null;
        });
    }

    /** Whether nothing can be better: only compressed data may share its bytes with what starts later. */
    private boolean isDone() {
        return foundStart == Long.MAX_VALUE;
    }

    private void findCluster(L1Root root) {
        if ((l1Budget -= root.table().count()) < 0) {
            return;
        }
        root.table().scan(0, progress, (index, raw, second) -> {
            L1Entry entry = new L1Entry(raw);
            if (!nodes.l2Bytes(entry).isEmpty() && seen.add(geometry.clusterOf(entry.offset()))) {
                long all = snapshots.count() + 1L;
                progress.report((root.snapshot() + 1L) * STEPS + index * STEPS / root.table().count(), all * STEPS);
                findCluster(root, index, entry);
            }
            return !isDone() && l2Budget > 0;
        });
    }

    private void findCluster(L1Root root, long l1Index, L1Entry l1Entry) {
        EntryTable table = root.l2Table(l1Entry);
        l2Budget -= table.count();
        table.scan(0, progress, (index, raw, second) -> {
            if (raw == 0) {
                return true;
            }
            ClusterMapping mapping = new L2Entry(raw, second).mapping(geometry);
            ByteRange bytes = clusters.bytes(mapping);
            boolean compressed = mapping instanceof ClusterMapping.Compressed;
            // The tail of a compressed cluster's last sector belongs to the next one, if there is one.
            if (bytes.contains(offset) && (!compressed || bytes.offset() > foundStart)) {
                Node entry = nodes.l2Table(root, l1Index, l1Entry).child(index);
                found = entry.child(entry.childCount() - 1).deepestAt(offset);
                foundStart = compressed ? bytes.offset() : Long.MAX_VALUE;
            }
            return !isDone();
        });
    }
}
