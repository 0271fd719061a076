package io.github.qcowscope.ui.panel.ranges;

import io.github.qcowscope.dump.BitmapFormat;
import io.github.qcowscope.dump.BitmapRangesWriter;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyRange;
import io.github.qcowscope.qcow2.dirty.DirtyState;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.file.SafeSave;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.RangeList;
import io.github.qcowscope.ui.panel.ShownBitmap;
import io.github.qcowscope.ui.table.LazyList;
import io.github.qcowscope.ui.text.Messages;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The ranges of the virtual disk that a bitmap calls dirty, and those of which it cannot be read. */
public final class BitmapRangesModel {

    /** In which order ranges are listed. */
    public enum Order {
        /** As they lie on the disk. */
        START,
        /** From the last one on the disk to the first. */
        START_DESCENDING,
        /** The shortest first. */
        LENGTH,
        /** The longest first. */
        LENGTH_DESCENDING
    }

    /** A row: a range, and its place in the order of the disk. */
    public record Row(int place, DirtyRange range, long clusters) {}

    private final Background background;
    private final ShownBitmap shown;
    private final ReadOnlyObjectWrapper<ObservableList<Row>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", FXCollections.observableArrayList());
    private @Nullable RangeList list;
    private int @Nullable [] byLength;
    private final ReadOnlyObjectWrapper<Order> order = new ReadOnlyObjectWrapper<>(this, "order", Order.START);

    /** The ranges of the bitmap that is selected in a document; of the first one, as long as none is. */
    public BitmapRangesModel(Document document, Background background) {
        this.background = background;
        shown = new ShownBitmap(document);
        shown.property().subscribe(next -> {
            if (next != null) {
                open(next);
            }
        });
    }

    private void open(DirtyBitmap next) {
        list = null;
        byLength = null;
        rows.set(FXCollections.observableArrayList());
        background.latest("bitmap-ranges", Messages.get("bitmap.ranges.job", next.bitmap().name()),
                progress -> RangeList.of(next, progress), found -> {
                    list = found;
                    rows.set(new LazyList<>(found.size(), row -> row(found, (int) row)));
                    sort(order.get());
                });
    }

    /** The names of the image's bitmaps, in the order of the directory; the first thousand of them. */
    public List<String> names() {
        return shown.names();
    }

    /** The bitmap whose ranges are listed; null where the image has none. */
    public ReadOnlyObjectProperty<@Nullable DirtyBitmap> bitmapProperty() {
        return shown.property();
    }

    /** Tells whether anybody looks: as long as nobody does, nothing is read. */
    void setActive(boolean looked) {
        shown.setActive(looked);
    }

    /** Lists the ranges of another bitmap, by its place in the directory. */
    public void show(int index) {
        shown.show(index);
    }

    /**
     * The order that the rows are in. The list of rows stays the same when the order changes: only what it holds moves.
     */
    public ReadOnlyObjectProperty<Order> orderProperty() {
        return order.getReadOnlyProperty();
    }

    /** The rows, replaced as a whole when another bitmap is shown. */
    public ReadOnlyObjectProperty<ObservableList<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** Lists the ranges in another order. */
    public void sort(Order wanted) {
        RangeList now = list;
        boolean needsLengths = wanted == Order.LENGTH || wanted == Order.LENGTH_DESCENDING;
        if (now == null || !needsLengths || byLength != null) {
            order.set(wanted);
            return;
        }
        background.latest("bitmap-ranges-sort", Messages.get("bitmap.ranges.sorting"), progress -> now.byLength(),
                sorted -> {
                    if (list == now) {
                        byLength = sorted;
                        order.set(wanted);
                    }
                });
    }

    private Row row(RangeList now, int index) {
        int last = now.size() - 1 - index;
        int[] lengths = byLength;
        int place = switch (order.get()) {
            case START -> index;
            case START_DESCENDING -> last;
            case LENGTH -> lengths == null ? index : lengths[index];
            case LENGTH_DESCENDING -> lengths == null ? index : lengths[last];
        };
        DirtyRange range = now.get(place);
        int clusterBits = now.bitmap().image().geometry().clusterBits();
        return new Row(place, range, (range.end() - 1 >>> clusterBits) - (range.start() >>> clusterBits) + 1);
    }

    /** Selects the bit that a range starts with. */
    public void select(Row row) {
        RangeList now = list;
        if (now != null && row.place() < now.size()) {
            shown.select(now.bitmap(), now.firstBit(row.place()));
        }
    }

    /** Why a range cannot be read, in one sentence; empty where it can. */
    public String why(Row row) {
        RangeList now = list;
        if (now == null || row.range().state() != DirtyState.UNKNOWN) {
            return "";
        }
        Problem problem = now.bitmap().problem(now.bitmap().place(now.firstBit(row.place())).entry());
        return problem == null ? Messages.get("bitmap.ranges.unreadable") : problem.message();
    }

    /** How many ranges there are, and what the bitmap is worth, in words. */
    public String summary() {
        DirtyBitmap now = shown.get();
        RangeList found = list;
        if (now == null) {
            return Messages.get("bitmap.picture.none");
        }
        String caution = now.caution() == null ? "" : " " + now.caution();
        return found == null ? Messages.get("bitmap.ranges.reading")
                : (found.count() > found.size()
                ? Messages.get("bitmap.ranges.cut", Long.toString(found.count()), Integer.toString(found.size()))
                : Messages.get("bitmap.ranges.count", Long.toString(found.count()))) + caution;
    }

    /**
     * Saves all ranges, in the order of the disk, as the command line prints them.
     *
     * @param withClean whether clean ranges are saved too
     * @param then      told the sentence that says why it failed, or that it did not
     */
    public void save(Path target, BitmapFormat format, boolean withClean, Consumer<String> then) {
        DirtyBitmap now = shown.get();
        if (now != null) {
            background.latest("bitmap-ranges-save", Messages.get("bitmap.ranges.saving"), progress -> {
                return SafeSave.save(target, out ->
                        BitmapRangesWriter.write(now, format, withClean, out, progress));
            }, then);
        }
    }
}
