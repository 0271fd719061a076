package io.github.qcowscope.qcow2.bitmap;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.bytes.Utf8;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.ClusterPointer;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.BitField;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.Struct;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bitmap: its entry in the bitmap directory (section "Bitmap directory") and, behind it, its table.
 *
 * @param view  the declaration laid over the entry; the area ends where the entry must end
 * @param index place in the directory, from 0
 * @param key   its key in a node's path, unique in the image
 */
public record Bitmap(View<Area> view, int index, String key) {

    /** Bytes of an entry before its extra data. */
    public static final int FIXED = 24;
    /** The only type that the format defines. */
    public static final int DIRTY_TRACKING = 1;
    private static final int QEMU_LEAST_GRANULARITY = 9;
    private static final int QEMU_MOST_GRANULARITY = 31;
    private static final int MOST_GRANULARITY = 63;
    private static final int QEMU_LONGEST_NAME = 1023;
    private static final long QEMU_LARGEST_TABLE = 1 << 27;
    private static final long QEMU_LARGEST_DATA = 1 << 29;

    /** Flag 0. */
    public static final BitField IN_USE = BitField.flag(0, "in_use",
            "The last program that wrote the image did not save the bitmap: what it says may be out of date.");
    /** Flag 1. */
    public static final BitField AUTO = BitField.flag(1, "auto",
            "The bitmap is enabled: every write to the virtual disk must be recorded in it.");
    /** Flag 2. */
    public static final BitField EXTRA_DATA_COMPATIBLE = BitField.flag(2, "extra_data_compatible",
            "A program that does not understand the extra data may use the bitmap all the same.");

    /** Where the table starts. */
    public static final Field<Area> BITMAP_TABLE_OFFSET = Field.<Area>number("bitmap_table_offset", 0, 8)
            .doc("Where the bitmap table starts; a multiple of the cluster size.")
            .pointer(view -> Span.of(view.source(), view.raw(Bitmap.BITMAP_TABLE_OFFSET),
                    view.raw(Bitmap.BITMAP_TABLE_SIZE) * BitmapTableEntry.SIZE))
            .rule(Severity.ERROR, "bitmap-table-offset", (view, raw) -> raw == 0
                    ? "The bitmap has no table: its offset is 0."
                    : ClusterPointer.misaligned(view.context().geometry(), "The bitmap table", raw))
            .rule(Severity.ERROR, "bitmap-table-end", (view, raw) -> {
                long bytes = view.raw(Bitmap.BITMAP_TABLE_SIZE) * BitmapTableEntry.SIZE;
                return bytes == 0 || !view.context().geometry().isPastEnd(raw, bytes) ? null
                        : "The bitmap table, %s at 0x%x, reaches past the end of the file.".formatted(
                                Units.bytes(bytes), raw);
            });
    /** Entries of the table. */
    public static final Field<Area> BITMAP_TABLE_SIZE = Field.<Area>number("bitmap_table_size", 8, 4)
            .doc("Number of entries in the bitmap table.")
            .rule(Severity.ERROR, "bitmap-table-size", (view, raw) ->
                    IN_USE.isSet(view.raw(Bitmap.FLAGS)) ? null : tableSizeProblem(view, raw))
            .rule(Severity.NOTE, "bitmap-table-size-in-use", (view, raw) ->
                    IN_USE.isSet(view.raw(Bitmap.FLAGS)) ? tableSizeProblem(view, raw) : null)
            .rule(Severity.WARNING, "bitmap-table-size-qemu", (view, raw) -> {
                long bytes = raw << view.context().geometry().clusterBits();
                return raw > 0 && raw <= QEMU_LARGEST_TABLE && bytes <= QEMU_LARGEST_DATA ? null
                        : raw == 0 ? "QEMU refuses a bitmap whose table has no entry."
                        : "QEMU supports bitmaps of up to 512 MiB; this table has room for %s."
                                .formatted(Units.bytes(bytes));
            });
    /** The flags. */
    public static final Field<Area> FLAGS = Field.<Area>number("flags", 12, 4)
            .doc("State of the bitmap.")
            .bits(IN_USE, AUTO, EXTRA_DATA_COMPATIBLE, BitField.reserved(31, 3))
            .rule(Severity.WARNING, "bitmap-in-use", (view, raw) -> IN_USE.isSet(raw)
                    ? "The bitmap is marked in use: it was not saved, and what it says may be out of date." : null)
            .rule(Severity.WARNING, "bitmap-extra-data-flag-qemu", (view, raw) -> EXTRA_DATA_COMPATIBLE.isSet(raw)
                    ? "QEMU refuses a bitmap with the flag extra_data_compatible, which it does not know." : null)
            .rule(Severity.ERROR, "bitmap-auto-type", (view, raw) ->
                    AUTO.isSet(raw) && view.raw(Bitmap.TYPE) != DIRTY_TRACKING
                            ? "Only a dirty tracking bitmap (type 1) may have the auto flag." : null);
    /** The type. */
    public static final Field<Area> TYPE = Field.<Area>number("type", 16, 1)
            .doc("What the bitmap records.")
            .symbols(Map.of(1L, "dirty tracking"))
            .rule(Severity.ERROR, "bitmap-type", (view, raw) -> raw == DIRTY_TRACKING ? null
                    : "Type " + raw + " is reserved; only 1, dirty tracking, is defined.");
    /** Granularity as a power of two. */
    public static final Field<Area> GRANULARITY_BITS = Field.<Area>number("granularity_bits", 17, 1)
            .doc("How much of the virtual disk one bit stands for, as a power of two.")
            .meaning(v -> v <= 62 ? "1 bit for " + Units.bytes(1L << v) : "")
            .rule(Severity.ERROR, "bitmap-granularity", (view, raw) -> raw <= MOST_GRANULARITY ? null
                    : "A granularity of 2^" + raw + " bytes is more than the 2^63 that the format allows.")
            .rule(Severity.WARNING, "bitmap-granularity-qemu", (view, raw) ->
                    raw >= QEMU_LEAST_GRANULARITY && raw <= QEMU_MOST_GRANULARITY || raw > MOST_GRANULARITY ? null
                            : "QEMU supports granularities of 2^9 to 2^31 bytes and refuses this one of 2^" + raw
                                    + ".");
    /** Length of the name. */
    public static final Field<Area> NAME_SIZE = Field.<Area>number("name_size", 18, 2)
            .doc("Length of the bitmap's name in bytes; not 0.")
            .rule(Severity.ERROR, "bitmap-name-size", (view, raw) -> raw == 0 ? "A bitmap must have a name." : null)
            .rule(Severity.WARNING, "bitmap-name-size-qemu", (view, raw) -> raw <= QEMU_LONGEST_NAME ? null
                    : "QEMU supports names of at most 1023 bytes and refuses this one of " + raw + ".");
    /** Length of the extra data. */
    public static final Field<Area> EXTRA_DATA_SIZE = Field.<Area>number("extra_data_size", 20, 4)
            .doc("Length of the extra data in bytes; none is defined so far, so it should be 0.")
            .rule(Severity.WARNING, "bitmap-extra-data", (view, raw) -> raw == 0 ? null
                    : EXTRA_DATA_COMPATIBLE.isSet(view.raw(FLAGS))
                    ? "The bitmap has extra data that no program is known to define; its flag says that it can be"
                            + " ignored."
                    : "The bitmap has extra data of an unknown kind, and no flag says that it can be ignored:"
                            + " the bitmap must not be used.")
            .rule(Severity.ERROR, "bitmap-entry-size", (view, raw) -> raw + view.raw(NAME_SIZE)
                    <= view.context().clip(view.offset() + FIXED, Long.MAX_VALUE) ? null
                    : "Extra data of %d bytes and a name of %d do not fit in the bitmap directory."
                            .formatted(raw, view.raw(NAME_SIZE)));
    /** The extra data. */
    public static final Field<Area> EXTRA_DATA = Field.<Area>variable("extra_data", Field.Type.BYTES, view -> FIXED,
                    Bitmap::extraLength)
            .when(view -> extraLength(view) > 0)
            .doc("Extra data, uninterpreted.");
    /** The name. */
    public static final Field<Area> NAME = Field.<Area>variable("name", Field.Type.TEXT,
                    view -> FIXED + extraLength(view), Bitmap::nameLength)
            .when(view -> nameLength(view) > 0)
            .doc("Name of the bitmap, unique in the image; no zero byte ends it.")
            .rule(Severity.WARNING, "bitmap-name-encoding", (view, raw) ->
                    Utf8.isValid(view.chunk(Bitmap.NAME, 1 << 16).toArray()) ? null
                            : "The name is not valid UTF-8.")
            .rule(Severity.WARNING, "bitmap-name-zero", (view, raw) -> view.text(Bitmap.NAME).indexOf('\0') < 0 ? null
                    : "The name contains a zero byte, where QEMU takes it to end.");
    private static final Field<Area> PADDING = Field.<Area>variable("padding", Field.Type.PADDING,
                    view -> variableEnd(view) - view.offset(), Bitmap::paddingLength)
            .when(view -> paddingLength(view) > 0)
            .doc("Rounds the entry up to a multiple of 8 bytes; zero.");

    /** The declaration. */
    public static final Struct<Area> STRUCT = new Struct<>("Bitmap directory entry", "Bitmap directory", List.of(
            BITMAP_TABLE_OFFSET, BITMAP_TABLE_SIZE, FLAGS, TYPE, GRANULARITY_BITS, NAME_SIZE, EXTRA_DATA_SIZE,
            EXTRA_DATA, NAME, PADDING));

    /** What a bitmap is worth. */
    public enum Verdict {
        /** Up to date. */
        USABLE("usable"),
        /** In use: the last writer did not save it. */
        INCONSISTENT("inconsistent"),
        /** The image's autoclear bit 0 is clear, so the whole extension is out of date. */
        IGNORED("ignored"),
        /** The format forbids to use it (unknown extra data or type, a damaged entry), or QEMU does not support it. */
        REFUSED("refused");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        /** One word for it. */
        public String label() {
            return label;
        }
    }

    /** The entry's bytes, with the padding, as far as the area has them. */
    public ByteRange range() {
        return new ByteRange(view.offset(), view.context().clip(view.offset(), entryLength(view)));
    }

    /** The name; bytes that are not UTF-8 as {@code \xNN}. */
    public String name() {
        return nameLength(view) == 0 ? "" : view.text(NAME);
    }

    /** The flags as stored, 32 bits. */
    public long flags() {
        return view.raw(FLAGS);
    }

    /** Whether a flag is set. */
    public boolean has(BitField flag) {
        return flag.isSet(flags());
    }

    /** Bytes of the virtual disk that one bit stands for, as a power of two; 0 to 255 as stored. */
    public int granularityBits() {
        return (int) view.raw(GRANULARITY_BITS);
    }

    /** Bits that the bitmap needs for the virtual disk. */
    public long bitCount() {
        return bitCount(geometry(), granularityBits());
    }

    /** The table, as far as the file has it. */
    public EntryTable table() {
        return EntryTable.of(geometry(), view.source(), view.raw(BITMAP_TABLE_OFFSET), view.raw(BITMAP_TABLE_SIZE),
                BitmapTableEntry.SIZE);
    }

    /**
     * The part of the virtual disk that a table entry's cluster of bits stands for.
     *
     * @param entry index in the table, 0 or more
     * @return bytes of the virtual disk; empty past its end
     */
    public ByteRange guestRange(long entry) {
        long size = geometry().virtualSize();
        long perEntry = shiftOrMost(geometry().clusterSize() * 8, granularityBits());
        long start = entry > 0 && perEntry > Long.MAX_VALUE / entry ? Long.MAX_VALUE : entry * perEntry;
        return ByteRange.clamped(start, perEntry).intersect(new ByteRange(0, size));
    }

    /**
     * What the bitmap is worth.
     *
     * @param autoclear whether the image's autoclear bit 0 is set
     */
    public Verdict verdict(boolean autoclear) {
        boolean refused = view.raw(TYPE) != DIRTY_TRACKING
                || view.raw(EXTRA_DATA_SIZE) != 0 && !has(EXTRA_DATA_COMPATIBLE)
                || view.fields().stream().flatMap(field -> view.problems(field).stream()).anyMatch(Bitmap::refuses);
        return refused ? Verdict.REFUSED
                : !autoclear ? Verdict.IGNORED
                : has(IN_USE) ? Verdict.INCONSISTENT
                : Verdict.USABLE;
    }

    /** Whether a problem of one of a bitmap's fields keeps it from being used: by the format, or by QEMU. */
    public static boolean refuses(Problem problem) {
        return problem.severity() == Severity.ERROR || problem.rule().endsWith("-qemu");
    }

    /** Names of the flags that are set, as QEMU writes them: {@code in-use}, {@code auto}, {@code bit-8}. */
    public List<String> flagNames() {
        List<String> names = new ArrayList<>();
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            if ((flags() >>> bit & 1) == 1) {
                names.add(bit == IN_USE.bits().lo() ? "in-use" : bit == AUTO.bits().lo() ? "auto" : "bit-" + bit);
            }
        }
        return names;
    }

    /** Table entries that a bitmap of this granularity needs for the whole virtual disk. */
    public long neededEntries() {
        return neededEntries(geometry(), granularityBits());
    }

    private Geometry geometry() {
        return view.context().geometry();
    }

    /** Bytes of the entry as it declares itself, with the padding. */
    static long entryLength(View<Area> view) {
        long end = FIXED + view.raw(EXTRA_DATA_SIZE) + view.raw(NAME_SIZE);
        return end + (-end & 7);
    }

    private static long bitCount(Geometry geometry, int granularityBits) {
        return granularityBits > 62 ? Math.min(1, geometry.virtualSize())
                : Geometry.ceilDiv(geometry.virtualSize(), 1L << granularityBits);
    }

    private static long neededEntries(Geometry geometry, int granularityBits) {
        return Geometry.ceilDiv(Geometry.ceilDiv(bitCount(geometry, granularityBits), 8), geometry.clusterSize());
    }

    private static @Nullable String tableSizeProblem(View<Area> view, long raw) {
        long needed = neededEntries(view.context().geometry(), (int) view.raw(GRANULARITY_BITS));
        return raw == needed ? null
                : "A table of %s does not fit the virtual disk, which needs %d at this granularity."
                        .formatted(raw == 1 ? "1 entry" : raw + " entries", needed);
    }

    private static long extraLength(View<Area> view) {
        return view.context().clip(view.offset() + FIXED, view.raw(EXTRA_DATA_SIZE));
    }

    private static long nameLength(View<Area> view) {
        return view.context().clip(view.offset() + FIXED + extraLength(view), view.raw(NAME_SIZE));
    }

    private static long variableEnd(View<Area> view) {
        return view.offset() + FIXED + extraLength(view) + nameLength(view);
    }

    private static long paddingLength(View<Area> view) {
        long end = variableEnd(view);
        return view.context().clip(end, -(end - view.offset()) & 7);
    }

    private static long shiftOrMost(long number, int bits) {
        return bits > Long.numberOfLeadingZeros(number) - 1 ? Long.MAX_VALUE : number << bits;
    }
}
