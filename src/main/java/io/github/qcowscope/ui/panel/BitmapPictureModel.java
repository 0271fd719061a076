package io.github.qcowscope.ui.panel;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.CellSums;
import io.github.qcowscope.qcow2.DirtyBitmap;
import io.github.qcowscope.qcow2.DirtyRuns;
import io.github.qcowscope.qcow2.DirtyState;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.ui.Background;
import io.github.qcowscope.ui.Document;
import io.github.qcowscope.ui.Messages;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * The picture of a bitmap: the virtual disk as a grid of cells, each with the dirty share of what it stands for. Follows the
 * selection: a bitmap that is selected is shown, and what is selected in it is marked.
 */
public final class BitmapPictureModel implements PictureModel {

    private final Document document;
    private final Background background;
    private final ShownBitmap shown;
    private final ReadOnlyObjectWrapper<PictureGrid> grid =
            new ReadOnlyObjectWrapper<>(this, "grid", PictureGrid.whole(0, 1, 1));
    private final ReadOnlyObjectWrapper<ByteRange> marked =
            new ReadOnlyObjectWrapper<>(this, "marked", new ByteRange(0, 0));
    private final ReadOnlyLongWrapper cursor = new ReadOnlyLongWrapper(this, "cursor");
    private final ReadOnlyBooleanWrapper filling = new ReadOnlyBooleanWrapper(this, "filling");
    private CellSums whole = new CellSums(0, 0, 0, 2);
    private @Nullable CellSums window;
    private int columns = 64;
    private int rows = 32;
    private boolean revealing = true;

    /** The picture of the bitmap that is selected in a document; of the first one, as long as none is. */
    public BitmapPictureModel(Document document, Background background) {
        this.document = document;
        this.background = background;
        shown = new ShownBitmap(document);
        shown.property().addListener((of, before, next) -> {
            if (next != null) {
                open(next, before != null && before.bitmap().key().equals(next.bitmap().key())
                        && before.bitCount() == next.bitCount());
            }
        });
        document.selectedNodeProperty().subscribe(node -> mark());
        document.caretProperty().subscribe(this::mark);
    }

    /** The names of the image's bitmaps, in the order of the directory; the first thousand of them. */
    public List<String> names() {
        return shown.names();
    }

    /** The bitmap that is shown; null where the image has none. */
    public ReadOnlyObjectProperty<@Nullable DirtyBitmap> bitmapProperty() {
        return shown.property();
    }

    /** The bitmap that is shown; null where the image has none. */
    public @Nullable DirtyBitmap bitmap() {
        return shown.get();
    }

    @Override
    public ReadOnlyObjectProperty<PictureGrid> gridProperty() {
        return grid.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<ByteRange> markedProperty() {
        return marked.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyLongProperty cursorProperty() {
        return cursor.getReadOnlyProperty();
    }

    @Override
    public void moveCursor(long cells) {
        PictureGrid now = grid();
        long cell = now.cellOf(cursor.get()).offset() >>> now.zoom();
        long last = Math.max(0, now.units() - 1) >>> now.zoom();
        cursor.set(Math.clamp(cell + cells, 0, last) << now.zoom());
        reveal(cursor.get());
    }

    /** Whether counting goes on: cells that are in sight may be pending. */
    public ReadOnlyBooleanProperty fillingProperty() {
        return filling.getReadOnlyProperty();
    }

    /** Tells whether anybody looks: as long as nobody does, nothing is read. */
    void setActive(boolean looked) {
        shown.setActive(looked);
    }

    /** Shows another bitmap, by its place in the directory. */
    public void show(int index) {
        shown.show(index);
    }

    /** Starts to count; {@code again} where the same bitmap has been read anew, and the user stays where he is. */
    private void open(DirtyBitmap next, boolean again) {
        CellSums sums = new CellSums(0, next.bitCount(), CellSums.cellBitsFor(next.bitCount(), CellSums.MOST_CELLS),
                next.kinds());
        whole = sums;
        window = null;
        if (again) {
            show(grid());
        } else {
            cursor.set(0);
            grid.set(PictureGrid.whole(next.bitCount(), columns, rows));
        }
        filling.set(true);
        background.latest("bitmap-picture", Messages.get("bitmap.picture.job", next.bitmap().name()),
                progress -> {
                    next.fill(sums, progress);
                    return sums;
                }, filled -> filling.set(false), () -> filling.set(false));
        mark();
    }

    /** Tells how much room there is; a power of two of columns. */
    void resize(int newColumns, int newRows) {
        columns = newColumns;
        rows = newRows;
        show(grid().resized(columns, rows));
    }

    @Override
    public void zoomBy(int steps, long bit) {
        show(grid().zoomedTo(grid().zoom() - steps, bit));
    }

    @Override
    public void zoomOut() {
        show(PictureGrid.whole(grid().units(), columns, rows));
    }

    @Override
    public void scrollTo(long row) {
        show(grid().scrolledTo(row));
    }

    /** Brings a bit into sight. */
    void reveal(long bit) {
        show(grid().revealing(bit));
    }

    private void show(PictureGrid next) {
        grid.set(next);
        DirtyBitmap now = bitmap();
        if (now == null || next.zoom() >= whole.cellBits() || isInWindow(next)) {
            return;
        }
        CellSums sums = new CellSums(next.shown().offset(), next.shown().end(), next.zoom(), now.kinds());
        background.latest("bitmap-picture-window",
                Messages.get("bitmap.picture.job", now.bitmap().name()), progress -> {
                    now.fill(sums, progress);
                    return sums;
                }, filled -> {
                    if (bitmap() == now) {
                        window = filled;
                        // The grid is the same; what it shows is not.
                        filling.set(true);
                        filling.set(!whole.isFilled());
                    }
                });
    }

    private boolean isInWindow(PictureGrid wanted) {
        return window != null && window.cellBits() == wanted.zoom() && window.from() <= wanted.shown().offset()
                && window.to() >= wanted.shown().end();
    }

    /** The shade of a cell in sight. */
    CellShade shade(ByteRange bits) {
        CellSums sums = sumsFor(bits);
        if (sums == null) {
            // Finer than what has been counted: the share of the surroundings, until the window is there.
            ByteRange around = ByteRange.between(bits.offset() >>> whole.cellBits() << whole.cellBits(),
                    Math.min(whole.to(), (bits.offset() >>> whole.cellBits()) + 1 << whole.cellBits()));
            return around.end() > whole.filledTo() ? CellShade.PENDING : shade(whole, around);
        }
        return bits.end() > sums.filledTo() ? CellShade.PENDING : shade(sums, bits);
    }

    private static CellShade shade(CellSums sums, ByteRange bits) {
        return CellShade.of(bits.length(), sums.sum(DirtyBitmap.DIRTY_CELLS, bits.offset(), bits.end()),
                sums.sum(DirtyBitmap.UNKNOWN_CELLS, bits.offset(), bits.end()));
    }

    private @Nullable CellSums sumsFor(ByteRange bits) {
        int zoom = grid().zoom();
        return zoom >= whole.cellBits() ? whole
                : window != null && window.cellBits() <= zoom && window.from() <= bits.offset() && window.to() >= bits.end()
                ? window : null;
    }

    /** How many of the bits that have been counted so far are of a kind. */
    long counted(int kind) {
        return whole.sum(kind, 0, whole.to());
    }

    /** Dirty bits of a cell; -1 where they have not been counted yet. */
    long dirtyBits(ByteRange bits) {
        CellSums sums = sumsFor(bits);
        return sums == null || bits.end() > sums.filledTo() ? -1
                : sums.sum(DirtyBitmap.DIRTY_CELLS, bits.offset(), bits.end());
    }

    /**
     * Draws the whole disk, and saves it.
     *
     * @param argb the colours of the shades, and last the background's
     * @param then told the sentence that says why it failed, or that it did not
     */
    void savePng(Path target, int width, int height, int[] argb, Consumer<String> then) {
        DirtyBitmap now = bitmap();
        if (now != null) {
            background.latest("bitmap-picture-save", Messages.get("bitmap.picture.saving"), progress -> {
                BufferedImage drawn = PicturePng.draw(now, width, height, BitmapPictureModel::shade, argb, progress);
                return SafeSave.save(target, out -> ImageIO.write(drawn, "png", out));
            }, then);
        }
    }

    /** Previews the table entry of a bit; -1 for none. */
    void hover(long bit) {
        DirtyBitmap now = bitmap();
        document.hover(bit < 0 || now == null ? null : shown.entryNode(now, bit));
    }

    /**
     * Selects what a cell stands for: of its bits the first that is dirty, or the first if none is. Tree and bytes go to the
     * byte that holds it, or to its table entry where no byte does.
     */
    @Override
    public void select(ByteRange bits) {
        DirtyBitmap now = bitmap();
        if (now == null || bits.isEmpty()) {
            return;
        }
        background.latest("bitmap-picture-bit", Messages.get("bitmap.picture.find"),
                progress -> firstDirty(now, bits, progress), bit -> {
                    if (bitmap() == now) {
                        selectBit(now, bit);
                    }
                });
    }

    private static long firstDirty(DirtyBitmap of, ByteRange bits, Progress progress) {
        DirtyRuns runs = of.runs(bits.offset(), bits.end(), progress);
        while (runs.next()) {
            if (runs.state() == DirtyState.DIRTY) {
                return runs.start();
            }
        }
        return bits.offset();
    }

    private void selectBit(DirtyBitmap of, long bit) {
        revealing = false;
        shown.select(of, bit);
        revealing = true;
        marked.set(new ByteRange(bit, 1));
        cursor.set(bit);
    }

    /** Marks the bits of the selected table entry, or those of the byte that has the caret. */
    private void mark() {
        DirtyBitmap now = bitmap();
        // The caret moves before the selected node does: what does not fit together yet is not shown.
        if (now == null || !revealing || !document.selectedNode().span().range().contains(document.caret())) {
            return;
        }
        ByteRange bits = selectedBits(now);
        if (!bits.equals(marked.get())) {
            marked.set(bits);
            if (!bits.isEmpty()) {
                cursor.set(bits.offset());
                reveal(bits.offset());
            }
        }
    }

    private ByteRange selectedBits(DirtyBitmap of) {
        String table = ShownBitmap.tablePath(of);
        String selected = document.selectedNode().path();
        if (!selected.startsWith(table)) {
            return new ByteRange(0, 0);
        }
        String[] keys = selected.substring(table.length()).split("/", 2);
        long entry = Nodes.index(keys[0], Long.MAX_VALUE);
        if (entry < 0) {
            return new ByteRange(0, 0);
        }
        ByteRange bits = of.bits(entry);
        long first = keys.length > 1 && keys[1].equals("data") ? of.firstBitAt(entry, document.caret()) : -1;
        return first < 0 ? bits : new ByteRange(first, Math.min(8, bits.end() - first));
    }
}
