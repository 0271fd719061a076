package io.github.qcowscope.ui.inspect;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.qcow2.entry.EntryKind;
import io.github.qcowscope.qcow2.entry.EntryReader;
import io.github.qcowscope.qcow2.entry.EntryReading;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** What the bytes at the caret would be as values and as entries of the image's tables. */
final class InspectorModel {

    /** Bytes that the longest value needs. */
    private static final int READ = 8;

    /** A way to read the bytes, and what they are then, in each byte order. */
    static final class Value {
        private final ValueKind kind;
        private final ReadOnlyObjectWrapper<Reading> big = new ReadOnlyObjectWrapper<>(this, "big", Reading.NONE);
        private final ReadOnlyObjectWrapper<Reading> little = new ReadOnlyObjectWrapper<>(this, "little", Reading.NONE);

        Value(ValueKind kind) {
            this.kind = kind;
        }

        ValueKind kind() {
            return kind;
        }

        /** With the first byte as the most significant one. */
        ReadOnlyObjectProperty<Reading> bigProperty() {
            return big.getReadOnlyProperty();
        }

        /** With the first byte as the least significant one. */
        ReadOnlyObjectProperty<Reading> littleProperty() {
            return little.getReadOnlyProperty();
        }
    }

    /**
     * The bytes as an entry.
     *
     * @param reading what it says
     * @param actual  whether the bytes are such an entry, as far as the tables of the image tell
     */
    record Entry(EntryReading reading, boolean actual) {
        /** What the first column shows. */
        @Override
        public String toString() {
            return reading.kind().label();
        }
    }

    /** One kind of entry, and what the bytes are then. */
    static final class EntryRow {
        private final ReadOnlyObjectWrapper<Entry> entry;

        EntryRow(Entry first) {
            entry = new ReadOnlyObjectWrapper<>(this, "entry", first);
        }

        ReadOnlyObjectProperty<Entry> entryProperty() {
            return entry.getReadOnlyProperty();
        }

        EntryReading reading() {
            return entry.get().reading();
        }
    }

    private final Document document;
    private final Background background;
    private final EntryReader reader;
    private final List<Value> values = Arrays.stream(ValueKind.values()).map(Value::new).toList();
    private final List<EntryRow> entries;
    private final BooleanProperty aligned = new SimpleBooleanProperty(this, "aligned", true);
    private final ReadOnlyStringWrapper place = new ReadOnlyStringWrapper(this, "place", "");

    /** Follows a document's caret. */
    InspectorModel(Document document, Background background) {
        this.document = document;
        this.background = background;
        reader = new EntryReader(document.image().geometry());
        entries = read().stream().map(EntryRow::new).toList();
        document.caretProperty().subscribe(this::showAll);
        document.sourceProperty().subscribe(this::showAll);
        document.selectedNodeProperty().subscribe(this::showEntries);
        aligned.subscribe(this::showEntries);
        showAll();
    }

    /** The values, in a fixed order. */
    List<Value> values() {
        return values;
    }

    /** The entries, in the order of {@link EntryKind}. */
    List<EntryRow> entries() {
        return entries;
    }

    /** Whether entries are read from where one would start, rather than from the caret on. */
    BooleanProperty alignedProperty() {
        return aligned;
    }

    /** Where the bytes are, in words. */
    ReadOnlyStringProperty placeProperty() {
        return place.getReadOnlyProperty();
    }

    /** Goes to an offset that a value could be. */
    void follow(Reading value) {
        if (value.target() != Reading.NOWHERE) {
            document.selectByte(value.target());
        }
    }

    /** Goes to what an entry leads to. */
    void follow(EntryReading entry) {
        ByteRange target = entry.target();
        if (target != null && entry.inside()) {
            background.latest("inspect-follow", Messages.get("job.place"),
                    progress -> document.image().structureAt(target, progress), node -> document.select(node, target));
        }
    }

    private void showAll() {
        document.source().expect(document.caret(), READ);
        Chunk chunk = document.source().chunk(document.caret(), READ);
        byte[] bytes = chunk.toArray();
        ByteBuffer big = ByteBuffer.wrap(bytes);
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = document.source().length();
        for (Value value : values) {
            value.big.set(value.kind.read(big, length));
            value.little.set(value.kind.hasOrder() ? value.kind.read(little, length) : Reading.NONE);
        }
        String where = NodeText.offset(document.caret());
        place.set(chunk.isWhole() ? Messages.get("inspect.place", where)
                : Messages.get("inspect.place-short", where, bytes.length, chunk.whyShort()));
        showEntries();
    }

    private void showEntries() {
        List<Entry> now = read();
        for (int i = 0; i < now.size(); i++) {
            entries.get(i).entry.set(now.get(i));
        }
    }

    private List<Entry> read() {
        return reader.at(document.source(), document.caret(), aligned.get()).stream()
                .map(reading -> new Entry(reading, isActual(reading))).toList();
    }

    /**
     * Whether the selected node has bytes of this entry, and is of a table with such entries that start where this one
     * does.
     */
    private boolean isActual(EntryReading reading) {
        Node node = document.selectedNode();
        ByteRange own = node.span().range();
        long apart = Math.abs(own.offset() - reading.bytes().offset());
        return reading.whole() && document.showsImage() && node.kind().equals(reading.kind().kind())
                && own.overlaps(reading.bytes()) && apart % Math.min(READ, reading.bytes().length()) == 0
                && isOfItsForm(reading);
    }

    private boolean isOfItsForm(EntryReading reading) {
        boolean compressed = new L2Entry(document.source().chunk(reading.bytes().offset(), READ).u64(0), 0)
                .isCompressed();
        return switch (reading.kind()) {
            case L2_STANDARD -> !compressed;
            case L2_COMPRESSED -> compressed;
            case L1, REFCOUNT_TABLE, REFCOUNT, BITMAP_TABLE -> true;
        };
    }
}
