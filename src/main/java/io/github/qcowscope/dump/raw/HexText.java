package io.github.qcowscope.dump.raw;

import io.github.qcowscope.bytes.Excerpt;
import io.github.qcowscope.job.Progress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes in hexadecimal. */
final class HexText {

    private static final int ROW = 16;
    /** Columns of a row of a dump between the colon and the characters: a pair of bytes, a space. */
    private static final int PAIRS = ROW / 2 * 5;
    private static final int OFFSET_DIGITS = 8;
    private static final int BLOCK = 1 << 16;
    private static final byte[] UPPER = "0123456789ABCDEF".getBytes(StandardCharsets.ISO_8859_1);
    private static final HexFormat LOWER = HexFormat.of();

    private HexText() {}

    static String spaced(Excerpt bytes, Progress progress) {
        byte[] text = new byte[bytes.length() * 3 - 1];
        Arrays.fill(text, (byte) ' ');
        for (int i = 0; i < bytes.length(); i++) {
            tell(progress, i, bytes);
            boolean readable = bytes.isReadable(i);
            text[i * 3] = readable ? UPPER[bytes.u8(i) >> 4] : (byte) '?';
            text[i * 3 + 1] = readable ? UPPER[bytes.u8(i) & 0xf] : (byte) '?';
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    static String plain(Excerpt bytes) {
        return LOWER.formatHex(bytes.bytes());
    }

    static String dump(Excerpt bytes, Progress progress) {
        StringBuilder text = new StringBuilder(Math.ceilDiv(bytes.length(), ROW) * (OFFSET_DIGITS + PAIRS + ROW + 4));
        for (int row = 0; row < bytes.length(); row += ROW) {
            tell(progress, row, bytes);
            row(bytes, row, Math.min(bytes.length(), row + ROW), text);
        }
        return text.toString();
    }

    private static void row(Excerpt bytes, int from, int end, StringBuilder text) {
        String offset = Long.toHexString(bytes.range().offset() + from);
        text.repeat('0', Math.max(0, OFFSET_DIGITS - offset.length())).append(offset).append(": ");
        int start = text.length();
        for (int i = from; i < end; i++) {
            if (bytes.isReadable(i)) {
                LOWER.toHexDigits(text, bytes.bytes()[i]);
            } else {
                text.append("??");
            }
            text.append((i - from) % 2 == 1 ? " " : "");
        }
        text.repeat(' ', PAIRS - (text.length() - start) + 1);
        for (int i = from; i < end; i++) {
            int shown = bytes.u8(i);
            text.append(!bytes.isReadable(i) ? '?' : shown >= ' ' && shown < 0x7f ? (char) shown : '.');
        }
        text.append('\n');
    }

    /** Now and then, tells how many bytes are done. */
    static void tell(Progress progress, int done, Excerpt bytes) {
        if (done % BLOCK == 0) {
            progress.check();
            progress.report(done, bytes.length());
        }
    }
}
