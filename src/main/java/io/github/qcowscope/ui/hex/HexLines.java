package io.github.qcowscope.ui.hex;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Writes rows of bytes as text. All rows of a file are equally long, also the last one. */
final class HexLines {

    /** How a piece of a row looks. */
    enum Look {
        OFFSET("hex-offset"),
        BYTES("hex-bytes"),
        /** A row of nothing but zeros: most of many images, and of little interest. */
        ZEROS("hex-zeros"),
        UNREADABLE("hex-unreadable");

        private final String styleClass;

        Look(String styleClass) {
            this.styleClass = styleClass;
        }

        /** Its name in the style sheet. */
        String styleClass() {
            return styleClass;
        }
    }

    /** A piece of a row. */
    record Run(String text, Look look) {}

    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.ISO_8859_1);

    private final HexColumns columns;
    private final byte[] line;

    HexLines(HexColumns columns) {
        this.columns = columns;
        this.line = new byte[columns.width()];
    }

    /** The pieces of a row of the window, from left to right. */
    List<Run> row(HexWindow window, int row) {
        write(window, row);
        int bytes = columns.start(0, HexColumn.HEX);
        List<Run> runs = new ArrayList<>(2);
        runs.add(new Run(text(0, bytes), Look.OFFSET));
        if (window.isRowReadable(row)) {
            runs.add(new Run(text(bytes, line.length), window.isRowZero(row) ? Look.ZEROS : Look.BYTES));
        } else {
            addWithGaps(runs, missing(window, row * HexColumns.BYTES), bytes);
        }
        return runs;
    }

    private void addWithGaps(List<Run> runs, BitSet missing, int from) {
        for (int at = from; at < line.length;) {
            boolean gap = missing.get(at);
            int next = gap ? missing.nextClearBit(at) : missing.nextSetBit(at);
            int end = next < 0 ? line.length : next;
            runs.add(new Run(text(at, end), gap ? Look.UNREADABLE : Look.BYTES));
            at = end;
        }
    }

    /** The characters of a row that stand for bytes which could not be read. */
    private BitSet missing(HexWindow window, int first) {
        BitSet characters = new BitSet(line.length);
        for (int i = 0; i < HexColumns.BYTES && first + i < window.length(); i++) {
            if (!window.isReadable(first + i)) {
                for (HexColumn column : HexColumn.values()) {
                    characters.set(columns.start(i, column), columns.end(i, column));
                }
            }
        }
        return characters;
    }

    /** The ruler above the rows: a word above the offsets and the text, and above each byte its place in the row. */
    static String ruler(HexColumns columns, String offset, String text) {
        StringBuilder ruler = new StringBuilder(offset);
        for (int i = 0; i < HexColumns.BYTES; i++) {
            pad(ruler, columns.start(i, HexColumn.HEX));
            ruler.append('0').append((char) DIGITS[i]);
        }
        pad(ruler, columns.start(0, HexColumn.TEXT));
        return ruler.append(text).toString();
    }

    private static void pad(StringBuilder text, int width) {
        text.append(" ".repeat(Math.max(0, width - text.length()))).setLength(width);
    }

    private void write(HexWindow window, int row) {
        Arrays.fill(line, (byte) ' ');
        int first = row * HexColumns.BYTES;
        long offset = window.range().offset() + first;
        for (int i = columns.offsetDigits() - 1; i >= 0; i--, offset >>>= 4) {
            line[i] = DIGITS[(int) offset & 0xf];
        }
        for (int i = 0; i < HexColumns.BYTES && first + i < window.length(); i++) {
            int hex = columns.start(i, HexColumn.HEX);
            int text = columns.start(i, HexColumn.TEXT);
            if (window.isReadable(first + i)) {
                int value = window.u8(first + i);
                putHex(value, hex);
                line[text] = (byte) (value >= 0x20 && value < 0x7f ? value : '.');
            } else {
                line[hex] = line[hex + 1] = line[text] = '?';
            }
        }
    }

    private void putHex(int value, int at) {
        line[at] = DIGITS[value >> 4];
        line[at + 1] = DIGITS[value & 0xf];
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
