package io.github.qcowscope.cli;

/** Offsets as people write them. */
final class Offset {

    private Offset() {}

    /** A number in decimal or, with {@code 0x}, in hexadecimal; -1 where the text is neither. */
    static long parse(String text) {
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        try {
            return Math.max(-1, Long.parseLong(hex ? text.substring(2) : text, hex ? 16 : 10));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
