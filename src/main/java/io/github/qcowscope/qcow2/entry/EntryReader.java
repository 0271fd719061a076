package io.github.qcowscope.qcow2.entry;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.mapping.ClusterMapping;
import io.github.qcowscope.qcow2.mapping.CompressedCluster;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import io.github.qcowscope.qcow2.refcount.RefcountTableEntry;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Struct;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.Value;
import io.github.qcowscope.schema.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads the same bytes as each kind of entry; the declarations that it uses are those of the tree. */
public final class EntryReader {

    private final Geometry geometry;
    private final Struct<Area> compressed;

    /** A reader for the entries of an image. */
    public EntryReader(Geometry geometry) {
        this.geometry = geometry;
        compressed = CompressedCluster.struct(geometry.clusterBits());
    }

    /**
     * The bytes at an offset as each kind of entry.
     *
     * @param source  where the bytes lie: the file, or what some of it inflates to
     * @param offset  0 or more
     * @param aligned whether each entry starts at a multiple of its size, as in a table that starts with a cluster
     */
    public List<EntryReading> at(ByteSource source, long offset, boolean aligned) {
        return Arrays.stream(EntryKind.values()).map(kind -> {
            int size = kind.size(geometry);
            return read(kind, source, aligned ? offset / size * size : offset);
        }).toList();
    }

    private EntryReading read(EntryKind kind, ByteSource source, long offset) {
        int size = kind.size(geometry);
        Chunk chunk = source.chunk(offset, size);
        ByteRange bytes = ByteRange.clamped(offset, size);
        if (!chunk.isWhole()) {
            return new EntryReading(kind, bytes, false,
                    "needs %s: %s".formatted(Units.count(size, "byte"), chunk.whyShort()), null, false, List.of());
        }
        return switch (kind) {
            case L1 -> entry(kind, source, bytes, L1Entry.STRUCT, l1(new L1Entry(chunk.u64(0))));
            case L2_STANDARD -> l2Standard(source, bytes, chunk);
            case L2_COMPRESSED -> l2Compressed(source, bytes, chunk);
            case REFCOUNT_TABLE -> entry(kind, source, bytes, RefcountTableEntry.STRUCT,
                    refcountTable(new RefcountTableEntry(chunk.u64(0))));
            case BITMAP_TABLE -> entry(kind, source, bytes, BitmapTableEntry.STRUCT,
                    bitmapTable(new BitmapTableEntry(chunk.u64(0))));
            case REFCOUNT -> new EntryReading(kind, bytes, true, refcount(chunk), null, false, List.of());
        };
    }

    private EntryReading entry(EntryKind kind, ByteSource source, ByteRange bytes, Struct<Area> struct, String words) {
        View<Area> view = new View<>(struct, Area.file(geometry), source, bytes.offset());
        List<Problem> problems = new ArrayList<>();
        for (Field<Area> field : view.fields()) {
            problems.addAll(view.problems(field));
        }
        ByteRange target = view.value(struct.fields().getFirst()) instanceof Value.Pointer pointer
                ? range(pointer.target()) : null;
        return new EntryReading(kind, bytes, true, words, target, target != null && isInside(target), problems);
    }

    private static @Nullable ByteRange range(@Nullable Span target) {
        return target == null ? null : target.range();
    }

    private boolean isInside(ByteRange target) {
        return target.offset() < geometry.fileLength() && !geometry.isPastEnd(target.offset(), target.length());
    }

    private static String l1(L1Entry entry) {
        return entry.offset() == 0 ? "no L2 table" + copied(entry.isCopied())
                : "L2 table at 0x%x".formatted(entry.offset()) + copied(entry.isCopied());
    }

    private static String copied(boolean is) {
        return is ? ", copied" : "";
    }

    private EntryReading l2Standard(ByteSource source, ByteRange bytes, Chunk chunk) {
        L2Entry entry = new L2Entry(chunk.u64(0), geometry.extendedL2() ? chunk.u64(8) : 0);
        EntryReading reading = entry(EntryKind.L2_STANDARD, source, bytes, L2Entry.STRUCT, l2(entry));
        return entry.isCompressed() ? with(reading, Problem.error("entry-compressed",
                "Bit 62 is set, so the entry describes compressed data.")) : reading;
    }

    private EntryReading l2Compressed(ByteSource source, ByteRange bytes, Chunk chunk) {
        long raw = chunk.u64(0);
        CompressedCluster cluster = CompressedCluster.of(raw, geometry.clusterBits());
        EntryReading reading = entry(EntryKind.L2_COMPRESSED, source, bytes, compressed,
                "compressed data at 0x%x, in %s of 512 bytes (at most %s)".formatted(cluster.offset(),
                        Units.count(cluster.sectors() + 1, "sector"), Units.count(cluster.length(), "byte")));
        return new L2Entry(raw, 0).isCompressed() ? reading : with(reading, Problem.error("entry-standard",
                "Bit 62 is clear, so the entry does not describe compressed data."));
    }

    private static EntryReading with(EntryReading reading, Problem first) {
        List<Problem> problems = new ArrayList<>(List.of(first));
        problems.addAll(reading.problems());
        return new EntryReading(reading.kind(), reading.bytes(), true, reading.words(), reading.target(),
                reading.inside(), problems);
    }

    private String l2(L2Entry entry) {
        // Taken for a standard entry, whatever bit 62 says.
        L2Entry standard = new L2Entry(entry.raw() & ~L2Entry.COMPRESSED.bits().mask(), entry.subclusters());
        String where = geometry.dataFile() ? "guest cluster at 0x%x of the external data file"
                : "guest cluster at 0x%x";
        return switch (standard.mapping(geometry)) {
            case ClusterMapping.Unallocated() -> "unallocated";
            case ClusterMapping.Zero zero -> zero.allocated()
                    ? "reads as zeros, with a cluster kept for writes at 0x%x".formatted(zero.offset())
                    : "reads as zeros";
            case ClusterMapping.Data data -> where.formatted(data.offset());
            case ClusterMapping.Subclusters sub ->
                    (sub.hasCluster() ? where.formatted(sub.offset()) : "no guest cluster")
                    + "; subclusters: %d allocated, %d zero".formatted(
                            Integer.bitCount(sub.allocated()), Integer.bitCount(sub.zero()));
            case ClusterMapping.Compressed compressedData -> throw new AssertionError("bit 62 is clear");
        } + copied(entry.isCopied());
    }

    private static String refcountTable(RefcountTableEntry entry) {
        return entry.offset() == 0 ? "no refcount block: all its refcounts are 0"
                : "refcount block at 0x%x".formatted(entry.offset());
    }

    private static String bitmapTable(BitmapTableEntry entry) {
        return switch (entry.type()) {
            case SERIALIZED -> "serialized: bitmap data at 0x%x".formatted(entry.offset());
            case ALL_ZEROES -> "all-zeroes: all bits are 0, and no cluster holds them";
            case ALL_ONES -> "all-ones: all bits are 1, and no cluster holds them";
            case INVALID -> "invalid: an offset, 0x%x, together with bit 0".formatted(entry.offset());
        };
    }

    private String refcount(Chunk chunk) {
        int bits = geometry.refcountBits();
        if (bits >= Byte.SIZE) {
            return Long.toUnsignedString(chunk.number(0, bits / Byte.SIZE)) + " (%d bits)".formatted(bits);
        }
        StringJoiner counts = new StringJoiner(", ");
        for (int low = 0; low < Byte.SIZE; low += bits) {
            counts.add(Integer.toString(chunk.u8(0) >>> low & (1 << bits) - 1));
        }
        return "%s (%s each, the first in the lowest)".formatted(counts, Units.count(bits, "bit"));
    }
}
