package io.github.qcowscope.schema;

/** How a number is written for people. */
public enum Base {
    /** Decimal, as counts and sizes. */
    DEC,
    /** Hexadecimal with {@code 0x}, as offsets and magics. */
    HEX;

    /**
     * The number's text.
     *
     * @param raw taken as an unsigned 64-bit number
     */
    public String text(long raw) {
        return switch (this) {
            case DEC -> Long.toUnsignedString(raw);
            case HEX -> "0x" + Long.toHexString(raw);
        };
    }
}
