package io.github.qcowscope.ui.hex;

/**
 * Where things stand in a row of text: offset, 16 bytes in hexadecimal with a gap after 8, the same 16 as text.
 * Counted in characters, all of which are equally wide.
 *
 * @param offsetDigits hexadecimal digits of an offset
 */
record HexColumns(int offsetDigits) {

    /** Bytes of a row. */
    static final int BYTES = 16;
    /** Fewer digits than this would make offsets of small and large files look different for no reason. */
    private static final int LEAST_DIGITS = 8;
    private static final int HALF = BYTES / 2;

    /**
     * What a point in a row means.
     *
     * @param index     the byte of the row, 0 to 15
     * @param column    the column that the point is in, or nearest to
     * @param lowNibble whether it is on the digit of bits 0 to 3; false in the text column
     */
    record Hit(int index, HexColumn column, boolean lowNibble) {}

    /** The columns for a file of {@code length} bytes. */
    static HexColumns forLength(long length) {
        int digits = (Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, length - 1)) + 3) / 4;
        return new HexColumns(Math.max(LEAST_DIGITS, digits));
    }

    /** The column's first character of byte {@code index}. */
    int start(int index, HexColumn column) {
        return switch (column) {
            case HEX -> offsetDigits + 2 + index * 3 + (index >= HALF ? 1 : 0);
            case TEXT -> offsetDigits + 2 + BYTES * 3 + 2 + index;
        };
    }

    /** The first character after byte {@code index}. */
    int end(int index, HexColumn column) {
        return start(index, column) + (column == HexColumn.HEX ? 2 : 1);
    }

    /** Characters of a row. */
    int width() {
        return end(BYTES - 1, HexColumn.TEXT);
    }

    /**
     * What is at a place in a row.
     *
     * @param at in characters, with a fraction; any value: a place between two bytes belongs to the nearer one
     */
    Hit hit(double at) {
        double border = (end(BYTES - 1, HexColumn.HEX) + start(0, HexColumn.TEXT)) / 2.0;
        HexColumn column = at < border ? HexColumn.HEX : HexColumn.TEXT;
        int index = 0;
        while (index < BYTES - 1 && at >= (end(index, column) + start(index + 1, column)) / 2.0) {
            index++;
        }
        return new Hit(index, column, column == HexColumn.HEX && at >= start(index, column) + 1);
    }
}
