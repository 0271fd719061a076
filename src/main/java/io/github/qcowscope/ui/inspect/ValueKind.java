package io.github.qcowscope.ui.inspect;

import io.github.qcowscope.ui.text.Messages;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A way to read the bytes at the caret as a value. */
enum ValueKind {
    U8(1), U16(2), U32(4), U64(8), BINARY(1), UTF8(1), UTF16(2), I8(1), I16(2), I32(4), I64(8), F32(4), F64(8),
    TIME32(4), TIME64(8), OCTAL(1);

    /** Bytes of the longest character. */
    private static final int LONGEST = 4;
    /** Seconds from 1970 to the first that has no year of four digits. */
    private static final long YEAR_10000 = 253_402_300_800L;
    /** Seconds from 1970 back to the year 1. */
    private static final long YEAR_1 = -62_135_596_800L;

    private final int width;

    ValueKind(int width) {
        this.width = width;
    }

    /** What to call it. */
    String label() {
        return Messages.get("inspect.kind." + name().toLowerCase(Locale.ROOT));
    }

    /** Bytes that it needs at least. */
    int width() {
        return width;
    }

    /** Whether it matters which byte comes first. */
    boolean hasOrder() {
        return width > 1;
    }

    /** Whether the number can be an offset in the file. */
    private boolean isOffset() {
        return this == U16 || this == U32 || this == U64;
    }

    /**
     * Reads a value.
     *
     * @param bytes  from its position on, in its byte order; as many as the file has, or more than any value needs
     * @param length bytes of the source: a smaller number can be an offset
     * @return {@link Reading#NONE} where there are too few bytes
     */
    Reading read(ByteBuffer bytes, long length) {
        if (bytes.remaining() < width) {
            return Reading.NONE;
        }
        int at = bytes.position();
        return switch (this) {
            case BINARY -> binary(bytes.get(at) & 0xff);
            case OCTAL -> Reading.of("%03o".formatted(bytes.get(at) & 0xff));
            case U8 -> unsigned(bytes.get(at) & 0xff, length);
            case I8 -> signed(bytes.get(at));
            case U16 -> unsigned(bytes.getShort(at) & 0xffff, length);
            case I16 -> signed(bytes.getShort(at));
            case U32 -> unsigned(bytes.getInt(at) & 0xffff_ffffL, length);
            case I32 -> signed(bytes.getInt(at));
            case U64 -> unsigned(bytes.getLong(at), length);
            case I64 -> signed(bytes.getLong(at));
            case F32 -> Reading.of(Float.toString(bytes.getFloat(at)));
            case F64 -> Reading.of(Double.toString(bytes.getDouble(at)));
            case TIME32 -> time(bytes.getInt(at) & 0xffff_ffffL);
            case TIME64 -> time(bytes.getLong(at));
            case UTF8 -> character(utf8(bytes));
            case UTF16 -> character(utf16(bytes));
        };
    }

    private Reading unsigned(long value, long length) {
        String decimal = Long.toUnsignedString(value);
        boolean leads = isOffset() && value > 0 && value < length;
        return new Reading(Long.compareUnsigned(value, 10) < 0 ? decimal
                : "%s  0x%s".formatted(decimal, Long.toHexString(value)), decimal, leads ? value : Reading.NOWHERE);
    }

    private static Reading signed(long value) {
        return Reading.of(Long.toString(value));
    }

    private static Reading binary(int value) {
        String digits = "%8s".formatted(Integer.toBinaryString(value)).replace(' ', '0');
        StringBuilder set = new StringBuilder();
        for (int bit = Byte.SIZE - 1; bit >= 0; bit--) {
            if ((value >>> bit & 1) != 0) {
                set.append(set.isEmpty() ? "" : ", ").append(bit);
            }
        }
        String grouped = digits.substring(0, 4) + " " + digits.substring(4);
        return new Reading(set.isEmpty() ? grouped : grouped + "  " + Messages.get("inspect.bits", set), digits,
                Reading.NOWHERE);
    }

    private static Reading time(long seconds) {
        if (seconds < YEAR_1 || seconds >= YEAR_10000) {
            return new Reading(Messages.get("inspect.no-time"), "", Reading.NOWHERE);
        }
        return Reading.of(DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochSecond(seconds)));
    }

    private static @Nullable Integer utf8(ByteBuffer bytes) {
        int first = bytes.get(bytes.position()) & 0xff;
        int count = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3
                : first >= 0xf0 && first < 0xf5 ? LONGEST : 0;
        if (count == 0 || bytes.remaining() < count) {
            return null;
        }
        int point = count == 1 ? first : first & 0xff >>> count + 1;
        for (int i = 1; i < count; i++) {
            int next = bytes.get(bytes.position() + i) & 0xff;
            if ((next & 0xc0) != 0x80) {
                return null;
            }
            point = point << 6 | next & 0x3f;
        }
        boolean tooLong = count == 3 && point < 0x800 || count == LONGEST && point < 0x10000;
        boolean none = point > Character.MAX_CODE_POINT || Character.MIN_SURROGATE <= point
                && point <= Character.MAX_SURROGATE;
        return tooLong || none ? null : point;
    }

    private static @Nullable Integer utf16(ByteBuffer bytes) {
        char first = bytes.getChar(bytes.position());
        if (!Character.isSurrogate(first)) {
            return (int) first;
        }
        if (bytes.remaining() < LONGEST) {
            return null;
        }
        char second = bytes.getChar(bytes.position() + 2);
        return Character.isSurrogatePair(first, second) ? Character.toCodePoint(first, second) : null;
    }

    private static Reading character(@Nullable Integer point) {
        if (point == null) {
            return new Reading(Messages.get("inspect.no-character"), "", Reading.NOWHERE);
        }
        String name = Character.getName(point);
        String text = "U+%04X %s".formatted(point, name == null ? Messages.get("inspect.unassigned") : name);
        boolean shown = switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
        String itself = Character.toString(point);
        return new Reading(shown ? itself + "  " + text : text, itself, Reading.NOWHERE);
    }
}
