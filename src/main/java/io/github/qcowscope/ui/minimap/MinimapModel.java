package io.github.qcowscope.ui.minimap;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.ByteMarks;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/**
 * The whole file as a strip of rows. However long the file is, there are only as many rows as pixels, and the work is
 * bounded by their number. Follows the document until {@link #dispose()}.
 */
public final class MinimapModel {

    /** Marks of a row that are told. */
    private static final int MOST_TOLD = 3;

    private final Document document;
    private final Background background;
    private final ObservableValue<ByteRange> shown;
    private final LongConsumer scroll;
    private final ObjectProperty<MinimapMode> mode = new SimpleObjectProperty<>(this, "mode", MinimapMode.KINDS);
    private final ReadOnlyObjectWrapper<MinimapCells> cells =
            new ReadOnlyObjectWrapper<>(this, "cells", MinimapCells.NONE);
    private final ReadOnlyObjectWrapper<MinimapMarks> marks =
            new ReadOnlyObjectWrapper<>(this, "marks", MinimapMarks.of(new ByteMarks(), MinimapCells.NONE.rows()));
    private final ReadOnlyIntegerWrapper cursor = new ReadOnlyIntegerWrapper(this, "cursor");
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper(this, "told", "");
    private final InvalidationListener rootListener = of -> scanIfResting();
    private final ChangeListener<Qcow2Image> restListener = (of, before, now) -> scanAnew(before);
    private final Subscription subscriptions;
    private boolean knowsOwners;
    private int room;
    private long tellings;

    /**
     * A map that has no rows yet.
     *
     * @param shown  the bytes that the hex pane shows
     * @param scroll makes the hex pane show a byte
     */
    public MinimapModel(Document document, Background background, ObservableValue<ByteRange> shown,
            LongConsumer scroll) {
        this.document = document;
        this.background = background;
        this.shown = shown;
        this.scroll = scroll;
        subscriptions = Subscription.combine(
                document.marks().changesProperty().subscribe(this::mark),
                document.caretProperty().subscribe(this::followCaret),
                mode.subscribe((before, now) -> scan()));
        // Two roots are equal, as their paths are: a listener to changes would not be told that the owners are known.
        document.rootProperty().addListener(rootListener);
        document.restingProperty().addListener(restListener);
    }

    /** Lets go of the document. */
    public void dispose() {
        subscriptions.unsubscribe();
        document.rootProperty().removeListener(rootListener);
        document.restingProperty().removeListener(restListener);
    }

    /** What is shown; to be changed by whoever likes. */
    public ObjectProperty<MinimapMode> modeProperty() {
        return mode;
    }

    /** The rows. */
    ReadOnlyObjectProperty<MinimapCells> cellsProperty() {
        return cells.getReadOnlyProperty();
    }

    /** What is marked in them. */
    ReadOnlyObjectProperty<MinimapMarks> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    /** The row that keys move. */
    ReadOnlyIntegerProperty cursorProperty() {
        return cursor.getReadOnlyProperty();
    }

    /** What a row is, in words: of the one under the pointer, or of the one that keys have moved to. */
    ReadOnlyStringProperty toldProperty() {
        return told.getReadOnlyProperty();
    }

    /** The bytes that the hex pane shows; empty while they are not the file's. */
    ByteRange shown() {
        return document.showsImage() ? shown.getValue() : new ByteRange(0, 0);
    }

    private MinimapRows rows() {
        return cells.get().rows();
    }

    /** Tells how many rows there is room for. */
    void resize(int rowsOfRoom) {
        if (rowsOfRoom != room) {
            room = rowsOfRoom;
            scan();
        }
    }

    /** While another program writes to the image, what was found before is shown. */
    private void scanIfResting() {
        if (document.image() == document.restingProperty().get()) {
            scan();
        }
    }

    /** Where there was a map of owners there will be one again, and the tree tells when. */
    private void scanAnew(Qcow2Image before) {
        if (mode.get() == MinimapMode.ENTROPY || before.hostMap().isEmpty()) {
            scan();
        }
    }

    private void scan() {
        Qcow2Image image = document.image();
        ByteSource source = image.source();
        MinimapRows rows = MinimapRows.of(source.length(), room);
        MinimapMode wanted = mode.get();
        boolean isNew = !rows.equals(rows()) || wanted != cells.get().mode();
        if (!isNew && wanted == MinimapMode.KINDS && knowsOwners && image.hostMap().isEmpty()) {
            // The file has been read again, and its owners will be known anew: what was known is better than nothing.
            return;
        }
        if (isNew) {
            knowsOwners = false;
            cells.set(MinimapCells.unknown(rows, wanted));
            cursor.set(0);
            followCaret();
            mark();
        }
        if (rows.count() > 0) {
            background.latest("minimap", Messages.get("minimap.job"), progress -> switch (wanted) {
                case KINDS -> KindScan.scan(image, rows, progress);
                case ENTROPY -> EntropyScan.scan(source, rows, progress);
            }, drawn -> {
                knowsOwners = image.hostMap().isPresent();
                cells.set(drawn);
            });
        }
    }

    private void followCaret() {
        if (document.showsImage() && rows().count() > 0) {
            cursor.set(rows().rowOf(document.caret()));
        }
    }

    private void mark() {
        marks.set(MinimapMarks.of(document.marks(), rows()));
    }

    /** Makes the hex pane show the bytes of a row, and nothing more. */
    void scrollTo(int row) {
        if (rows().count() > 0) {
            cursor.set(Math.clamp(row, 0, rows().count() - 1));
            if (document.showsImage()) {
                scroll.accept(rows().start(cursor.get()));
            }
        }
    }

    /** Moves by rows, and shows their bytes. */
    void moveBy(int count) {
        scrollTo(cursor.get() + count);
        tell(cursor.get());
    }

    /** Goes to what is marked in a row, or to its first byte. */
    void select(int row) {
        if (row >= 0 && row < rows().count()) {
            cursor.set(row);
            List<ByteMarks.Mark> here = marksIn(rows().bytes(row));
            document.selectInImage(here.isEmpty() ? rows().start(row) : here.getFirst().range().offset());
        }
    }

    /** Tells of a row; of none where it is -1. */
    void tell(int row) {
        long telling = ++tellings;
        if (row < 0 || row >= rows().count()) {
            told.set("");
            return;
        }
        ByteRange bytes = rows().bytes(row);
        MinimapCells now = cells.get();
        String words = words(row, now) + markWords(bytes);
        told.set(words);
        Qcow2Image image = document.image();
        background.latest("minimap-tell", Messages.get("minimap.tell"),
                progress -> image.ownerOf(bytes.offset(), progress), owner -> {
                    // The pointer may have moved on before the answer came.
                    if (telling == tellings) {
                        told.set(words + ownerWords(owner));
                    }
                });
    }

    private static String words(int row, MinimapCells now) {
        ByteRange bytes = now.rows().bytes(row);
        byte first = now.first()[row];
        String place = Messages.get("minimap.place", Long.toHexString(bytes.offset()),
                Long.toHexString(bytes.end() - 1), Sizes.bytes(bytes.length()));
        return place + "\n" + switch (now.mode()) {
            case KINDS -> kindWords(first, now.other()[row]);
            case ENTROPY -> first == MinimapCells.NOTHING ? Messages.get("minimap.hole")
                    : first == MinimapCells.UNKNOWN ? Messages.get("minimap.unreadable")
                    : Messages.get("minimap.entropy", first);
        };
    }

    private static String kindWords(byte metadata, byte data) {
        List<String> labels = new ArrayList<>();
        for (byte each : new byte[] {metadata, data}) {
            if (each >= 0) {
                labels.add(Kinds.ALL.get(each).label());
            }
        }
        return !labels.isEmpty() ? String.join(", ", labels)
                : Messages.get(metadata == MinimapCells.UNKNOWN ? "minimap.unknown" : "minimap.free");
    }

    private static String ownerWords(Node owner) {
        return owner.path().isEmpty() ? "" : "\n" + Messages.get("minimap.owner", owner.path());
    }

    private List<ByteMarks.Mark> marksIn(ByteRange bytes) {
        List<ByteMarks.Mark> here = new ArrayList<>();
        for (ByteMarks.Group group : ByteMarks.Group.values()) {
            document.marks().in(group, bytes).stream().filter(mark -> bytes.contains(mark.range().offset()))
                    .forEach(here::add);
        }
        return here;
    }

    private String markWords(ByteRange bytes) {
        List<ByteMarks.Mark> here = marksIn(bytes);
        StringBuilder words = new StringBuilder();
        here.stream().limit(MOST_TOLD).forEach(mark -> words.append("\n• ").append(mark.text()));
        if (here.size() > MOST_TOLD) {
            words.append('\n').append(Messages.get("minimap.more", here.size() - MOST_TOLD));
        }
        return words.toString();
    }
}
