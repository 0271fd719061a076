package io.github.qcowscope.ui.minimap;

import io.github.qcowscope.bytes.ByteRange;

/**
 * How a file is cut into rows: all of nearly the same size, without a gap and without an overlap.
 *
 * @param length bytes of the file
 * @param count  rows; no more than there are bytes, so that each has one
 */
record MinimapRows(long length, int count) {

    /** As many rows as there is room for, or as there are bytes. */
    static MinimapRows of(long length, int room) {
        return new MinimapRows(length, (int) Math.min(Math.max(0, room), length));
    }

    /** The first byte of a row; of the row behind the last one, the end of the file. */
    long start(int row) {
        // row * length / count, which would overflow.
        return row * (length / count) + row * (length % count) / count;
    }

    /** The bytes of a row. */
    ByteRange bytes(int row) {
        return ByteRange.between(start(row), start(row + 1));
    }

    /** The row that has a byte; the nearest where no row has it. There has to be one. */
    int rowOf(long offset) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (start(middle) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
