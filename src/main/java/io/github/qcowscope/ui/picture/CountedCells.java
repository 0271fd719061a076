package io.github.qcowscope.ui.picture;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.dirty.CellSource;
import io.github.qcowscope.qcow2.dirty.CellSums;
import io.github.qcowscope.ui.job.Background;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a picture that is counted in the background: all of it once, in cells that are fine enough for most
 * zooms, and what is in sight again where it is zoomed in further. Zoom, place and cursor are kept here too.
 */
public final class CountedCells {

    private final Background background;
    private final String key;
    private final ReadOnlyObjectWrapper<PictureGrid> grid =
            new ReadOnlyObjectWrapper<>(this, "grid", PictureGrid.whole(0, 1, 1));
    private final ReadOnlyLongWrapper cursor = new ReadOnlyLongWrapper(this, "cursor");
    private final ReadOnlyBooleanWrapper filling = new ReadOnlyBooleanWrapper(this, "filling");
    private @Nullable CellSource source;
    private String job = "";
    private CellSums whole = new CellSums(0, 0, 0, 0);
    private @Nullable CellSums window;
    private int columns = 64;
    private int rows = 32;

    /**
     * No cells yet.
     *
     * @param key names the picture in the background
     */
    public CountedCells(Background background, String key) {
        this.background = background;
        this.key = key;
    }

    /**
     * Shows all of something else, and counts it.
     *
     * @param next what to count; null for nothing
     * @param title what a list of running jobs calls it
     * @param again whether it is the same thing, read anew: then zoom, place and cursor stay
     */
    public void open(@Nullable CellSource next, String title, boolean again) {
        source = next;
        job = title;
        window = null;
        if (!again) {
            cursor.set(0);
        }
        if (next == null) {
            whole = new CellSums(0, 0, 0, 0);
            grid.set(PictureGrid.whole(0, columns, rows));
            filling.set(false);
            return;
        }
        CellSums sums = new CellSums(0, next.units(), CellSums.cellBitsFor(next.units(), CellSums.MOST_CELLS),
                next.kinds());
        whole = sums;
        if (again) {
            show(grid.get());
        } else {
            grid.set(PictureGrid.whole(next.units(), columns, rows));
        }
        filling.set(true);
        background.latest(key, job, progress -> {
            next.fill(sums, progress);
            return sums;
        }, filled -> filling.set(false), () -> filling.set(false));
    }

    /** What is in sight. */
    ReadOnlyObjectProperty<PictureGrid> gridProperty() {
        return grid.getReadOnlyProperty();
    }

    /** A unit of the cell that the keys move. */
    ReadOnlyLongProperty cursorProperty() {
        return cursor.getReadOnlyProperty();
    }

    /** Whether counting goes on: cells that are in sight may be pending. */
    ReadOnlyBooleanProperty fillingProperty() {
        return filling.getReadOnlyProperty();
    }

    /** Puts the cursor on a unit. */
    public void moveTo(long unit) {
        cursor.set(unit);
    }

    /** Moves the cursor to the cell so many cells further on, or back, and brings it into sight. */
    void moveCursor(long cells) {
        PictureGrid now = grid.get();
        long cell = now.cellOf(cursor.get()).offset() >>> now.zoom();
        long last = Math.max(0, now.units() - 1) >>> now.zoom();
        cursor.set(Math.clamp(cell + cells, 0, last) << now.zoom());
        reveal(cursor.get());
    }

    /** Tells how much room there is; a power of two of columns. */
    void resize(int newColumns, int newRows) {
        columns = newColumns;
        rows = newRows;
        show(grid.get().resized(columns, rows));
    }

    /** Makes cells smaller, or larger, by so many steps; a unit stays where it is. */
    void zoomBy(int steps, long unit) {
        show(grid.get().zoomedTo(grid.get().zoom() - steps, unit));
    }

    /** Shows everything. */
    void zoomOut() {
        show(PictureGrid.whole(grid.get().units(), columns, rows));
    }

    /** Goes to another line. */
    void scrollTo(long row) {
        show(grid.get().scrolledTo(row));
    }

    /** Brings a unit into sight. */
    public void reveal(long unit) {
        show(grid.get().revealing(unit));
    }

    private void show(PictureGrid next) {
        grid.set(next);
        CellSource now = source;
        if (now == null || next.zoom() >= whole.cellBits() || isInWindow(next)) {
            return;
        }
        CellSums sums = new CellSums(next.shown().offset(), next.shown().end(), next.zoom(), now.kinds());
        background.latest(key + "-window", job, progress -> {
            now.fill(sums, progress);
            return sums;
        }, filled -> {
            if (source == now) {
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

    /**
     * The shade of a cell in sight.
     *
     * @param shade   the shade, by sums and units
     * @param pending the shade of what is not counted yet
     */
    public <E> E shade(ByteRange units, BiFunction<CellSums, ByteRange, E> shade, E pending) {
        CellSums sums = sumsFor(units);
        if (sums == null) {
            // Finer than what has been counted: the share of the surroundings, until the window is there.
            ByteRange around = ByteRange.between(units.offset() >>> whole.cellBits() << whole.cellBits(),
                    Math.min(whole.to(), (units.offset() >>> whole.cellBits()) + 1 << whole.cellBits()));
            return around.end() > whole.filledTo() ? pending : shade.apply(whole, around);
        }
        return units.end() > sums.filledTo() ? pending : shade.apply(sums, units);
    }

    private @Nullable CellSums sumsFor(ByteRange units) {
        int zoom = grid.get().zoom();
        return zoom >= whole.cellBits() ? whole
                : window != null && window.cellBits() <= zoom && window.from() <= units.offset()
                        && window.to() >= units.end()
                ? window : null;
    }

    /** How many of the units that have been counted so far are of a kind. */
    public long counted(int kind) {
        return whole.sum(kind, 0, whole.to());
    }

    /** Units of a kind in a cell; -1 where they have not been counted yet. */
    public long counted(int kind, ByteRange units) {
        CellSums sums = sumsFor(units);
        return sums == null || units.end() > sums.filledTo() ? -1 : sums.sum(kind, units.offset(), units.end());
    }
}
