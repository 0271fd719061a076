package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.snapshot.L1Root;
import io.github.qcowscope.qcow2.snapshot.SnapshotTable;
import io.github.qcowscope.schema.Node;
import org.jspecify.annotations.Nullable;

/** The nodes of the active L1 table, and the search through all L1 tables, the snapshots' too. */
final class MappingPart implements Part {

    private final L1Root active;
    private final SnapshotTable snapshots;
    private final L1Nodes nodes;
    private final ClusterNodes clusters;
    private final Node node;

    MappingPart(L1Root active, SnapshotTable snapshots, L1Nodes nodes, ClusterNodes clusters) {
        this.active = active;
        this.snapshots = snapshots;
        this.nodes = nodes;
        this.clusters = clusters;
        node = nodes.table(active);
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public @Nullable Node search(long offset, Progress progress) {
        return new MappingSearch(active, snapshots, nodes, clusters, offset, progress).run();
    }
}
