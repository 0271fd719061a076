package io.github.qcowscope.ui.panel;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.dump.BitmapComparisonWriter;
import io.github.qcowscope.dump.BitmapFormat;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.CellSums;
import io.github.qcowscope.qcow2.DirtyBitmap;
import io.github.qcowscope.qcow2.DirtyComparison;
import io.github.qcowscope.qcow2.DirtyComparison.Side;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.ui.Background;
import io.github.qcowscope.ui.Document;
import io.github.qcowscope.ui.LazyList;
import io.github.qcowscope.ui.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Two bitmaps side by side: the one that is selected, and another one of the same image or of another. */
public final class CompareModel {

    /** A range that at least one of the two calls dirty, or that cannot be read. */
    public record Row(long start, long length, Side side) {}

    /**
     * What came out.
     *
     * @param comparison the two bitmaps
     * @param totals     bytes by who calls them dirty
     * @param sums       units for a picture of the whole disk
     * @param ranges     the ranges, in the order of the disk
     */
    record Result(DirtyComparison comparison, DirtyComparison.Totals totals, CellSums sums, SideList ranges) {}

    /** An image that could be opened, or the sentence that says why not. */
    private record Opened(@Nullable Qcow2Image image, @Nullable MappedFile file, String sentence) {}

    private final Document document;
    private final Background background;
    private final ShownBitmap first;
    private final ReadOnlyObjectWrapper<List<String>> others = new ReadOnlyObjectWrapper<>(this, "others", List.of());
    private final ReadOnlyObjectWrapper<@Nullable Result> result = new ReadOnlyObjectWrapper<>(this, "result");
    private final ReadOnlyObjectWrapper<ObservableList<Row>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", FXCollections.observableArrayList());
    private Qcow2Image other;
    private @Nullable MappedFile otherFile;
    private int otherIndex;

    /** Compares the bitmap that is selected in a document with the one after it. */
    public CompareModel(Document document, Background background) {
        this.document = document;
        this.background = background;
        other = document.image();
        document.restingProperty().addListener((of, before, now) -> {
            if (otherFile == null) {
                other = now;
            }
        });
        first = new ShownBitmap(document);
        others.set(first.names());
        otherIndex = first.names().size() > 1 ? 1 : 0;
        first.property().subscribe(now -> compare());
        document.closeWith(this::closeOther);
    }

    /** The names of the image's bitmaps. */
    public List<String> names() {
        return first.names();
    }

    /** The names of the bitmaps that can be compared with. */
    public ReadOnlyObjectProperty<List<String>> othersProperty() {
        return others.getReadOnlyProperty();
    }

    /** The place of the other bitmap in {@link #othersProperty()}. */
    public int otherIndex() {
        return otherIndex;
    }

    /** The first bitmap; null where the image has none, or nobody looks. */
    public ReadOnlyObjectProperty<@Nullable DirtyBitmap> firstProperty() {
        return first.property();
    }

    /** Tells whether anybody looks: as long as nobody does, nothing is read. */
    void setActive(boolean looked) {
        first.setActive(looked);
    }

    /** Chooses the first bitmap, by its place in the directory. */
    public void chooseFirst(int index) {
        first.show(index);
    }

    /** Chooses the other bitmap, by its place in its directory. */
    public void chooseOther(int index) {
        if (index != otherIndex) {
            otherIndex = index;
            compare();
        }
    }

    /**
     * Takes the other bitmap from another image, where it is the one of the same name, if there is one.
     *
     * @param complain told the sentence that says why the image cannot be used
     */
    public void openOther(Path file, Consumer<String> complain) {
        background.latest("compare-open", Messages.get("bitmap.compare.opening"), progress -> open(file), opened -> {
            if (opened.image() == null) {
                complain.accept(opened.sentence());
                return;
            }
            closeOther();
            other = opened.image();
            otherFile = opened.file();
            List<String> names = ShownBitmap.names(other);
            DirtyBitmap now = first.get();
            otherIndex = Math.max(0, now == null ? 0 : names.indexOf(now.bitmap().name()));
            others.set(names);
            compare();
        });
    }

    private static Opened open(Path file) {
        try {
            MappedFile source = MappedFile.open(file);
            Qcow2Image image = new Qcow2Image(source);
            if (ShownBitmap.names(image).isEmpty()) {
                source.close();
                return new Opened(null, null, Messages.get("bitmap.compare.no-bitmaps", file));
            }
            return new Opened(image, source, "");
        } catch (IOException e) {
            return new Opened(null, null, String.valueOf(e.getMessage()));
        }
    }

    private void closeOther() {
        if (otherFile != null) {
            otherFile.close();
            otherFile = null;
        }
    }

    private void compare() {
        DirtyBitmap a = first.get();
        result.set(null);
        rows.set(FXCollections.observableArrayList());
        other.bitmaps().filter(directory -> a != null && otherIndex < directory.count()).ifPresent(directory -> {
            DirtyComparison comparison = new DirtyComparison(a, new DirtyBitmap(other, directory.get(otherIndex)));
            background.latest("compare", Messages.get("bitmap.compare.job"), progress -> compare(comparison, progress),
                    found -> {
                        result.set(found);
                        rows.set(new LazyList<>(found.ranges().size(), row -> found.ranges().get((int) row)));
                    });
        });
    }

    private static Result compare(DirtyComparison comparison, Progress progress) {
        CellSums sums = new CellSums(0, comparison.units(),
                CellSums.cellBitsFor(comparison.units(), CellSums.MOST_CELLS), comparison.kinds());
        comparison.fill(sums, progress);
        return new Result(comparison, comparison.totals(progress), sums, SideList.of(comparison, progress));
    }

    /** What came out; null while it is being worked out. */
    ReadOnlyObjectProperty<@Nullable Result> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** The ranges, replaced as a whole when they change. */
    public ReadOnlyObjectProperty<ObservableList<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** The numbers, in words. */
    public String summary() {
        Result now = result.get();
        if (now == null) {
            return first.get() == null ? Messages.get("bitmap.picture.none") : Messages.get("bitmap.compare.job");
        }
        String text = Messages.get("bitmap.compare.totals", Units.exactly(now.totals().onlyA()),
                Units.exactly(now.totals().onlyB()), Units.exactly(now.totals().both()));
        String unknown = now.totals().unknown() == 0 ? ""
                : " " + Messages.get("bitmap.compare.unknown", Units.exactly(now.totals().unknown()));
        String cut = now.ranges().count() == now.ranges().size() ? ""
                : " " + Messages.get("bitmap.ranges.cut", Long.toString(now.ranges().count()),
                        Integer.toString(now.ranges().size()));
        return text + unknown + cut;
    }

    /** Selects the bit of the first bitmap that stands for the start of a range. */
    public void select(Row row) {
        Result now = result.get();
        if (now != null && row.start() < now.comparison().a().diskSize()) {
            first.select(now.comparison().a(), now.comparison().a().bitOf(row.start()));
        }
    }

    /** What a part of the disk is, in words. */
    String describe(ByteRange units) {
        Result now = result.get();
        if (now == null || units.isEmpty()) {
            return "";
        }
        ByteRange guest = now.comparison().guest(units.offset(), units.end());
        return Messages.get("bitmap.picture.cell", "0x%x".formatted(guest.offset()), "0x%x".formatted(guest.end() - 1),
                Units.bytes(guest.length()), CompareShade.of(now.sums(), units).label());
    }

    /**
     * Saves all ranges, as the command line prints them.
     *
     * @param then told the sentence that says why it failed, or that it did not
     */
    public void save(Path target, BitmapFormat format, Consumer<String> then) {
        Result now = result.get();
        if (now != null) {
            background.latest("compare-save", Messages.get("bitmap.ranges.saving"), progress -> {
                return SafeSave.save(target, out ->
                        BitmapComparisonWriter.write(now.comparison(), format, false, out, progress));
            }, then);
        }
    }
}
