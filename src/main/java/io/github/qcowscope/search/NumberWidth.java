package io.github.qcowscope.search;

import java.util.List;

/** How many bytes a number has that is looked for. */
public enum NumberWidth {
    /** 8 bits. */
    BITS_8(1),
    /** 16 bits. */
    BITS_16(2),
    /** 32 bits. */
    BITS_32(4),
    /** 64 bits. */
    BITS_64(8),
    /** Whichever of 16, 32 and 64 bits the number fits into: a single byte is found everywhere. */
    ANY(2, 4, 8);

    private final List<Integer> bytes;

    NumberWidth(Integer... bytes) {
        this.bytes = List.of(bytes);
    }

    /** The widths in bytes. */
    List<Integer> bytes() {
        return bytes;
    }
}
