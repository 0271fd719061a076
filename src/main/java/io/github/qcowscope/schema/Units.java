package io.github.qcowscope.schema;

import java.util.Locale;

/** Sizes in words. */
public final class Units {

    private static final String[] NAMES = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Units() {}

    /**
     * A number of bytes in the largest binary unit that keeps it at 1 or more: {@code 64 KiB}, {@code 1.5 GiB},
     * {@code 1 byte}.
     *
     * @param bytes taken as an unsigned 64-bit number
     */
    public static String bytes(long bytes) {
        if (bytes == 1) {
            return "1 byte";
        }
        int unit = bytes == 0 ? 0 : (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        long whole = bytes >>> (unit * 10);
        long rest = bytes & ((1L << (unit * 10)) - 1);
        return rest == 0
                ? whole + " " + NAMES[unit]
                : String.format(Locale.ROOT, "%.2f %s", whole + (double) rest / (1L << (unit * 10)), NAMES[unit]);
    }

    /** A number of bytes exactly, and in a larger unit where that is shorter: {@code 65536 bytes (64 KiB)}. */
    public static String exactly(long bytes) {
        String exact = Long.toUnsignedString(bytes) + (bytes == 1 ? " byte" : " bytes");
        return bytes >= 0 && bytes < 1024 ? exact : exact + " (" + bytes(bytes) + ")";
    }

    /** A count with its noun: {@code 1 bitmap}, {@code 3 bitmaps}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
