package io.github.qcowscope.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Lines of text as UTF-8, written with neither a formatter nor an object per number: a table may have a billion rows.
 * Knows the column it is in, so that columns can be lined up. Holds a buffer: {@link #flush} ends the work.
 */
final class TextOutput {

    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int used;
    private int column;

    TextOutput(OutputStream out) {
        this.out = out;
    }

    /** Characters as they are; a line feed among them does not start a new row of columns. */
    TextOutput text(String text) throws IOException {
        int length = text.length();
        int from = 0;
        while (from < length) {
            room(1);
            int stop = Math.min(length, from + BUFFER - used);
            int at = from;
            for (char c; at < stop && (c = text.charAt(at)) < 0x80; at++) {
                buffer[used++] = (byte) c;
            }
            column += at - from;
            from = at;
            if (at < stop) {
                return encoded(text.substring(at));
            }
        }
        return this;
    }

    private TextOutput encoded(String text) throws IOException {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            room(1);
            buffer[used++] = b;
        }
        column += text.codePointCount(0, text.length());
        return this;
    }

    /** A number in decimal, taken as unsigned. */
    TextOutput decimal(long number) throws IOException {
        if (number < 0) {
            return text(Long.toUnsignedString(number));
        }
        int count = decimalDigits(number);
        room(count);
        long rest = number;
        for (int at = used + count - 1; at >= used; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return wrote(count);
    }

    /** A number in lower-case hexadecimal with {@code 0x}, taken as unsigned. */
    TextOutput hex(long number) throws IOException {
        int count = 2 + Math.max(1, (67 - Long.numberOfLeadingZeros(number)) / 4);
        room(count);
        buffer[used] = '0';
        buffer[used + 1] = 'x';
        long rest = number;
        for (int at = used + count - 1; at >= used + 2; at--) {
            int digit = (int) (rest & 0xf);
            buffer[at] = (byte) (digit < 10 ? '0' + digit : 'a' - 10 + digit);
            rest >>>= 4;
        }
        return wrote(count);
    }

    private TextOutput wrote(int characters) {
        used += characters;
        column += characters;
        return this;
    }

    /** How many digits a number of 0 or more has. */
    static int decimalDigits(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Spaces up to a column, counted from 0; none where the row is that far already. */
    TextOutput padTo(int wanted) throws IOException {
        while (column < wanted) {
            room(1);
            buffer[used++] = ' ';
            column++;
        }
        return this;
    }

    /** Ends the row. */
    TextOutput line() throws IOException {
        room(1);
        buffer[used++] = '\n';
        column = 0;
        return this;
    }

    /** Hands everything on. */
    void flush() throws IOException {
        flushBuffer();
        out.flush();
    }

    private void room(int bytes) throws IOException {
        if (used + bytes > BUFFER) {
            flushBuffer();
        }
    }

    private void flushBuffer() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }
}
