package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteRange;

/**
 * Where bytes are on the canvas, in pixels.
 *
 * @param columns what stands where in a row
 * @param metrics how large that is
 * @param window  the bytes of the rows that are shown
 */
record HexGeometry(HexColumns columns, HexMetrics metrics, ByteRange window) {

    private static final int BYTES = HexColumns.BYTES;

    /**
     * A part of a range that lies in one row.
     *
     * @param y     upper edge of the row
     * @param first its first byte in the row
     * @param last  its last byte in the row
     * @param above the first byte of the row above that belongs to the range; 16 where none does
     * @param below the last byte of the row below that belongs to the range; -1 where none does
     */
    record Piece(double y, int first, int last, int above, int below) {}

    /** Gets the pieces of a range, from top to bottom. */
    interface Visitor {
        void piece(Piece piece);
    }

    /** Visits the rows that are shown of a range. */
    void visit(ByteRange range, Visitor visitor) {
        ByteRange shown = range.intersect(window);
        if (shown.isEmpty()) {
            return;
        }
        long lastRow = (shown.end() - 1) / BYTES;
        for (long row = shown.offset() / BYTES; row <= lastRow; row++) {
            visitor.piece(piece(range, row));
        }
    }

    private Piece piece(ByteRange range, long row) {
        long start = row * BYTES;
        int first = (int) Math.max(0, range.offset() - start);
        int last = (int) Math.min(BYTES - 1, range.end() - 1 - start);
        int above = Math.clamp(range.offset() - (start - BYTES), 0, BYTES);
        int below = Math.clamp(range.end() - 1 - (start + BYTES), -1, BYTES - 1);
        return new Piece(y(row), first, last, above, below);
    }

    /** Upper edge of a row of the file. */
    double y(long row) {
        return (row - window.offset() / BYTES) * metrics.rowHeight();
    }

    /** Left edge of a byte's cell; in the hexadecimal column, half of the space beside the digits belongs to it. */
    double left(int index, HexColumn column) {
        return Math.round(metrics.x(columns.start(index, column) - beside(column)));
    }

    /** Right edge of a byte's cell. */
    double right(int index, HexColumn column) {
        return Math.round(metrics.x(columns.end(index, column) + beside(column)));
    }

    private static double beside(HexColumn column) {
        return column == HexColumn.HEX ? 0.5 : 0;
    }
}
