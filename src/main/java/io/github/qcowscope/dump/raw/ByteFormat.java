package io.github.qcowscope.dump.raw;

import io.github.qcowscope.bytes.Excerpt;
import io.github.qcowscope.job.Progress;
import java.util.Base64;

/** A way to write bytes as text. */
public enum ByteFormat {
    /**
     * Upper-case pairs of digits with a space between: {@code 51 46 49 FB}; {@code ??} for a byte that could not be
     * read.
     */
    HEX(false),
    /** Lower-case pairs of digits: {@code 514649fb}. */
    HEX_PLAIN(true),
    /** Rows of 16 bytes with offset and characters, as {@code xxd} prints them; {@code ??} as in {@link #HEX}. */
    HEX_DUMP(false),
    /** An array in C. */
    C(true),
    /** An array in Java, which a compiler takes whatever the length. */
    JAVA(true),
    /** A bytes literal in Python. */
    PYTHON(true),
    /** Base64 of RFC 4648, in one line. */
    BASE64(true),
    /** Text in UTF-8; {@code \xnn} for each byte that is none, {@code \x??} for each that could not be read. */
    UTF8(false),
    /**
     * Text in UTF-16, little-endian unless a mark says otherwise; {@code \\unnnn} for half a pair, {@code \xnn} for
     * half a unit.
     */
    UTF16(true);

    private final boolean needsAll;

    ByteFormat(boolean needsAll) {
        this.needsAll = needsAll;
    }

    /** Whether it has no way to show a byte that could not be read. */
    public boolean needsAllBytes() {
        return needsAll;
    }

    /**
     * The text.
     *
     * @param bytes    all of them readable where the format {@link #needsAllBytes()}
     * @param progress told the bytes done; asked whether to go on
     */
    public String write(Excerpt bytes, Progress progress) {
        progress.check();
        return switch (this) {
            case HEX -> HexText.spaced(bytes, progress);
            case HEX_PLAIN -> HexText.plain(bytes);
            case HEX_DUMP -> HexText.dump(bytes, progress);
            case C -> SourceCode.c(bytes, progress);
            case JAVA -> SourceCode.java(bytes, progress);
            case PYTHON -> SourceCode.python(bytes, progress);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes.bytes());
            case UTF8 -> PlainText.utf8(bytes, progress);
            case UTF16 -> PlainText.utf16(bytes, progress);
        };
    }
}
