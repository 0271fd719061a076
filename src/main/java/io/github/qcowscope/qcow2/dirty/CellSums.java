package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.qcow2.layout.Geometry;

/**
 * How much of each kind there is in any stretch of a long row of units (bits of a bitmap, for instance), down to cells
 * of a certain size: what a picture needs at every zoom. Filled from the first cell to the last by one thread, and read
 * by others meanwhile, as far as it is filled.
 *
 * <p>Holds running sums, so that a question costs two look-ups however long the stretch is.
 */
public final class CellSums {

    /** More cells than this are never kept: 8 MiB for each kind. */
    public static final int MOST_CELLS = 1 << 20;

    private final long from;
    private final long to;
    private final int cellBits;
    private final int cells;
    private final long[][] sums;
    private final long[] open;
    private int cell;
    private long at;
    private volatile int filled;

    /**
     * Sums that are yet to be filled.
     *
     * @param from     the first unit, a multiple of the cell
     * @param to       the unit after the last one
     * @param cellBits units of a cell, as a power of two; at most {@link #MOST_CELLS} cells
     * @param kinds    how many kinds are counted
     */
    public CellSums(long from, long to, int cellBits, int kinds) {
        long needed = cells(to - from, cellBits);
        if (needed > MOST_CELLS) {
            throw new IllegalArgumentException(needed + " cells are too many");
        }
        cells = (int) needed;
        this.from = from;
        this.to = to;
        this.cellBits = cellBits;
        sums = new long[kinds][cells + 1];
        open = new long[kinds];
        at = from;
    }

    /** The smallest cell, as a power of two, that cuts so many units into no more than {@code most} cells. */
    public static int cellBitsFor(long units, long most) {
        int bits = 0;
        while (cells(units, bits) > most) {
            bits++;
        }
        return bits;
    }

    private static long cells(long units, int cellBits) {
        return Geometry.ceilDiv(units, 1L << cellBits);
    }

    /** The first unit. */
    public long from() {
        return from;
    }

    /** The unit after the last one. */
    public long to() {
        return to;
    }

    /** Units of a cell, as a power of two. */
    public int cellBits() {
        return cellBits;
    }

    /** The unit after the last one that is counted, as yet. */
    public long filledTo() {
        return endOf(filled);
    }

    /** Whether everything is counted. */
    public boolean isFilled() {
        return filledTo() == to;
    }

    /**
     * How many units of a kind there are in a stretch; what is not filled yet does not count.
     *
     * @param start a multiple of the cell, or {@link #to()}
     * @param end   a multiple of the cell, or {@link #to()}
     */
    public long sum(int kind, long start, long end) {
        int known = filled;
        return sums[kind][Math.min(known, index(end))] - sums[kind][Math.min(known, index(start))];
    }

    private int index(long unit) {
        long inside = Math.clamp(unit, from, to) - from;
        return (int) cells(inside, cellBits);
    }

    /** The end of the cell that is being filled. */
    long cellEnd() {
        return endOf(cell + 1);
    }

    /** The end of the first {@code count} cells; the last cell ends where the units end. */
    private long endOf(int count) {
        return count >= cells ? to : from + ((long) count << cellBits);
    }

    /**
     * Counts the units up to {@code end}, which lies in the cell that is being filled, or is its end.
     *
     * @param kind  what some of them are
     * @param count how many are
     */
    void add(int kind, long count, long end) {
        open[kind] += count;
        at = end;
        if (end == cellEnd()) {
            for (int i = 0; i < open.length; i++) {
                sums[i][cell + 1] = sums[i][cell] + open[i];
                open[i] = 0;
            }
            cell++;
        }
    }

    /**
     * Counts all units up to {@code end} as of one kind.
     *
     * @param kind -1 for a kind that is not counted
     */
    void addAll(int kind, long end) {
        while (at < end) {
            long stop = Math.min(end, cellEnd());
            add(Math.max(0, kind), kind < 0 ? 0 : stop - at, stop);
        }
    }

    /** Shows the cells that are full to those who read. */
    void publish() {
        filled = cell;
    }
}
