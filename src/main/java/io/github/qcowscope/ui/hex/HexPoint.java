package io.github.qcowscope.ui.hex;

/**
 * What a point of the pane is on.
 *
 * @param offset    a byte of the file
 * @param column    the column that shows it there
 * @param lowNibble whether the point is on the digit of bits 0 to 3; false in the text column
 */
record HexPoint(long offset, HexColumn column, boolean lowNibble) {}
