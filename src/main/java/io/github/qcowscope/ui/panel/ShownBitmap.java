package io.github.qcowscope.ui.panel;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyPlace;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Which of an image's bitmaps a panel shows: the one that was selected last, in the tree or by name, and the first one
 * as long as none was. Nothing is read while nobody looks at the panel.
 */
public final class ShownBitmap {

    /** Bitmaps that are offered by name; a damaged image may have a million. */
    private static final int OFFERED = 1000;
    private static final String BITMAPS = "bitmaps/";

    private final Document document;
    private final List<String> names;
    private @Nullable BitmapDirectory directory;
    private final ReadOnlyObjectWrapper<@Nullable DirtyBitmap> bitmap = new ReadOnlyObjectWrapper<>(this, "bitmap");
    private boolean active;
    private int wanted;

    /** Shows none, until {@link #setActive somebody looks}. */
    public ShownBitmap(Document document) {
        this.document = document;
        directory = directory(document.image());
        names = names(document.image());
        document.restingProperty().addListener((of, before, now) -> {
            // The names are the same: an image with other bitmaps comes as another document.
            directory = directory(now);
            bitmap.set(active && directory != null ? new DirtyBitmap(now, directory.get(wanted)) : null);
        });
        document.selectedNodeProperty().subscribe(this::follow);
    }

    private static @Nullable BitmapDirectory directory(Qcow2Image image) {
        return image.bitmaps().filter(found -> found.count() > 0).orElse(null);
    }

    /** The names of an image's bitmaps, in the order of the directory; the first thousand of them. */
    public static List<String> names(Qcow2Image image) {
        return image.bitmaps().map(found -> IntStream.range(0, Math.min(OFFERED, found.count()))
                .mapToObj(i -> found.get(i).name()).toList()).orElse(List.of());
    }

    private void follow(Node selected) {
        if (directory != null && selected.path().startsWith(BITMAPS)) {
            int index = directory.indexOf(selected.path().substring(BITMAPS.length()).split("/", 2)[0]);
            if (index >= 0) {
                show(index);
            }
        }
    }

    /** The names of the image's bitmaps, in the order of the directory; the first thousand of them. */
    public List<String> names() {
        return names;
    }

    /** The bitmap; null where the image has none, or nobody looks. */
    public ReadOnlyObjectProperty<@Nullable DirtyBitmap> property() {
        return bitmap.getReadOnlyProperty();
    }

    /** The bitmap; null where the image has none, or nobody looks. */
    public @Nullable DirtyBitmap get() {
        return bitmap.get();
    }

    /** Tells whether anybody looks. */
    public void setActive(boolean looked) {
        active = looked;
        if (active) {
            show(wanted);
        }
    }

    /** Shows a bitmap by its place in the directory. */
    public void show(int index) {
        wanted = index;
        DirtyBitmap shown = bitmap.get();
        if (active && directory != null && (shown == null || shown.bitmap().index() != index)) {
            bitmap.set(new DirtyBitmap(document.image(), directory.get(index)));
        }
    }

    /** The path of the nodes of the bitmap's table entries, with the slash before their index. */
    public static String tablePath(DirtyBitmap of) {
        return BITMAPS + of.bitmap().key() + "/table/";
    }

    /** The node of the table entry that has a bit; null where the table does not go that far. */
    public @Nullable Node entryNode(DirtyBitmap of, long bit) {
        return document.root().find(tablePath(of) + of.place(bit).entry());
    }

    /** Selects a bit: the byte that holds it, or its table entry where no byte does. */
    public void select(DirtyBitmap of, long bit) {
        DirtyPlace place = of.place(bit);
        Node entry = entryNode(of, bit);
        Node data = entry == null ? null : entry.find("data");
        if (entry != null && place.isStored() && data != null) {
            document.select(data, new ByteRange(place.offset(), 1));
        } else if (entry != null) {
            document.select(entry);
        }
    }
}
