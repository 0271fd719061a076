package io.github.qcowscope.ui.panel.picture;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.dirty.CellSums;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyRuns;
import io.github.qcowscope.qcow2.dirty.DirtyState;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.ShownBitmap;
import io.github.qcowscope.ui.picture.CountedCells;
import io.github.qcowscope.ui.picture.CountedModel;
import io.github.qcowscope.ui.picture.PicturePng;
import io.github.qcowscope.ui.text.Messages;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The picture of a bitmap: the virtual disk as a grid of cells, each with the dirty share of what it stands for.
 * Follows the selection: a bitmap that is selected is shown, and what is selected in it is marked.
 */
public final class BitmapPictureModel implements CountedModel<CellShade> {

    private final Document document;
    private final Background background;
    private final ShownBitmap shown;
    private final CountedCells cells;
    private final ReadOnlyObjectWrapper<ByteRange> marked =
            new ReadOnlyObjectWrapper<>(this, "marked", new ByteRange(0, 0));
    private boolean revealing = true;

    /** The picture of the bitmap that is selected in a document; of the first one, as long as none is. */
    public BitmapPictureModel(Document document, Background background) {
        this.document = document;
        this.background = background;
        cells = new CountedCells(background, "bitmap-picture");
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
    public CountedCells cells() {
        return cells;
    }

    @Override
    public ReadOnlyObjectProperty<ByteRange> markedProperty() {
        return marked.getReadOnlyProperty();
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
        cells.open(next, Messages.get("bitmap.picture.job", next.bitmap().name()), again);
        mark();
    }

    @Override
    public CellShade shade(ByteRange bits) {
        return cells.shade(bits, BitmapPictureModel::shade, CellShade.PENDING);
    }

    private static CellShade shade(CellSums sums, ByteRange bits) {
        return CellShade.of(bits.length(), sums.sum(DirtyBitmap.DIRTY_CELLS, bits.offset(), bits.end()),
                sums.sum(DirtyBitmap.UNKNOWN_CELLS, bits.offset(), bits.end()));
    }

    /** How many of the bits that have been counted so far are of a kind. */
    long counted(int kind) {
        return bitmap() == null ? 0 : cells.counted(kind);
    }

    /** Dirty bits of a cell; -1 where they have not been counted yet. */
    long dirtyBits(ByteRange bits) {
        return cells.counted(DirtyBitmap.DIRTY_CELLS, bits);
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
            PicturePng.save(background, "bitmap-picture-save", now, width, height, BitmapPictureModel::shade, argb,
                    target, then);
        }
    }

    @Override
    public void hover(ByteRange bits) {
        DirtyBitmap now = bitmap();
        document.hover(bits.isEmpty() || now == null ? null : shown.entryNode(now, bits.offset()));
    }

    /**
     * Selects what a cell stands for: of its bits the first that is dirty, or the first if none is. Tree and bytes go
     * to the byte that holds it, or to its table entry where no byte does.
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
        cells.moveTo(bit);
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
                cells.moveTo(bits.offset());
                cells.reveal(bits.offset());
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
