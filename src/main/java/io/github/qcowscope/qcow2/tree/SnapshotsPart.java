package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.snapshot.L1Root;
import io.github.qcowscope.qcow2.snapshot.Snapshot;
import io.github.qcowscope.qcow2.snapshot.SnapshotTable;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.Value;
import java.util.ArrayList;
import java.util.List;

/** The nodes of the internal snapshots: their table, and behind each entry its own L1 table. */
final class SnapshotsPart implements Part {

    private final SnapshotTable table;
    private final L1Nodes l1Nodes;
    private final ByteSource source;
    private final Node node;

    SnapshotsPart(ByteSource source, SnapshotTable table, L1Nodes l1Nodes) {
        this.table = table;
        this.l1Nodes = l1Nodes;
        this.source = source;
        node = Node.at(TreePaths.SNAPSHOTS, "Snapshots", Kinds.SNAPSHOT, new Span(source, table.range()).visible())
                .doc("The snapshot table: one entry for each internal snapshot, one after the other.")
                .section(Snapshot.STRUCT.section())
                .value(() -> new Value.Group(Units.count(table.count(), "snapshot")))
                .problems(() -> table.count() == table.declaredCount() ? List.of()
                        : List.of(Problem.error("snapshot-table", "The header counts %s; %d could be found.".formatted(
                                Units.count(table.declaredCount(), "snapshot"), table.count()))))
                .children(table.count(), i -> snapshot(table.get((int) i)))
                .childAt(table::indexAt)
                .childNamed(key -> Nodes.index(key, table.count()))
                .build();
    }

    @Override
    public Node node() {
        return node;
    }

    private Node snapshot(Snapshot snapshot) {
        String path = TreePaths.snapshot(snapshot.index());
        List<Node> children = new ArrayList<>(Nodes.fields(path, Kinds.SNAPSHOT, snapshot.view()));
        children.add(l1Nodes.table(L1Root.of(snapshot)));
        return Node.at(path, snapshot.name().isEmpty() ? "(no name)" : snapshot.name(), Kinds.SNAPSHOT,
                        new Span(source, snapshot.range()))
                .doc("A snapshot's entry in the table: what it is called, when it was taken, and where its L1 table"
                        + " is.")
                .section(Snapshot.STRUCT.section())
                .value(() -> new Value.Group("ID " + snapshot.id()))
                .meaning(() -> snapshot.time() + (snapshot.vmStateSize() == 0 ? ""
                        : ", VM state of " + Units.bytes(snapshot.vmStateSize())))
                .children(children)
                .build();
    }
}
