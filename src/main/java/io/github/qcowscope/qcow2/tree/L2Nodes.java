package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.mapping.ClusterMapping;
import io.github.qcowscope.qcow2.mapping.CompressedCluster;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import io.github.qcowscope.qcow2.mapping.SubclusterState;
import io.github.qcowscope.qcow2.snapshot.L1Root;
import io.github.qcowscope.schema.Base;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.schema.Struct;
import io.github.qcowscope.schema.Value;
import io.github.qcowscope.schema.View;

/** The nodes of L2 entries. */
final class L2Nodes {

    /** An L2 entry, where it is, and what it says. */
    record Place(L1Root root, long l1Index, long l2Index, View<Area> view, L2Entry entry, ClusterMapping mapping) {

        String path() {
            return TreePaths.l2Entry(root.snapshot(), l1Index, l2Index);
        }

        /** The guest cluster, in words. */
        String guest() {
            return root.guest(root.guestStart(l1Index, l2Index), root.geometry().clusterSize());
        }
    }

    private final Geometry geometry;
    private final Landmarks landmarks;
    private final ClusterNodes clusters;
    private final Struct<Area> compressedStruct;

    /**
     * Nodes for the L2 tables of an image.
     *
     * @param landmarks where no guest cluster may lie
     * @param clusters  makes the nodes of what entries lead to
     */
    L2Nodes(Geometry geometry, Landmarks landmarks, ClusterNodes clusters) {
        this.geometry = geometry;
        this.landmarks = landmarks;
        this.clusters = clusters;
        compressedStruct = CompressedCluster.struct(geometry.clusterBits());
    }

    /** The node of an L2 entry. */
    Node entry(L1Root root, long l1Index, long l2Index, EntryTable table) {
        Place place = place(root, l1Index, l2Index, table);
        String path = place.path();
        View<Area> view = place.view();
        Field<Area> number = view.struct().fields().getFirst();
        int bits = number.bits().size();
        int subclusters = geometry.extendedL2() ? 1 : 0;
        ByteRange target = clusters.bytes(place.mapping());
        return Node.at(path, TableNodes.entryName(l2Index), Kinds.L2_TABLE,
                new Span(table.source(), table.range(l2Index)))
                .doc(number.doc())
                .section(view.struct().section())
                .value(() -> value(place, number))
                .meaning(() -> words(place.mapping()) + ", " + place.guest())
                .problems(() -> landmarks.problems(view.problems(number), "The guest cluster", target))
                .children(bits + subclusters + (target.isEmpty() ? 0 : 1), i ->
                        i < bits ? Nodes.bit(path, Kinds.L2_TABLE, view, number, (int) i)
                        : i < bits + subclusters ? subclusters(place)
                        : clusters.target(place, target))
                // The second number of an extended entry has a node of its own; the first is the entry.
                .childAt(at -> subclusters == 1 && at >= view.offset() + Long.BYTES ? bits : -1)
                .build();
    }

    private Place place(L1Root root, long l1Index, long l2Index, EntryTable table) {
        long at = table.range(l2Index).offset();
        Chunk chunk = table.source().chunk(at, geometry.l2EntrySize());
        L2Entry entry = new L2Entry(chunk.u64(0), geometry.extendedL2() ? chunk.u64(8) : 0);
        View<Area> view = new View<>(entry.isCompressed() ? compressedStruct : L2Entry.STRUCT, Area.file(geometry),
                table.source(), at);
        return new Place(root, l1Index, l2Index, view, entry, entry.mapping(geometry));
    }

    private Value value(Place place, Field<Area> number) {
        return !place.view().isReadable(number) || place.entry().isCompressed() || place.entry().offset() != 0
                ? place.view().value(number)
                : new Value.Symbol(place.entry().raw(), Long.SIZE, Base.HEX, words(place.mapping()));
    }

    private String words(ClusterMapping mapping) {
        String elsewhere = geometry.dataFile() ? " in the external data file" : "";
        return switch (mapping) {
            case ClusterMapping.Unallocated() -> "unallocated";
            case ClusterMapping.Zero zero -> zero.allocated() ? "zero, with a cluster kept for writes" + elsewhere
                    : "zero";
            case ClusterMapping.Data data -> "standard" + elsewhere;
            case ClusterMapping.Compressed compressed -> "compressed";
            case ClusterMapping.Subclusters sub -> subclusters(sub) + (sub.hasCluster() ? elsewhere : "");
        };
    }

    private static String subclusters(ClusterMapping.Subclusters sub) {
        int allocated = Integer.bitCount(sub.allocated());
        int zero = Integer.bitCount(sub.zero());
        return allocated == Geometry.SUBCLUSTERS ? "standard"
                : zero == Geometry.SUBCLUSTERS ? "zero"
                : allocated == 0 && zero == 0 ? "unallocated"
                : "subclusters: %d allocated, %d zero".formatted(allocated, zero);
    }

    /** The second number of an extended entry, with a node for each subcluster. */
    private Node subclusters(Place place) {
        View<Area> view = place.view();
        Field<Area> number = view.struct().fields().getLast();
        String path = Node.join(place.path(), number.name());
        int bits = number.bits().size();
        Node.Builder node = Nodes.fieldAt(path, number.name(), Kinds.L2_TABLE, view, number);
        return place.entry().isCompressed() ? node.build() : node
                .children(bits + Geometry.SUBCLUSTERS, i -> i < bits
                        ? Nodes.bit(path, Kinds.L2_TABLE, view, number, (int) i)
                        : subcluster(path, place, (int) i - bits))
                .build();
    }

    private Node subcluster(String parent, Place place, int index) {
        return Nodes.fieldAt(TableNodes.entryPath(parent, index), TableNodes.entryName(index), Kinds.L2_TABLE,
                        place.view(), SubclusterState.FIELDS.get(index))
                .value(() -> new Value.Group(SubclusterState.of(place.entry().subclusters(), index).label()))
                .meaning(() -> clusters.guestOfSubcluster(place, index))
                .build();
    }
}
