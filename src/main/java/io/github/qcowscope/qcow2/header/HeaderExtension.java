package io.github.qcowscope.qcow2.header;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.Struct;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One header extension (section "Header extensions"): its type, its length, its data.
 *
 * @param type  what it is
 * @param view  its declaration laid over the file; the area ends where extensions must end
 * @param index its place among the extensions, from 0
 */
public record HeaderExtension(ExtensionType type, View<Area> view, int index) {

    /** Bytes before the data. */
    public static final int PREFIX = 8;
    /** Bytes of the bitmaps extension's data. */
    public static final int BITMAPS_LENGTH = 24;
    /** Bytes of the encryption header pointer's data. */
    private static final int CRYPTO_LENGTH = 16;
    private static final int QEMU_LONGEST_FORMAT = 15;
    /** 1,024 bytes for each of the 65,535 bitmaps that QEMU supports. */
    private static final long QEMU_LARGEST_DIRECTORY = 1024 * 65_535;

    public static final Field<Area> MAGIC = Field.<Area>number("magic", 0, 4).hex()
            .doc("What kind of extension this is; 0 ends the list, and kinds that a program does not know it may"
                    + " ignore.")
            .meaning(v -> ExtensionType.of(v).label());
    public static final Field<Area> LENGTH = Field.<Area>number("length", 4, 4)
            .doc("Length of the data in bytes, without the padding that follows.")
            .rule(Severity.ERROR, "extension-length", (view, raw) -> raw <= dataLength(view) ? null
                    : "%d bytes of data do not fit: the area of header extensions ends after %d."
                            .formatted(raw, dataLength(view)))
            .rule(Severity.ERROR, "extension-length-bitmaps", (view, raw) ->
                    type(view) != ExtensionType.BITMAPS || raw == BITMAPS_LENGTH ? null
                            : "The bitmaps extension has 24 bytes of data; this one claims " + raw + ".")
            .rule(Severity.ERROR, "extension-length-crypto", (view, raw) ->
                    type(view) != ExtensionType.CRYPTO_HEADER || raw == CRYPTO_LENGTH ? null
                            : "The encryption header pointer has 16 bytes of data; this one claims " + raw + ".")
            .rule(Severity.WARNING, "extension-length-feature-table", (view, raw) ->
                    type(view) != ExtensionType.FEATURE_TABLE || raw % FeatureName.SIZE == 0 ? null
                            : "A feature name table of %d bytes does not consist of entries of 48.".formatted(raw))
            .rule(Severity.WARNING, "extension-length-backing-format", (view, raw) ->
                    type(view) != ExtensionType.BACKING_FORMAT || raw <= QEMU_LONGEST_FORMAT ? null
                            : "QEMU supports format names of at most 15 bytes and refuses this one of " + raw + ".");

    /** Number of bitmaps in the directory. */
    public static final Field<Area> NB_BITMAPS = Field.<Area>number("nb_bitmaps", 8, 4)
            .doc("Number of bitmaps that the image holds; at least 1.")
            .rule(Severity.ERROR, "bitmaps-count", (view, raw) ->
                    raw == 0 ? "An image without bitmaps must not have a bitmaps extension." : null)
            .rule(Severity.WARNING, "bitmaps-count-qemu", (view, raw) ->
                    raw > 65_535 ? "QEMU opens images with at most 65535 bitmaps; this one claims " + raw + "." : null);
    /** Must be zero. */
    public static final Field<Area> RESERVED32 = Field.<Area>number("reserved32", 12, 4)
            .doc("Reserved, must be zero.")
            .rule(Severity.ERROR, "bitmaps-reserved", (view, raw) ->
                    raw == 0 ? null : "The reserved field must be zero and is 0x%x.".formatted(raw));
    /** Bytes of the directory. */
    public static final Field<Area> BITMAP_DIRECTORY_SIZE = Field.<Area>number("bitmap_directory_size", 16, 8).hex()
            .doc("Size of the bitmap directory in bytes: all of its entries together.")
            .rule(Severity.ERROR, "bitmaps-directory-size", (view, raw) -> raw == 0
                    ? "The bitmap directory has no byte, and so no entry." : null)
            .rule(Severity.WARNING, "bitmaps-directory-size-qemu", (view, raw) ->
                    Long.compareUnsigned(raw, QEMU_LARGEST_DIRECTORY) <= 0 ? null
                            : "QEMU opens images with bitmap directories of at most %d bytes; this one claims %s."
                                    .formatted(QEMU_LARGEST_DIRECTORY, Long.toUnsignedString(raw)));
    /** Where the directory starts. */
    public static final Field<Area> BITMAP_DIRECTORY_OFFSET = Field.<Area>number("bitmap_directory_offset", 24, 8)
            .doc("Where the bitmap directory starts; a multiple of the cluster size.")
            .pointer(view -> Span.of(view.source(), view.raw(HeaderExtension.BITMAP_DIRECTORY_OFFSET),
                    view.raw(BITMAP_DIRECTORY_SIZE)))
            .rule(Severity.ERROR, "bitmaps-directory-offset",
                    (view, raw) -> view.context().geometry().isAligned(raw) ? null
                    : "The bitmap directory starts at 0x%x, which is no multiple of the cluster size.".formatted(raw))
            .rule(Severity.ERROR, "bitmaps-directory-end", (view, raw) -> {
                long size = view.raw(BITMAP_DIRECTORY_SIZE);
                return size == 0 || !view.context().geometry().isPastEnd(raw, size) ? null
                        : "The bitmap directory, %s at 0x%x, reaches past the end of the file.".formatted(
                                Units.bytes(size), raw);
            });

    /** Where the encryption header starts. */
    public static final Field<Area> CRYPTO_OFFSET = Field.<Area>number("crypto_header_offset", 8, 8)
            .doc("Where the encryption header starts; a multiple of the cluster size.")
            .pointer(view -> Span.of(view.source(), view.raw(HeaderExtension.CRYPTO_OFFSET),
                    view.raw(HeaderExtension.CRYPTO_SIZE)))
            .rule(Severity.ERROR, "crypto-header-offset", (view, raw) -> view.context().geometry().isAligned(raw) ? null
                    : "The encryption header starts at 0x%x, which is no multiple of the cluster size.".formatted(raw));
    /** Bytes of the encryption header. */
    public static final Field<Area> CRYPTO_SIZE = Field.<Area>number("crypto_header_length", 16, 8)
            .doc("Length of the encryption header in bytes; the clusters that hold it may be larger.")
            .rule(Severity.ERROR, "crypto-header-end", (view, raw) ->
                    raw == 0 || !view.context().geometry().isPastEnd(view.raw(CRYPTO_OFFSET), raw) ? null
                            : "The encryption header, %s at 0x%x, reaches past the end of the file.".formatted(
                                    Units.bytes(raw), view.raw(CRYPTO_OFFSET)));

    /** The text of an extension that is nothing but a name. */
    public static final Field<Area> TEXT = Field.<Area>variable("data", Field.Type.TEXT, view -> PREFIX,
                    HeaderExtension::dataLength)
            .when(view -> dataLength(view) > 0)
            .doc("The name; no zero byte ends it.");
    /** The data of an extension that nobody knows, or what a known one has beyond its fields. */
    public static final Field<Area> BYTES = Field.<Area>variable("data", Field.Type.BYTES, view -> PREFIX,
                    HeaderExtension::dataLength)
            .when(view -> dataLength(view) > 0)
            .doc("The extension's data, uninterpreted.");
    private static final Field<Area> PADDING = Field.<Area>variable("padding", Field.Type.BYTES,
                    view -> PREFIX + dataLength(view), HeaderExtension::paddingLength)
            .when(view -> paddingLength(view) > 0)
            .doc("Rounds the extension up to a multiple of 8 bytes; need not be zero.");

    private static final Map<ExtensionType, Struct<Area>> STRUCTS = structs();

    private static Map<ExtensionType, Struct<Area>> structs() {
        Map<ExtensionType, Struct<Area>> structs = new HashMap<>();
        for (ExtensionType type : ExtensionType.values()) {
            structs.put(type, switch (type) {
                case END -> struct(type, "Header extensions", List.of());
                case BACKING_FORMAT, DATA_FILE -> struct(type, "String header extensions", List.of(TEXT));
                case FEATURE_TABLE -> struct(type, "Feature name table", List.of());
                case BITMAPS -> struct(type, "Bitmaps extension", List.of(
                        NB_BITMAPS, RESERVED32, BITMAP_DIRECTORY_SIZE, BITMAP_DIRECTORY_OFFSET,
                        further(BITMAPS_LENGTH)));
                case CRYPTO_HEADER -> struct(type, "Full disk encryption header pointer", List.of(
                        CRYPTO_OFFSET, CRYPTO_SIZE, further(CRYPTO_LENGTH)));
                case UNKNOWN -> struct(type, "Header extensions", List.of(BYTES));
            });
        }
        return structs;
    }

    private static Struct<Area> struct(ExtensionType type, String section, List<Field<Area>> data) {
        List<Field<Area>> fields = new ArrayList<>(List.of(MAGIC, LENGTH));
        fields.addAll(data);
        fields.add(PADDING);
        return new Struct<>(type.label(), section, List.copyOf(fields));
    }

    private static Field<Area> further(int known) {
        return Field.<Area>variable("further_data", Field.Type.BYTES, view -> PREFIX + known,
                        view -> dataLength(view) - known)
                .when(view -> dataLength(view) > known)
                .doc("Data beyond the fields that the specification knows.");
    }

    /** The extension that starts at {@code offset}. */
    public static HeaderExtension at(ByteSource source, Area area, long offset, int index) {
        ExtensionType type = ExtensionType.of(source.chunk(offset, 4).u32(0));
        return new HeaderExtension(type, new View<>(STRUCTS.get(type), area, source, offset), index);
    }

    /** The stored type number, 32 bits. */
    public long magic() {
        return view.raw(MAGIC);
    }

    /** The stored length of the data in bytes, 0 to 2^32 - 1; may be more than there is. */
    public long length() {
        return view.raw(LENGTH);
    }

    /** The data's bytes, as far as they lie inside the area of header extensions. */
    public ByteRange data() {
        return new ByteRange(view.offset() + PREFIX, dataLength(view));
    }

    /** All bytes of the extension, with prefix and padding, as far as they lie inside the area. */
    public ByteRange range() {
        return new ByteRange(
                view.offset(), view.context().clip(view.offset(), PREFIX + dataLength(view) + paddingLength(view)));
    }

    /** The data, at most {@code most} bytes of it. */
    public Chunk dataChunk(int most) {
        return view.source().chunk(data().offset(), (int) Math.min(most, data().length()));
    }

    /** Bytes of data that lie inside the area of header extensions. */
    private static long dataLength(View<Area> view) {
        return view.context().clip(view.offset() + PREFIX, view.raw(LENGTH));
    }

    private static long paddingLength(View<Area> view) {
        long data = dataLength(view);
        return view.context().clip(view.offset() + PREFIX + data, -data & 7);
    }

    private static ExtensionType type(View<Area> view) {
        return ExtensionType.of(view.raw(MAGIC));
    }
}
