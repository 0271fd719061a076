package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.refcount.RefcountTableEntry;
import io.github.qcowscope.schema.Base;
import io.github.qcowscope.schema.BitField;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.schema.Struct;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.Value;
import io.github.qcowscope.schema.View;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The nodes of the refcounts: table, blocks, and a node for each refcount, be it as narrow as a bit. */
final class RefcountsPart implements Part {

    private static final String SECTION = RefcountTableEntry.STRUCT.section();

    private final ByteSource source;
    private final Geometry geometry;
    private final Landmarks landmarks;
    private final EntryTable table;
    private final Struct<Area> refcountStruct;
    private final Node node;

    /**
     * The part of an image.
     *
     * @param declared  number of entries that the refcount table should have
     * @param landmarks where no refcount block may lie
     */
    RefcountsPart(EntryTable table, long declared, Geometry geometry, Landmarks landmarks) {
        this.table = table;
        this.geometry = geometry;
        this.landmarks = landmarks;
        source = table.source();
        refcountStruct = struct(geometry.refcountBits());
        node = TableNodes.table(TreePaths.REFCOUNTS, "Refcount table", Kinds.REFCOUNT_TABLE, table, declared,
                this::entry)
                .doc("One entry for each refcount block. Refcounts tell how often each cluster of the file is used.")
                .section(SECTION)
                .build();
    }

    /** The declaration of a refcount, or of the byte that holds several. */
    private static Struct<Area> struct(int bits) {
        String doc = "How often a cluster of the file is used; 0 means that it is free.";
        Field<Area> field = Field.<Area>number("refcount", 0, Math.max(1, bits / 8)).doc(doc);
        return new Struct<>("Refcount block", SECTION, List.of(bits >= 8 ? field
                : field.bits(IntStream.range(0, 8 / bits)
                        .mapToObj(i -> BitField.number((i + 1) * bits - 1, i * bits, "refcount", doc))
                        .toArray(BitField[]::new))));
    }

    @Override
    public Node node() {
        return node;
    }

    private Node entry(long index) {
        String path = TreePaths.refcountTableEntry(index);
        View<Area> view = new View<>(RefcountTableEntry.STRUCT, Area.file(geometry), source,
                table.range(index).offset());
        RefcountTableEntry entry = new RefcountTableEntry(view.raw(RefcountTableEntry.ENTRY));
        int bits = RefcountTableEntry.ENTRY.bits().size();
        ByteRange target = blockBytes(entry);
        return Nodes.fieldAt(path, TableNodes.entryName(index), Kinds.REFCOUNT_TABLE, view, RefcountTableEntry.ENTRY)
                .value(() -> !view.isReadable(RefcountTableEntry.ENTRY) || entry.offset() != 0
                        ? view.value(RefcountTableEntry.ENTRY)
                        : new Value.Symbol(entry.raw(), Long.SIZE, Base.HEX, "no refcount block"))
                .meaning(() -> hostClusters(index))
                .problems(() ->
                        landmarks.problems(view.problems(RefcountTableEntry.ENTRY), "The refcount block", target))
                .children(bits + (target.isEmpty() ? 0 : 1), i -> i < bits
                        ? Nodes.bit(path, Kinds.REFCOUNT_TABLE, view, RefcountTableEntry.ENTRY, (int) i)
                        : block(index, target))
                .build();
    }

    private String hostClusters(long index) {
        long first = Geometry.times(index, geometry.refcountBlockEntries());
        return "host " + ByteRange.clamped(Geometry.times(first, geometry.clusterSize()),
                Geometry.times(geometry.refcountBlockEntries(), geometry.clusterSize()));
    }

    private ByteRange blockBytes(RefcountTableEntry entry) {
        return entry.offset() == 0 ? new ByteRange(0, 0) : geometry.inFile(entry.offset(), geometry.clusterSize());
    }

    private Node block(long index, ByteRange bytes) {
        int bits = geometry.refcountBits();
        long count = bytes.length() * 8 / bits;
        long first = Geometry.times(index, geometry.refcountBlockEntries());
        return Node.at(TreePaths.refcountBlock(index), "Refcount block", Kinds.REFCOUNT_BLOCK, new Span(source, bytes))
                .doc("One refcount for each cluster of a stretch of the file.")
                .section(SECTION)
                .value(() -> new Value.Group(Units.count(count, "refcount") + " of " + Units.count(bits, "bit")))
                .meaning(() -> hostClusters(index))
                .problems(() -> TableNodes.truncated(count, geometry.refcountBlockEntries()))
                .children(count, i -> refcount(index, bytes.offset(), i, first + i))
                // Of several refcounts in one byte, the first.
                .childAt(at -> index(bytes, at, bits, count))
                .childNamed(key -> Nodes.index(key, count))
                .build();
    }

    private static long index(ByteRange block, long at, int bits, long count) {
        long index = (at - block.offset()) * 8 / bits;
        return block.contains(at) && index < count ? index : -1;
    }

    private Node refcount(long block, long offset, long index, long cluster) {
        String path = TableNodes.entryPath(TreePaths.refcountBlock(block), index);
        String name = TableNodes.entryName(index);
        int bits = geometry.refcountBits();
        Field<Area> field = refcountStruct.fields().getFirst();
        View<Area> view = new View<>(refcountStruct, Area.file(geometry), source, offset + (index * bits >>> 3));
        int inByte = field.bits().isEmpty() ? 0 : (int) (index % field.bits().size());
        Node.Builder node = field.bits().isEmpty()
                ? Nodes.fieldAt(path, name, Kinds.REFCOUNT_BLOCK, view, field)
                : Nodes.bitAt(path, name, Kinds.REFCOUNT_BLOCK, view, field, inByte);
        return node.meaning(() -> words(cluster)).build();
    }

    private String words(long cluster) {
        long start = Geometry.times(cluster, geometry.clusterSize());
        return "host cluster %d at 0x%x".formatted(cluster, start)
                + (start >= geometry.fileLength() ? ", past the end of the file" : "");
    }

    @Override
    public @Nullable Node search(long offset, Progress progress) {
        Node[] found = {null};
        table.scan(0, progress, (index, raw, second) -> {
            ByteRange bytes = blockBytes(new RefcountTableEntry(raw));
            if (bytes.contains(offset)) {
                found[0] = block(index, bytes).deepestAt(offset);
            }
            return found[0] == null;
        });
        return found[0];
    }
}
