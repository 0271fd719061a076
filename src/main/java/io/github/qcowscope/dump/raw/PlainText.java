package io.github.qcowscope.dump.raw;

import io.github.qcowscope.bytes.Excerpt;
import io.github.qcowscope.bytes.Utf8;
import io.github.qcowscope.job.Progress;

/** Bytes as the characters that they stand for. */
final class PlainText {

    private static final int BLOCK = 1 << 16;
    /** Bytes of the longest character in UTF-8. */
    private static final int LONGEST = 4;
    private static final int BIG_ENDIAN_MARK = 0xfeff;
    private static final int LITTLE_ENDIAN_MARK = 0xfffe;

    private PlainText() {}

    static String utf8(Excerpt bytes, Progress progress) {
        StringBuilder text = new StringBuilder(bytes.length());
        for (int from = 0; from < bytes.length();) {
            progress.check();
            progress.report(from, bytes.length());
            if (!bytes.isReadable(from)) {
                text.append("\\x??");
                from++;
                continue;
            }
            int to = endOfText(bytes, from);
            text.append(Utf8.decode(bytes.bytes(), from, to - from));
            from = to;
        }
        return text.toString();
    }

    /** The end of a block of bytes that can be read, not in the middle of a character. */
    private static int endOfText(Excerpt bytes, int from) {
        int to = bytes.endOfReadable(from, Math.min(bytes.length(), from + BLOCK));
        if (to == bytes.length() || !bytes.isReadable(to)) {
            return to;
        }
        int start = to;
        while (start > to - LONGEST && (bytes.u8(start) & 0xc0) == 0x80) {
            start--;
        }
        return start == to - LONGEST ? to : start;
    }

    static String utf16(Excerpt bytes, Progress progress) {
        int units = bytes.length() / 2;
        int mark = units == 0 ? 0 : bytes.u8(0) << 8 | bytes.u8(1);
        boolean big = mark == BIG_ENDIAN_MARK;
        StringBuilder text = new StringBuilder(units);
        for (int i = big || mark == LITTLE_ENDIAN_MARK ? 1 : 0; i < units; i++) {
            HexText.tell(progress, i * 2, bytes);
            char unit = unit(bytes, i, big);
            if (!Character.isSurrogate(unit)) {
                text.append(unit);
            } else if (i + 1 < units && Character.isSurrogatePair(unit, unit(bytes, i + 1, big))) {
                text.append(unit).append(unit(bytes, ++i, big));
            } else {
                text.append("\\u%04x".formatted((int) unit));
            }
        }
        return bytes.length() % 2 == 0 ? text.toString()
                : text.append("\\x%02x".formatted(bytes.u8(bytes.length() - 1))).toString();
    }

    private static char unit(Excerpt bytes, int index, boolean big) {
        int first = bytes.u8(index * 2);
        int second = bytes.u8(index * 2 + 1);
        return (char) (big ? first << 8 | second : second << 8 | first);
    }
}
