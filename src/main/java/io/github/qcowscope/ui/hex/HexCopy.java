package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.ui.Messages;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/** Turns bytes into text for the clipboard. Not for the FX thread where there are many of them. */
public final class HexCopy {

    /** The most bytes that are copied: more would be hundreds of megabytes of text. */
    public static final int MOST = 16 << 20;

    private static final int BLOCK = 1 << 16;
    /** Bytes of the longest character in UTF-8. */
    private static final int LONGEST = 4;
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.ISO_8859_1);

    /** What came of it. */
    public sealed interface Result {

        /** Text for the clipboard. */
        record Copied(String text) implements Result {}

        /**
         * Nothing to copy.
         *
         * @param reason one sentence for the user
         */
        record Refused(String reason) implements Result {}
    }

    private HexCopy() {}

    /**
     * The bytes in hexadecimal, two upper-case digits each with a space between; {@code ??} where one cannot be read.
     *
     * @param range    cut at the end of the source
     * @param progress told the bytes done; asked whether to go on
     */
    public static Result hex(ByteSource source, ByteRange range, Progress progress) {
        return copy(source, range, bytes -> hex(bytes, progress));
    }

    /**
     * The bytes as UTF-8 text, {@code \xnn} for each that is none, and {@code \x??} for each that cannot be read.
     *
     * @param range    cut at the end of the source
     * @param progress told the bytes done; asked whether to go on
     */
    public static Result text(ByteSource source, ByteRange range, Progress progress) {
        return copy(source, range, bytes -> text(bytes, progress));
    }

    private static Result copy(ByteSource source, ByteRange range, Function<HexWindow, String> writer) {
        ByteRange inside = range.intersect(new ByteRange(0, source.length()));
        if (inside.isEmpty()) {
            return new Result.Refused(Messages.get("hex.copy.nothing"));
        }
        if (inside.length() > MOST) {
            return new Result.Refused(
                    Messages.get("hex.copy.too-much", Units.bytes(inside.length()), Units.bytes(MOST)));
        }
        return new Result.Copied(writer.apply(HexWindow.read(source, inside)));
    }

    private static String hex(HexWindow bytes, Progress progress) {
        byte[] text = new byte[bytes.length() * 3 - 1];
        Arrays.fill(text, (byte) ' ');
        for (int i = 0; i < bytes.length(); i++) {
            if (i % BLOCK == 0) {
                progress.check();
                progress.report(i, bytes.length());
            }
            boolean readable = bytes.isReadable(i);
            text[i * 3] = readable ? DIGITS[bytes.u8(i) >> 4] : (byte) '?';
            text[i * 3 + 1] = readable ? DIGITS[bytes.u8(i) & 0xf] : (byte) '?';
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static String text(HexWindow bytes, Progress progress) {
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
            text.append(bytes.text(from, to));
            from = to;
        }
        return text.toString();
    }

    /** The end of a block of bytes that can be read, not in the middle of a character. */
    private static int endOfText(HexWindow bytes, int from) {
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
}
