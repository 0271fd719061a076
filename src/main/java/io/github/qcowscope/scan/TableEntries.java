package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.mapping.CompressedCluster;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import io.github.qcowscope.qcow2.refcount.RefcountTableEntry;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.schema.Struct;
import io.github.qcowscope.schema.Value;
import io.github.qcowscope.schema.View;
import java.util.List;

/** The nodes of the entries of a table, or of the refcounts of a block, that were found by their shape. */
final class TableEntries {

    private TableEntries() {}

    /** Adds the entries to the node of a proposal. */
    static Node under(Node.Builder node, String path, ByteSource source, Proposal proposal) {
        int size = proposal.entryBits() / Byte.SIZE;
        long start = proposal.range().offset();
        long count = proposal.range().length() / size;
        Area area = Area.file(proposal.geometry(source.length()));
        return node.children(count, i -> entry(path, source, proposal, area, start + i * size, i))
                .childAt(at -> proposal.range().contains(at) && (at - start) / size < count ? (at - start) / size : -1)
                .childNamed(key -> Nodes.index(key, count))
                .build();
    }

    private static Node entry(String parent, ByteSource source, Proposal proposal, Area area, long at, long index) {
        View<Area> view = new View<>(struct(proposal, source, area.geometry(), at), area, source, at);
        Field<Area> number = view.struct().fields().getFirst();
        String path = Node.join(parent, Long.toString(index));
        return unjudged(Nodes.fieldAt(path, "[" + index + "]", proposal.kind(), view, number), view, number, proposal);
    }

    /** The declaration of an entry. */
    private static Struct<Area> struct(Proposal proposal, ByteSource source, Geometry geometry, long at) {
        if (proposal.kind().equals(Kinds.L1_TABLE)) {
            return L1Entry.STRUCT;
        } else if (proposal.kind().equals(Kinds.BITMAP_TABLE)) {
            return BitmapTableEntry.STRUCT;
        } else if (proposal.kind().equals(Kinds.REFCOUNT_TABLE)) {
            return RefcountTableEntry.STRUCT;
        } else if (proposal.kind().equals(Kinds.L2_TABLE)) {
            return Words.isCompressed(source.chunk(at, L2Entry.STRUCT.fields().getFirst().width()).u64(0))
                    ? CompressedCluster.struct(geometry.clusterBits()) : L2Entry.STRUCT;
        }
        return new Struct<>("Refcount block", RefcountTableEntry.STRUCT.section(), List.of(
                Field.<Area>number("refcount", 0, proposal.entryBits() / Byte.SIZE)
                        .doc("How often a cluster of the file is used; 0 means that it is free.")));
    }

    /**
     * A field without the rules of the format, which would tell of the rest of an image that is not known; where the
     * image starts elsewhere than the file, its offsets count from there.
     */
    static Node unjudged(Node.Builder node, View<Area> view, Field<Area> field, Proposal proposal) {
        return node.problems(List::of).value(() -> {
            Value value = view.value(field);
            return value instanceof Value.Pointer pointer && pointer.target() != null
                    ? new Value.Pointer(pointer.raw(), pointer.bits(), moved(pointer.target(), proposal.base()))
                    : value;
        }).build();
    }

    private static Span moved(Span target, long base) {
        return Span.of(target.source(), target.range().offset() + base, target.range().length());
    }
}
