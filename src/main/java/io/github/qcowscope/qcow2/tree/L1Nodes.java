package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import io.github.qcowscope.qcow2.snapshot.L1Root;
import io.github.qcowscope.schema.Base;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.schema.Value;
import io.github.qcowscope.schema.View;

/** The nodes of L1 tables, the active one's and the snapshots', and of the L2 tables behind them. */
final class L1Nodes {

    private final Geometry geometry;
    private final Landmarks landmarks;
    private final L2Nodes l2Nodes;

    /**
     * Nodes for the tables of an image.
     *
     * @param landmarks where no L2 table may lie
     * @param l2Nodes   makes the nodes of L2 entries
     */
    L1Nodes(Geometry geometry, Landmarks landmarks, L2Nodes l2Nodes) {
        this.geometry = geometry;
        this.landmarks = landmarks;
        this.l2Nodes = l2Nodes;
    }

    /** The node of an L1 table. */
    Node table(L1Root root) {
        String name = root.snapshot() == TreePaths.ACTIVE ? "Active L1 table" : "L1 table";
        return TableNodes.table(root.path(), name, Kinds.L1_TABLE, root.table(), root.declared(), i -> entry(root, i))
                .doc("One entry for each L2 table: the first of two steps from an offset of the guest to one of the"
                        + " file.")
                .section(L1Entry.STRUCT.section())
                .build();
    }

    /** The node of an L1 entry. */
    Node entry(L1Root root, long index) {
        String path = TreePaths.l1Entry(root.snapshot(), index);
        View<Area> view = new View<>(
                L1Entry.STRUCT, Area.file(geometry), root.table().source(), root.table().range(index).offset());
        L1Entry entry = new L1Entry(view.raw(L1Entry.ENTRY));
        int bits = L1Entry.ENTRY.bits().size();
        ByteRange target = l2Bytes(entry);
        return Nodes.fieldAt(path, TableNodes.entryName(index), Kinds.L1_TABLE, view, L1Entry.ENTRY)
                .value(() -> !view.isReadable(L1Entry.ENTRY) || entry.offset() != 0
                        ? view.value(L1Entry.ENTRY)
                        : new Value.Symbol(entry.raw(), Long.SIZE, Base.HEX, "unallocated"))
                .meaning(() -> (entry.offset() == 0 ? "unallocated, " : "") + root.guestOfL1(index))
                .problems(() -> landmarks.and("L1 table that leads to it", root.table().range())
                        .problems(view.problems(L1Entry.ENTRY), "The L2 table", target))
                .children(bits + (target.isEmpty() ? 0 : 1), i -> i < bits
                        ? Nodes.bit(path, Kinds.L1_TABLE, view, L1Entry.ENTRY, (int) i)
                        : l2Table(root, index, entry))
                .build();
    }

    /** The bytes of the L2 table that an entry leads to, as far as the file has them; empty where it leads nowhere. */
    ByteRange l2Bytes(L1Entry entry) {
        return entry.offset() == 0 ? new ByteRange(0, 0) : geometry.inFile(entry.offset(), geometry.clusterSize());
    }

    /** The node of the L2 table that an L1 entry leads to. */
    Node l2Table(L1Root root, long l1Index, L1Entry entry) {
        EntryTable table = root.l2Table(entry);
        return TableNodes.table(TreePaths.l2Table(root.snapshot(), l1Index), "L2 table", Kinds.L2_TABLE, table,
                        geometry.l2Entries(), i -> l2Nodes.entry(root, l1Index, i, table))
                .doc("One entry for each guest cluster: the second of two steps from an offset of the guest to one of"
                        + " the file.")
                .section(L2Entry.STRUCT.section())
                .meaning(() -> root.guestOfL1(l1Index))
                .build();
    }
}
