package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Base;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.Value;
import io.github.qcowscope.schema.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes of the bitmaps: directory, tables, data clusters. */
final class BitmapsPart implements Part {

    private static final String PATH = "bitmaps";
    private static final String TABLE = "table";
    private static final String DATA = "data";

    private final Geometry geometry;
    private final ByteSource source;
    private final BitmapDirectory directory;
    private final boolean consistent;
    private final Node node;

    BitmapsPart(BitmapDirectory directory, Geometry geometry, boolean consistent) {
        this.directory = directory;
        this.geometry = geometry;
        this.consistent = consistent;
        source = directory.extension().view().source();
        node = Node.at(PATH, "Bitmaps", Kinds.BITMAP_DIRECTORY, new Span(source, directory.range()))
                .doc("The bitmap directory: one entry for each bitmap, one after the other.")
                .section(Bitmap.STRUCT.section())
                .value(() -> new Value.Group(Units.count(directory.count(), "bitmap")))
                .problems(this::directoryProblems)
                .children(directory.count(), i -> bitmap(directory.get((int) i)))
                .childAt(directory::indexAt)
                .childNamed(directory::indexOf)
                .build();
    }

    private List<Problem> directoryProblems() {
        List<Problem> found = new ArrayList<>();
        String wrong = directory.problem();
        if (wrong != null) {
            found.add(Problem.error("bitmap-directory", wrong));
        }
        if (!consistent) {
            found.add(Problem.warning("bitmaps-ignored",
                    "Autoclear bit 0 is clear: a program that does not know bitmaps has written to the image, and"
                            + " none of them can be trusted."));
        }
        return found;
    }

    @Override
    public Node node() {
        return node;
    }

    private Node bitmap(Bitmap bitmap) {
        String path = Node.join(PATH, bitmap.key());
        List<Node> children = new ArrayList<>(Nodes.fields(path, Kinds.BITMAP_DIRECTORY, bitmap.view()));
        children.add(table(Node.join(path, TABLE), bitmap));
        return Node.at(path, bitmap.name().isEmpty() ? "(no name)" : bitmap.name(), Kinds.BITMAP_DIRECTORY,
                        new Span(source, bitmap.range()))
                .doc("A bitmap's entry in the directory: what it records, and where its table is.")
                .section(Bitmap.STRUCT.section())
                .value(() -> new Value.Group(String.join(", ", bitmap.flagNames())))
                .meaning(() -> bitmap.verdict(consistent).label())
                .problems(() -> bitmap.key().contains("~") && !bitmap.name().isEmpty()
                        ? List.of(Problem.error("bitmap-name-unique", "Another bitmap has the same name."))
                        : List.of())
                .children(children)
                .build();
    }

    private Node table(String path, Bitmap bitmap) {
        EntryTable table = bitmap.table();
        return Nodes.table(path, "Bitmap table", Kinds.BITMAP_TABLE, source, table.offset(), table.count(),
                        BitmapTableEntry.SIZE, i -> entry(Node.join(path, Long.toString(i)), bitmap, table, i))
                .doc("One entry for each cluster of the bitmap's data.")
                .section(BitmapTableEntry.STRUCT.section())
                .value(() -> new Value.Group(table.count() == 1 ? "1 entry" : table.count() + " entries"))
                .build();
    }

    private Node entry(String path, Bitmap bitmap, EntryTable table, long index) {
        View<Area> view = new View<>(BitmapTableEntry.STRUCT, Area.file(geometry), source, table.range(index).offset());
        BitmapTableEntry entry = new BitmapTableEntry(view.raw(BitmapTableEntry.ENTRY));
        int bits = BitmapTableEntry.ENTRY.bits().size();
        boolean hasData = !data(entry).isEmpty();
        return Nodes.fieldAt(path, "[" + index + "]", Kinds.BITMAP_TABLE, view, BitmapTableEntry.ENTRY)
                .value(() -> !view.isReadable(BitmapTableEntry.ENTRY) || entry.offset() != 0
                        ? view.value(BitmapTableEntry.ENTRY)
                        : new Value.Symbol(entry.raw(), Long.SIZE, Base.HEX, entry.type().label()))
                .meaning(() -> entry.type().label() + ", guest " + bitmap.guestRange(index))
                .children(bits + (hasData ? 1 : 0), i -> i < bits
                        ? Nodes.bit(path, Kinds.BITMAP_TABLE, view, BitmapTableEntry.ENTRY, (int) i)
                        : data(Node.join(path, DATA), bitmap, index, entry))
                .build();
    }

    private ByteRange data(BitmapTableEntry entry) {
        return entry.offset() == 0 ? new ByteRange(0, 0) : geometry.inFile(entry.offset(), geometry.clusterSize());
    }

    private Node data(String path, Bitmap bitmap, long index, BitmapTableEntry entry) {
        return Node.at(path, "Bitmap data", Kinds.BITMAP_DATA, new Span(source, data(entry)))
                .doc("Bits of the bitmap, the lowest bit of the first byte first.")
                .section("Bitmap data")
                .value(() -> new Value.Group("guest " + bitmap.guestRange(index)))
                .build();
    }

    @Override
    public @Nullable Node search(long offset, Progress progress) {
        for (int i = 0; i < directory.count(); i++) {
            Bitmap bitmap = directory.get(i);
            EntryTable table = bitmap.table();
            if (table.range().contains(offset)) {
                return tableOf(bitmap).deepestAt(offset);
            }
            long index = entryWithData(table, offset, progress);
            if (index >= 0) {
                Node entry = tableOf(bitmap).child(index);
                return entry.child(entry.childCount() - 1);
            }
        }
        return null;
    }

    private Node tableOf(Bitmap bitmap) {
        return table(Node.join(Node.join(PATH, bitmap.key()), TABLE), bitmap);
    }

    private long entryWithData(EntryTable table, long offset, Progress progress) {
        long[] found = {-1};
        table.scan(0, progress, (index, raw, second) -> {
            if (data(new BitmapTableEntry(raw)).contains(offset)) {
                found[0] = index;
            }
            return found[0] < 0;
        });
        return found[0];
    }
}
