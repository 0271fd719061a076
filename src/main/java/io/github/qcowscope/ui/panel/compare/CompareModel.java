package io.github.qcowscope.ui.panel.compare;

import io.github.qcowscope.dump.BitmapComparisonWriter;
import io.github.qcowscope.dump.BitmapFormat;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyComparison.Side;
import io.github.qcowscope.qcow2.dirty.DirtyComparison;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.file.SafeSave;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.ShownBitmap;
import io.github.qcowscope.ui.table.LazyList;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
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
     * @param ranges     the ranges, in the order of the disk
     */
    record Result(DirtyComparison comparison, DirtyComparison.Totals totals, SideList ranges) {}

    /** Bitmaps to compare with, or the sentence that says why there are none. */
    private record Opened(@Nullable CompareSource source, String sentence) {}

    /** Opens something to compare with. */
    @FunctionalInterface
    private interface Opening {
        CompareSource open() throws IOException;
    }

    private final Document document;
    private final Background background;
    private final ShownBitmap first;
    private final ReadOnlyObjectWrapper<List<String>> others = new ReadOnlyObjectWrapper<>(this, "others", List.of());
    private final ReadOnlyObjectWrapper<@Nullable Result> result = new ReadOnlyObjectWrapper<>(this, "result");
    private final ReadOnlyObjectWrapper<ObservableList<Row>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", FXCollections.observableArrayList());
    private final ReadOnlyObjectWrapper<@Nullable DirtyComparison> comparison =
            new ReadOnlyObjectWrapper<>(this, "comparison");
    private CompareSource source;
    private List<CompareSource.Choice> choices = List.of();
    private final ReadOnlyIntegerWrapper otherIndex = new ReadOnlyIntegerWrapper(this, "otherIndex");

    /** Compares the bitmap that is selected in a document with the one after it. */
    public CompareModel(Document document, Background background) {
        this.document = document;
        this.background = background;
        source = CompareSource.of(document.image());
        document.restingProperty().addListener((of, before, now) -> {
            if (source instanceof CompareSource.OneImage same && same.image() == before) {
                source = CompareSource.of(now);
                int kept = otherIndex.get();
                offer();
                otherIndex.set(Math.min(kept, Math.max(0, choices.size() - 1)));
            }
        });
        first = new ShownBitmap(document);
        offer();
        first.property().subscribe(now -> {
            if (source instanceof CompareSource.Behind || isSameTwice()) {
                offer();
            }
            compare();
        });
        document.closeWith(this::closeSource);
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
        return otherIndex.get();
    }

    /** The place of the other bitmap in {@link #othersProperty()}. */
    public ReadOnlyIntegerProperty otherIndexProperty() {
        return otherIndex.getReadOnlyProperty();
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
        if (index != otherIndex.get()) {
            otherIndex.set(index);
            compare();
        }
    }

    /**
     * Takes the other bitmap from another image, where it is the one of the same name, if there is one.
     *
     * @param complain told the sentence that says why the image cannot be used
     */
    public void openOther(Path file, Consumer<String> complain) {
        open(() -> CompareSource.open(file), complain);
    }

    /**
     * Takes the other bitmap from the backing files: the one of the same name in the nearest that has it, to begin
     * with.
     *
     * @param complain told the sentence that says why there is none
     */
    public void openBehind(Consumer<String> complain) {
        open(() -> CompareSource.behind(document.path(), document.image()), complain);
    }

    /** Takes the other bitmap from the image itself. */
    public void openSame() {
        use(CompareSource.of(document.image()));
    }

    private void open(Opening opening, Consumer<String> complain) {
        String name = firstName();
        background.latest("compare-open", Messages.get("bitmap.compare.opening"),
                progress -> open(opening, name), opened -> {
            if (opened.source() == null) {
                complain.accept(opened.sentence());
            } else {
                use(opened.source());
            }
        });
    }

    private static Opened open(Opening opening, String name) {
        try {
            CompareSource opened = opening.open();
            if (opened.choices(name).isEmpty()) {
                String why = opened.sentence(name);
                opened.close();
                return new Opened(null, why);
            }
            return new Opened(opened, "");
        } catch (IOException e) {
            return new Opened(null, String.valueOf(e.getMessage()));
        }
    }

    private void use(CompareSource next) {
        closeSource();
        source = next;
        offer();
        compare();
    }

    private void closeSource() {
        background.lastly(source::close);
    }

    private String firstName() {
        DirtyBitmap now = first.get();
        return now == null ? "" : now.bitmap().name();
    }

    private void offer() {
        choices = source.choices(firstName());
        otherIndex.set(source.favourite(firstName()));
        others.set(choices.stream().map(CompareSource.Choice::label).toList());
    }

    /** Whether both are the same bitmap, of which nothing can be learned. */
    private boolean isSameTwice() {
        DirtyBitmap a = first.get();
        return a != null && source instanceof CompareSource.OneImage image && image.isItself()
                && a.bitmap().index() == otherIndex.get();
    }

    private void compare() {
        DirtyBitmap a = first.get();
        DirtyBitmap b = a == null || otherIndex.get() >= choices.size() ? null
                : choices.get(otherIndex.get()).bitmap().orElse(null);
        result.set(null);
        rows.set(FXCollections.observableArrayList());
        comparison.set(a == null || b == null ? null : new DirtyComparison(a, b));
        DirtyComparison now = comparison.get();
        if (now != null) {
            background.latest("compare", Messages.get("bitmap.compare.job"),
                    progress -> compare(now, progress), found -> {
                if (comparison.get() == now) {
                    result.set(found);
                    rows.set(new LazyList<>(found.ranges().size(), row -> found.ranges().get((int) row)));
                }
            });
        }
    }

    private static Result compare(DirtyComparison comparison, Progress progress) {
        return new Result(comparison, comparison.totals(progress), SideList.of(comparison, progress));
    }

    /** The two bitmaps; null as long as there are not two. */
    ReadOnlyObjectProperty<@Nullable DirtyComparison> comparisonProperty() {
        return comparison.getReadOnlyProperty();
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
            return first.get() == null ? Messages.get("bitmap.picture.none")
                    : comparison.get() == null ? source.sentence(firstName()) : Messages.get("bitmap.compare.job");
        }
        String text = Messages.get("bitmap.compare.totals", Sizes.exactly(now.totals().onlyA()),
                Sizes.exactly(now.totals().onlyB()), Sizes.exactly(now.totals().both()));
        String unknown = now.totals().unknown() == 0 ? ""
                : " " + Messages.get("bitmap.compare.unknown", Sizes.exactly(now.totals().unknown()));
        String cut = now.ranges().count() == now.ranges().size() ? ""
                : " " + Messages.get("bitmap.ranges.cut", Long.toString(now.ranges().count()),
                        Integer.toString(now.ranges().size()));
        String same = !isSameTwice() ? ""
                : Messages.get(choices.size() == 1 ? "bitmap.compare.only-one" : "bitmap.compare.same-twice") + " ";
        return same + text + unknown + cut;
    }

    /** Selects the bit of the first bitmap that stands for the start of a range. */
    public void select(Row row) {
        select(row.start());
    }

    /** Selects the bit of the first bitmap that stands for a byte of the disk, if it goes that far. */
    void select(long guest) {
        DirtyComparison now = comparison.get();
        if (now != null && guest < now.a().diskSize()) {
            first.select(now.a(), now.a().bitOf(guest));
        }
    }

    /** The table entry of the first bitmap that has the bit of a byte of the disk; null where there is none. */
    @Nullable Node entryOf(long guest) {
        DirtyComparison now = comparison.get();
        return now == null || guest >= now.a().diskSize() ? null : first.entryNode(now.a(), now.a().bitOf(guest));
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
