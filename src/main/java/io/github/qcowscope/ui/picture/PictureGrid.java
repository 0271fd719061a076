package io.github.qcowscope.ui.picture;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.dirty.CellSums;

/**
 * Which part of a long row of units a picture shows, and how: the row is broken into lines of cells, like text, and
 * some of the lines are in sight.
 *
 * @param units    units in all
 * @param columns  cells of a line, a power of two: every line then starts at a round number
 * @param rows     lines that there is room for
 * @param zoom     units of a cell, as a power of two
 * @param firstRow the first line in sight
 */
public record PictureGrid(long units, int columns, int rows, int zoom, long firstRow) {

    /** A grid that is made to make sense: the zoom within its bounds, the lines within the picture. */
    public PictureGrid {
        zoom = Math.clamp(zoom, 0, mostZoom(units, columns));
        firstRow = Math.clamp(firstRow, 0, Math.max(0, totalRows(units, columns, zoom) - rows));
    }

    /** The largest grid that shows all units. */
    public static PictureGrid whole(long units, int columns, int rows) {
        return new PictureGrid(units, columns, rows, CellSums.cellBitsFor(units, (long) columns * rows), 0);
    }

    private static int mostZoom(long units, int columns) {
        // One line has all of it; a line's units stay below 2^62.
        return Math.min(CellSums.cellBitsFor(units, columns), 62 - Integer.numberOfTrailingZeros(columns));
    }

    private static long totalRows(long units, int columns, int zoom) {
        long perRow = (long) columns << zoom;
        return units / perRow + (units % perRow == 0 ? 0 : 1);
    }

    /** Lines in all. */
    public long totalRows() {
        return totalRows(units, columns, zoom);
    }

    /** Lines in sight. */
    public int shownRows() {
        return (int) Math.min(rows, totalRows() - firstRow);
    }

    /** Whether everything is in sight. */
    public boolean isWhole() {
        return totalRows() <= rows;
    }

    /** Whether a cell is a single unit. */
    public boolean isFinest() {
        return zoom == 0;
    }

    /** The units in sight. */
    public ByteRange shown() {
        long start = firstRow * ((long) columns << zoom);
        return ByteRange.between(start, end(start, (long) rows * columns));
    }

    /** The units of a cell; empty where there is no cell. */
    public ByteRange cell(int column, int row) {
        if (column < 0 || column >= columns || row < 0 || row >= shownRows()) {
            return new ByteRange(units, 0);
        }
        long start = Math.min(units, (firstRow + row) * ((long) columns << zoom) + ((long) column << zoom));
        return ByteRange.between(start, end(start, 1));
    }

    /** The units of the cell that has a unit. */
    public ByteRange cellOf(long unit) {
        long start = unit >>> zoom << zoom;
        return ByteRange.between(start, end(start, 1));
    }

    private long end(long start, long cells) {
        return cells > units - start >>> zoom ? units : start + (cells << zoom);
    }

    /** The column of a unit's cell. */
    public int columnOf(long unit) {
        return (int) ((unit >>> zoom) % columns);
    }

    /** The line of a unit's cell, counted from the first one in sight; anything where it is out of sight. */
    public long rowOf(long unit) {
        return (unit >>> zoom) / columns - firstRow;
    }

    /** The same units with cells of another size; a unit stays in its line of the picture, as far as can be. */
    PictureGrid zoomedTo(int wanted, long unit) {
        int bounded = Math.clamp(wanted, 0, mostZoom(units, columns));
        long row = Math.clamp(rowOf(unit), 0, rows - 1);
        return new PictureGrid(units, columns, rows, bounded, (unit >>> bounded) / columns - row);
    }

    /** The same cells, from another line on. */
    public PictureGrid scrolledTo(long row) {
        return new PictureGrid(units, columns, rows, zoom, row);
    }

    /** The same cells, scrolled as little as brings a unit into sight, and then to the upper third. */
    public PictureGrid revealing(long unit) {
        long row = rowOf(unit);
        return row >= 0 && row < rows ? this : scrolledTo(firstRow + row - rows / 3);
    }

    /** The same place in a picture of another size; all of the units, if all were in sight. */
    PictureGrid resized(int newColumns, int newRows) {
        if (isWhole()) {
            return whole(units, newColumns, newRows);
        }
        long first = shown().offset();
        return new PictureGrid(units, newColumns, newRows, zoom, 0).scrolledTo((first >>> zoom) / newColumns);
    }
}
