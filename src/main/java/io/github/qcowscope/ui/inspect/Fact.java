package io.github.qcowscope.ui.inspect;

import io.github.qcowscope.bytes.ByteStatistics;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Something to say of many bytes. */
enum Fact {
    LENGTH, ENTROPY, ZEROS, PRINTABLE, FREQUENT, CRC32, SHA256, CRC32C, DIFFERENT, SMALLEST, LARGEST, HOLES, UNREADABLE;

    /** How many bytes are listed as the most frequent. */
    private static final int FREQUENT_BYTES = 5;
    private static final double PERCENT = 100;

    /** What to call it. */
    String label() {
        return Messages.get("statistics.fact." + name().toLowerCase(Locale.ROOT));
    }

    /**
     * What there is to say.
     *
     * @param sha256 empty where it is not known
     */
    Reading of(ByteStatistics bytes, String sha256) {
        boolean none = bytes.counted() == 0;
        return switch (this) {
            case LENGTH -> new Reading(Sizes.exactly(bytes.length()), Long.toString(bytes.length()), Reading.NOWHERE);
            case ENTROPY -> none ? Reading.NONE : plain(Messages.get("statistics.entropy",
                    Sizes.number(bytes.entropy(), 4)),
                    decimal(bytes.entropy()));
            case ZEROS -> share(bytes, bytes.counts()[0]);
            case PRINTABLE -> share(bytes, bytes.between(' ', '~'));
            case DIFFERENT -> Reading.of(Long.toString(Arrays.stream(bytes.counts()).filter(count -> count > 0)
                    .count()));
            case SMALLEST -> none ? Reading.NONE
                    : extreme(bytes.byFrequency().stream().mapToInt(i -> i).min().orElse(0));
            case LARGEST -> none ? Reading.NONE
                    : extreme(bytes.byFrequency().stream().mapToInt(i -> i).max().orElse(0));
            case FREQUENT -> Reading.of(bytes.byFrequency().stream().limit(FREQUENT_BYTES)
                    .map(value -> "%s %s".formatted(extreme(value).text(), percent(bytes, bytes.counts()[value])))
                    .collect(Collectors.joining(", ")));
            case HOLES -> share(bytes, bytes.holes());
            case UNREADABLE -> Reading.of(Long.toString(bytes.unreadable()));
            case CRC32 -> sum(bytes, "%08x".formatted(bytes.crc32()));
            case CRC32C -> sum(bytes, "%08x".formatted(bytes.crc32c()));
            case SHA256 -> bytes.unreadable() > 0 ? sum(bytes, "")
                    : sha256.isEmpty() ? plain(Messages.get("statistics.no-digest"), "") : Reading.of(sha256);
        };
    }

    private static Reading plain(String text, String plain) {
        return new Reading(text, plain, Reading.NOWHERE);
    }

    private static Reading sum(ByteStatistics bytes, String digits) {
        return bytes.unreadable() == 0 ? Reading.of(digits) : plain(Messages.get("statistics.no-sum"), "");
    }

    private static Reading extreme(int value) {
        return Reading.of(value > ' ' && value <= '~' ? "%02X “%c”".formatted(value, value) : "%02X".formatted(value));
    }

    private static Reading share(ByteStatistics bytes, long count) {
        return plain(bytes.counted() == 0 ? "0" : "%d (%s)".formatted(count, percent(bytes, count)),
                Long.toString(count));
    }

    /** A share of all bytes: {@code 12.50 %}. */
    static String percent(ByteStatistics bytes, long count) {
        return Sizes.number(PERCENT * count / Math.max(1, bytes.counted()), 2) + " %";
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.4f", number);
    }
}
