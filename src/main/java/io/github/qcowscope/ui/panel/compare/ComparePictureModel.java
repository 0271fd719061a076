package io.github.qcowscope.ui.panel.compare;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.dirty.DirtyComparison.Side;
import io.github.qcowscope.qcow2.dirty.DirtyComparison;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.picture.CountedCells;
import io.github.qcowscope.ui.picture.CountedModel;
import io.github.qcowscope.ui.picture.PicturePng;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The picture of two bitmaps: the virtual disk as a grid of cells, coloured by which of the two call them dirty. */
final class ComparePictureModel implements CountedModel<CompareShade> {

    private final Document document;
    private final Background background;
    private final CompareModel compared;
    private final CountedCells cells;
    private final ReadOnlyObjectWrapper<ByteRange> marked =
            new ReadOnlyObjectWrapper<>(this, "marked", new ByteRange(0, 0));

    /** The picture of what is compared. */
    ComparePictureModel(Document document, Background background, CompareModel compared) {
        this.document = document;
        this.background = background;
        this.compared = compared;
        cells = new CountedCells(background, "compare-picture");
        compared.comparisonProperty().subscribe(next -> {
            marked.set(new ByteRange(0, 0));
            cells.open(next, Messages.get("bitmap.compare.job"), false);
        });
    }

    @Override
    public CountedCells cells() {
        return cells;
    }

    @Override
    public ReadOnlyObjectProperty<ByteRange> markedProperty() {
        return marked.getReadOnlyProperty();
    }

    @Override
    public CompareShade shade(ByteRange units) {
        return cells.shade(units, CompareShade::of, CompareShade.PENDING);
    }

    @Override
    public void hover(ByteRange units) {
        DirtyComparison now = compared.comparisonProperty().get();
        document.hover(now == null || units.isEmpty() ? null
                : compared.entryOf(now.guest(units.offset(), units.end()).offset()));
    }

    /** Selects the bit of the first bitmap at the first place of a cell that either of the two calls dirty. */
    @Override
    public void select(ByteRange units) {
        DirtyComparison now = compared.comparisonProperty().get();
        if (now == null || units.isEmpty()) {
            return;
        }
        background.latest("compare-picture-bit", Messages.get("bitmap.picture.find"),
                progress -> firstDirty(now, units, progress), unit -> {
                    if (compared.comparisonProperty().get() == now) {
                        marked.set(new ByteRange(unit, 1));
                        cells.moveTo(unit);
                        compared.select(now.guest(unit, unit + 1).offset());
                    }
                });
    }

    private static long firstDirty(DirtyComparison of, ByteRange units, Progress progress) {
        DirtyComparison.Runs runs = of.runs(units.offset(), units.end(), progress);
        while (runs.next()) {
            if (runs.side() != Side.NEITHER) {
                return runs.start();
            }
        }
        return units.offset();
    }

    /** What a part of the disk is, in words. */
    String describe(ByteRange units) {
        DirtyComparison now = compared.comparisonProperty().get();
        if (now == null || units.isEmpty()) {
            return "";
        }
        ByteRange guest = now.guest(units.offset(), units.end());
        return Messages.get("bitmap.picture.cell", "0x%x".formatted(guest.offset()), "0x%x".formatted(guest.end() - 1),
                Sizes.bytes(guest.length()), shade(units).label());
    }

    /** The size of a cell and of a line, in words. */
    String scale() {
        DirtyComparison now = compared.comparisonProperty().get();
        return now == null ? "" : Messages.get("bitmap.picture.scale", size(now, 1), size(now, grid().columns()));
    }

    private String size(DirtyComparison of, long count) {
        return Sizes.bytes(of.guest(0, Math.min(count << grid().zoom(), of.units())).length());
    }

    /**
     * Draws the whole disk, and saves it.
     *
     * @param argb the colours of the shades, and last the background's
     * @param then told the sentence that says why it failed, or that it did not
     */
    void savePng(Path target, int width, int height, int[] argb, Consumer<String> then) {
        DirtyComparison now = compared.comparisonProperty().get();
        if (now != null) {
            PicturePng.save(background, "compare-picture-save", now, width, height, CompareShade::of, argb, target,
                    then);
        }
    }
}
