package io.github.qcowscope.search;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The encodings in which text is looked for. */
public enum TextEncoding {
    /** UTF-8, of which ASCII is a part. */
    UTF_8(List.of(StandardCharsets.UTF_8)),
    /** UTF-16 with the low byte first, as Windows has it. */
    UTF_16LE(List.of(StandardCharsets.UTF_16LE)),
    /** UTF-16 with the high byte first. */
    UTF_16BE(List.of(StandardCharsets.UTF_16BE)),
    /** Any of them. */
    ANY(List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE));

    private final List<Charset> charsets;

    TextEncoding(List<Charset> charsets) {
        this.charsets = charsets;
    }

    List<Charset> charsets() {
        return charsets;
    }
}
