package io.github.qcowscope.qcow2.header;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.BitField;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.Struct;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.View;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header at the start of the file: sections "Header", "Additional fields" and "Header padding". */
public final class Header {

    /** {@code QFI\xfb}. */
    public static final long MAGIC_NUMBER = 0x5146_49fbL;
    /** Bytes of a version 2 header. */
    public static final int V2_LENGTH = 72;
    /** The fewest bytes of a version 3 header. */
    public static final int V3_LENGTH = 104;
    private static final int COMPRESSION_END = 105;
    private static final int KNOWN_END = 112;
    /** The specification's longest backing file name, in bytes. */
    private static final int LONGEST_NAME = 1023;
    private static final int QEMU_CLUSTER_BITS = 21;
    private static final int QEMU_L1_SIZE = 1 << 22;
    private static final int QEMU_REFCOUNT_TABLE = 1 << 23;
    private static final int QEMU_SNAPSHOTS = 1 << 16;
    private static final int SECTOR = 512;
    /** QEMU leaves room for one more request of the largest alignment, 1 GiB. */
    private static final long QEMU_LARGEST_DISK = Long.MAX_VALUE - (1 << 30) + 1 + SECTOR;
    /** Bytes of a snapshot table entry without its variable parts. */
    private static final int LEAST_SNAPSHOT = 40;

    /** Incompatible feature 0. */
    public static final BitField DIRTY = BitField.flag(0, "dirty",
            "Refcounts may be wrong: whoever opens the image must rebuild them from the L1 and L2 tables first.");
    /** Incompatible feature 1. */
    public static final BitField CORRUPT = BitField.flag(1, "corrupt",
            "Some structure is known to be damaged: the image must not be written to, except to repair it.");
    /** Incompatible feature 2. */
    public static final BitField DATA_FILE = BitField.flag(2, "external_data_file",
            "Guest data lies in another file; this one holds metadata only.");
    /** Incompatible feature 3. */
    public static final BitField COMPRESSION = BitField.flag(3, "compression_type",
            "Compressed clusters use what the compression_type field names, and not deflate.");
    /** Incompatible feature 4. */
    public static final BitField EXTENDED_L2 = BitField.flag(4, "extended_l2",
            "L2 entries have 16 bytes and tell the state of 32 subclusters each.");
    /** Compatible feature 0. */
    public static final BitField LAZY_REFCOUNTS = BitField.flag(0, "lazy_refcounts",
            "A program may put off writing refcounts, as long as it sets the dirty bit meanwhile.");
    /** Autoclear feature 0. */
    public static final BitField BITMAPS = BitField.flag(0, "bitmaps",
            "The bitmaps extension is up to date. A program that does not know bitmaps clears this bit when it writes, and"
                    + " the bitmaps must not be trusted from then on.");
    /** Autoclear feature 1. */
    public static final BitField RAW_DATA_FILE = BitField.flag(1, "raw_external_data",
            "The external data file can be read as a raw image without this file.");

    private static final Map<Long, String> CRYPT_METHODS = Map.of(0L, "none", 1L, "AES", 2L, "LUKS");
    private static final Map<Long, String> COMPRESSIONS = Map.of(0L, "zlib", 1L, "zstd");

    public static final Field<Void> MAGIC = Field.<Void>number("magic", 0, 4).hex()
            .doc("Marks the file as QCOW: the letters QFI and the byte 0xfb.")
            .rule(Severity.ERROR, "header-magic", (view, raw) -> raw == MAGIC_NUMBER ? null
                    : "The magic is 0x%08x and not 0x514649fb (QFI\\xfb): QEMU does not take this for a QCOW2 image."
                            .formatted(raw));
    public static final Field<Void> VERSION = Field.<Void>number("version", 4, 4)
            .doc("Version of the format: 2 or 3. qemu-img calls them compat 0.10 and 1.1.")
            .meaning(v -> v == 2 ? "compat 0.10" : v == 3 ? "compat 1.1" : "")
            .rule(Severity.ERROR, "header-version", (view, raw) -> raw == 2 || raw == 3 ? null
                    : raw == 1 ? "This is a QCOW image of version 1, which is laid out differently; only its bytes are shown."
                    : "Version " + raw + " of the format does not exist (2 and 3 do); the header is read as version 3.");
    public static final Field<Void> BACKING_FILE_OFFSET = Field.<Void>number("backing_file_offset", 8, 8)
            .when(Header::isKnownLayout)
            .doc("Where the name of the backing file is stored; 0 if there is no backing file.")
            .pointer(Header::backingName)
            .rule(Severity.ERROR, "header-backing-offset", (view, raw) ->
                    Long.compareUnsigned(raw, geometry(view).clusterSize()) <= 0 ? null
                            : "The backing file name must lie in the first cluster, and starts at 0x%x.".formatted(raw));
    public static final Field<Void> BACKING_FILE_SIZE = Field.<Void>number("backing_file_size", 16, 4)
            .when(Header::isKnownLayout)
            .doc("Length of the backing file's name in bytes, at most 1023.")
            .rule(Severity.ERROR, "header-backing-size", Header::backingSizeProblem);
    public static final Field<Void> CLUSTER_BITS = Field.<Void>number("cluster_bits", 20, 4)
            .when(Header::isKnownLayout)
            .doc("Number of bits that address a byte within a cluster. The cluster is the unit of all allocation.")
            .meaning(v -> v < 63 ? "clusters of " + Units.exactly(1L << v) : "")
            .rule(Severity.ERROR, "header-cluster-bits", (view, raw) -> clusterBitsProblem(raw));
    public static final Field<Void> SIZE = Field.<Void>number("size", 24, 8)
            .when(Header::isKnownLayout)
            .doc("Size in bytes of the virtual disk that the guest sees.")
            .meaning(Units::bytes)
            .rule(Severity.ERROR, "header-size", (view, raw) ->
                    Long.divideUnsigned(raw, geometry(view).l2Coverage()) < Integer.MAX_VALUE ? null
                            : "A virtual disk of %s bytes needs more L1 entries than 2^31 - 1.".formatted(
                                    Long.toUnsignedString(raw)))
            .rule(Severity.ERROR, "header-size-limit", (view, raw) ->
                    Long.compareUnsigned(raw, QEMU_LARGEST_DISK) < 0 ? null
                            : "QEMU supports virtual disks below 2^63 bytes; this one has %s.".formatted(
                                    Long.toUnsignedString(raw)))
            .rule(Severity.NOTE, "header-size-sector", (view, raw) -> raw % SECTOR == 0 ? null
                    : "The size is no multiple of 512: QEMU leaves out the last %d bytes.".formatted(
                            Long.remainderUnsigned(raw, SECTOR)));
    public static final Field<Void> CRYPT_METHOD = Field.<Void>number("crypt_method", 32, 4)
            .when(Header::isKnownLayout)
            .doc("How guest data is encrypted. Metadata never is.")
            .symbols(CRYPT_METHODS)
            .rule(Severity.ERROR, "header-crypt-method", (view, raw) ->
                    raw <= 2 ? null : "There is no encryption method " + raw + ".");
    public static final Field<Void> L1_SIZE = Field.<Void>number("l1_size", 36, 4)
            .when(Header::isKnownLayout)
            .doc("Number of entries in the active L1 table.")
            .rule(Severity.ERROR, "header-l1-size", (view, raw) -> {
                Geometry geometry = geometry(view);
                long needed = Geometry.ceilDiv(geometry.virtualSize(), geometry.l2Coverage());
                return raw >= needed ? null
                        : "An L1 table of %s is too small: the virtual disk needs %d.".formatted(
                                entries(raw), needed);
            })
            .rule(Severity.WARNING, "header-l1-size-qemu", (view, raw) -> raw <= QEMU_L1_SIZE ? null
                    : "QEMU opens images with L1 tables of at most %d entries; this one claims %d.".formatted(
                            QEMU_L1_SIZE, raw));
    public static final Field<Void> L1_TABLE_OFFSET = Field.<Void>number("l1_table_offset", 40, 8)
            .when(Header::isKnownLayout)
            .doc("Where the active L1 table starts; a multiple of the cluster size.")
            .pointer(view -> table(view, view.raw(Header.L1_TABLE_OFFSET), view.raw(L1_SIZE) * Long.BYTES))
            .rule(Severity.ERROR, "header-l1-offset", (view, raw) ->
                    invalid(view, "The active L1 table", raw, view.raw(L1_SIZE) * Long.BYTES))
            .rule(Severity.ERROR, "header-l1-end", (view, raw) ->
                    pastEnd(view, "The active L1 table", raw, view.raw(L1_SIZE) * Long.BYTES));
    public static final Field<Void> REFCOUNT_TABLE_OFFSET = Field.<Void>number("refcount_table_offset", 48, 8)
            .when(Header::isKnownLayout)
            .doc("Where the refcount table starts; a multiple of the cluster size.")
            .pointer(view -> table(view, view.raw(Header.REFCOUNT_TABLE_OFFSET), refcountTableLength(view)))
            .rule(Severity.ERROR, "header-refcount-offset", (view, raw) ->
                    invalid(view, "The refcount table", raw, refcountTableLength(view)))
            .rule(Severity.ERROR, "header-refcount-end", (view, raw) ->
                    pastEnd(view, "The refcount table", raw, refcountTableLength(view)));
    public static final Field<Void> REFCOUNT_TABLE_CLUSTERS = Field.<Void>number("refcount_table_clusters", 56, 4)
            .when(Header::isKnownLayout)
            .doc("Number of clusters that the refcount table fills.")
            .rule(Severity.ERROR, "header-refcount-clusters", (view, raw) ->
                    raw == 0 ? "The image has no refcount table." : null)
            .rule(Severity.WARNING, "header-refcount-clusters-qemu", (view, raw) ->
                    refcountTableLength(view) <= QEMU_REFCOUNT_TABLE ? null
                            : "QEMU opens images with refcount tables of at most 8 MiB; this one claims %s.".formatted(
                                    Units.bytes(refcountTableLength(view))));
    public static final Field<Void> NB_SNAPSHOTS = Field.<Void>number("nb_snapshots", 60, 4)
            .when(Header::isKnownLayout)
            .doc("Number of internal snapshots.")
            .rule(Severity.WARNING, "header-snapshots-qemu", (view, raw) -> raw <= QEMU_SNAPSHOTS ? null
                    : "QEMU opens images with at most 65536 snapshots; this one claims " + raw + ".");
    public static final Field<Void> SNAPSHOTS_OFFSET = Field.<Void>number("snapshots_offset", 64, 8)
            .when(Header::isKnownLayout)
            .doc("Where the snapshot table starts; a multiple of the cluster size.")
            .pointer(view -> view.raw(NB_SNAPSHOTS) == 0 ? null
                    : table(view, view.raw(Header.SNAPSHOTS_OFFSET), LEAST_SNAPSHOT))
            .rule(Severity.ERROR, "header-snapshots-offset", (view, raw) ->
                    invalid(view, "The snapshot table", raw, view.raw(NB_SNAPSHOTS) * LEAST_SNAPSHOT));
    public static final Field<Void> INCOMPATIBLE_FEATURES = Field.<Void>number("incompatible_features", 72, 8)
            .when(Header::isVersion3)
            .doc("Features that a program must know to open the image at all.")
            .bits(DIRTY, CORRUPT, DATA_FILE, COMPRESSION, EXTENDED_L2, BitField.reserved(63, 5))
            .rule(Severity.WARNING, "header-dirty", (view, raw) -> DIRTY.isSet(raw)
                    ? "The image was not closed: its refcounts may be out of date." : null)
            .rule(Severity.WARNING, "header-corrupt", (view, raw) -> CORRUPT.isSet(raw)
                    ? "A program has found damage and marked the image as corrupt." : null)
            .rule(Severity.ERROR, "header-compression-feature", (view, raw) ->
                    COMPRESSION.isSet(raw) && (!view.has(Header.COMPRESSION_TYPE) || view.raw(Header.COMPRESSION_TYPE) == 0)
                            ? "The compression_type feature is set, so the type must be there and not be 0." : null)
            .rule(Severity.ERROR, "header-extended-l2", (view, raw) -> {
                long subcluster = geometry(view).clusterSize() / Geometry.SUBCLUSTERS;
                return !EXTENDED_L2.isSet(raw) || subcluster >= SECTOR ? null
                        : "Clusters are too small for subclusters: one would have %d bytes, fewer than 512."
                                .formatted(subcluster);
            });
    public static final Field<Void> COMPATIBLE_FEATURES = Field.<Void>number("compatible_features", 80, 8)
            .when(Header::isVersion3)
            .doc("Features that a program may ignore.")
            .bits(LAZY_REFCOUNTS, BitField.reserved(63, 1));
    public static final Field<Void> AUTOCLEAR_FEATURES = Field.<Void>number("autoclear_features", 88, 8)
            .when(Header::isVersion3)
            .doc("Features that a program may ignore if it clears their bits before it writes.")
            .bits(BITMAPS, RAW_DATA_FILE, BitField.reserved(63, 2))
            .rule(Severity.ERROR, "header-raw-data-file", (view, raw) ->
                    RAW_DATA_FILE.isSet(raw) && !DATA_FILE.isSet(view.raw(INCOMPATIBLE_FEATURES))
                            ? "The raw_external_data bit needs an external data file, and there is none." : null);
    public static final Field<Void> REFCOUNT_ORDER = Field.<Void>number("refcount_order", 96, 4)
            .when(Header::isVersion3)
            .doc("Width of a refcount as a power of two, at most 6.")
            .meaning(v -> v <= 6 ? Units.count(1L << v, "bit") + " a refcount" : "")
            .rule(Severity.ERROR, "header-refcount-order", (view, raw) ->
                    raw <= 6 ? null : "A refcount of 2^" + raw + " bits is wider than the 64 that the format allows.");
    public static final Field<Void> HEADER_LENGTH = Field.<Void>number("header_length", 100, 4)
            .when(Header::isVersion3)
            .doc("Length of the header in bytes, at least 104 and a multiple of 8. Header extensions start behind it.")
            .rule(Severity.ERROR, "header-length-short", (view, raw) -> raw >= V3_LENGTH ? null
                    : "A version 3 header has at least 104 bytes; this one claims " + raw + ".")
            .rule(Severity.ERROR, "header-length-long", (view, raw) -> raw <= geometry(view).clusterSize() ? null
                    : "The header must fit in the first cluster and claims " + raw + " bytes.")
            .rule(Severity.ERROR, "header-length-multiple", (view, raw) -> raw % 8 == 0 ? null
                    : "The header's length of " + raw + " bytes is no multiple of 8.");
    public static final Field<Void> COMPRESSION_TYPE = Field.<Void>number("compression_type", V3_LENGTH, 1)
            .when(view -> isVersion3(view) && lengthIn(view) > V3_LENGTH)
            .doc("How compressed clusters are compressed; counts only with the compression_type feature.")
            .symbols(COMPRESSIONS)
            .rule(Severity.ERROR, "header-compression-type", (view, raw) ->
                    raw <= 1 ? null : "There is no compression type " + raw + ".")
            .rule(Severity.ERROR, "header-compression-bit", (view, raw) ->
                    raw != 1 || COMPRESSION.isSet(view.raw(INCOMPATIBLE_FEATURES)) ? null
                            : "Type 1 needs the compression_type feature, which is not set.");
    public static final Field<Void> HEADER_PADDING = Field.<Void>variable("header_padding", Field.Type.PADDING,
                    view -> COMPRESSION_END, view -> Math.min(KNOWN_END, lengthIn(view)) - COMPRESSION_END)
            .when(view -> isVersion3(view) && lengthIn(view) > COMPRESSION_END)
            .doc("Fills the header up to a multiple of 8 bytes; zero.");
    public static final Field<Void> FURTHER_FIELDS = Field.<Void>variable("further_fields", Field.Type.BYTES,
                    view -> KNOWN_END, view -> lengthIn(view) - KNOWN_END)
            .when(view -> isVersion3(view) && lengthIn(view) > KNOWN_END)
            .doc("Fields of a later edition of the format, which may be ignored as no unknown incompatible feature is set.");

    /** The declaration. */
    public static final Struct<Void> STRUCT = new Struct<>("Header", "Header", List.of(
            MAGIC, VERSION, BACKING_FILE_OFFSET, BACKING_FILE_SIZE, CLUSTER_BITS, SIZE, CRYPT_METHOD, L1_SIZE,
            L1_TABLE_OFFSET, REFCOUNT_TABLE_OFFSET, REFCOUNT_TABLE_CLUSTERS, NB_SNAPSHOTS, SNAPSHOTS_OFFSET,
            INCOMPATIBLE_FEATURES, COMPATIBLE_FEATURES, AUTOCLEAR_FEATURES, REFCOUNT_ORDER, HEADER_LENGTH,
            COMPRESSION_TYPE, HEADER_PADDING, FURTHER_FIELDS));

    private final View<Void> view;

    /** The header of a file. */
    public Header(ByteSource source) {
        this(source, 0);
    }

    /** The header of an image that starts somewhere in a file; its own offsets count from there. */
    @SuppressWarnings("NullAway") // The header is the first thing read: there is no context yet.
    public Header(ByteSource source, long offset) {
        view = new View<>(STRUCT, null, source, offset);
    }

    /** The declaration laid over the file. */
    public View<Void> view() {
        return view;
    }

    /** A field's number as stored; 0 where this header has no such field or the file ends before it. */
    public long raw(Field<Void> field) {
        return view.has(field) ? view.raw(field) : 0;
    }

    /** Whether a feature bit is set; never in version 2, which has none. */
    public boolean has(Field<Void> mask, BitField feature) {
        return feature.isSet(raw(mask));
    }

    /** The numbers that everything else is computed from, each one made safe. */
    public Geometry geometry() {
        return geometry(view);
    }

    static Geometry geometry(View<Void> header) {
        int version = header.raw(VERSION) == 2 ? 2 : 3;
        long bits = header.raw(CLUSTER_BITS);
        long size = header.raw(SIZE);
        long order = version == 2 ? 4 : header.raw(REFCOUNT_ORDER);
        long incompatible = version == 2 ? 0 : header.raw(INCOMPATIBLE_FEATURES);
        return new Geometry(
                version,
                bits < Geometry.LEAST_CLUSTER_BITS || bits > Geometry.MOST_CLUSTER_BITS
                        ? Geometry.ASSUMED_CLUSTER_BITS : (int) bits,
                size < 0 ? Long.MAX_VALUE : size,
                lengthIn(header),
                order > 6 ? 4 : (int) order,
                EXTENDED_L2.isSet(incompatible),
                DATA_FILE.isSet(incompatible),
                header.has(COMPRESSION_TYPE) ? (int) header.raw(COMPRESSION_TYPE) : 0,
                header.source().length());
    }

    /** The bytes of the header, as far as the file has them. */
    public ByteRange range() {
        return geometry(view).inFile(view.offset(), isKnownLayout(view) ? lengthIn(view) : Long.BYTES);
    }

    /** The name of the backing file as it is stored; its range is empty where there is none. */
    public Span backingFileName() {
        Span name = isKnownLayout(view) ? backingName(view) : null;
        return (name == null ? Span.of(view.source(), 0, 0) : name).visible();
    }

    /** Whether the file should be read as QCOW2: the magic is right, or all else looks as if only the magic were damaged. */
    public boolean isPlausible() {
        return view.raw(MAGIC) == MAGIC_NUMBER
                || (view.raw(VERSION) == 2 || view.raw(VERSION) == 3)
                && view.raw(CLUSTER_BITS) >= Geometry.LEAST_CLUSTER_BITS
                && view.raw(CLUSTER_BITS) <= QEMU_CLUSTER_BITS
                && view.raw(REFCOUNT_TABLE_OFFSET) != 0
                && misaligned(view, "", view.raw(REFCOUNT_TABLE_OFFSET)) == null;
    }

    static long lengthIn(View<Void> view) {
        return view.raw(VERSION) == 2 ? V2_LENGTH : Math.max(V3_LENGTH, view.raw(HEADER_LENGTH));
    }

    private static boolean isKnownLayout(View<Void> view) {
        return view.raw(VERSION) != 1;
    }

    private static boolean isVersion3(View<Void> view) {
        return isKnownLayout(view) && view.raw(VERSION) != 2;
    }

    private static @Nullable Span backingName(View<Void> view) {
        long offset = view.raw(BACKING_FILE_OFFSET);
        return offset == 0 ? null
                : Span.of(view.source(), offset < 0 ? offset : view.offset() + offset,
                        Math.min(LONGEST_NAME, view.raw(BACKING_FILE_SIZE)));
    }

    private static @Nullable Span table(View<Void> view, long offset, long length) {
        return offset == 0 ? null : Span.of(view.source(), offset < 0 ? offset : view.offset() + offset, length);
    }

    private static @Nullable String backingSizeProblem(View<Void> view, long raw) {
        long offset = view.raw(BACKING_FILE_OFFSET);
        long cluster = geometry(view).clusterSize();
        return offset == 0 ? null
                : raw > LONGEST_NAME
                ? "A backing file name of " + raw + " bytes is longer than the 1023 that the format allows."
                : offset > 0 && offset <= cluster && raw > cluster - offset
                ? "The backing file name must lie in the first cluster, and its " + raw + " bytes do not fit." : null;
    }

    private static @Nullable String clusterBitsProblem(long raw) {
        if (raw < Geometry.LEAST_CLUSTER_BITS || raw > Geometry.MOST_CLUSTER_BITS) {
            return ("Clusters of 2^%s bytes are impossible (9 to 21 are usual); what follows is read as if they had 2^%d.")
                    .formatted(Long.toUnsignedString(raw), Geometry.ASSUMED_CLUSTER_BITS);
        }
        return raw > QEMU_CLUSTER_BITS ? "QEMU does not open images with clusters larger than 2 MiB." : null;
    }

    private static long refcountTableLength(View<Void> view) {
        return view.raw(REFCOUNT_TABLE_CLUSTERS) * geometry(view).clusterSize();
    }

    /** What is wrong with where a table starts, whatever the file's length. */
    private static @Nullable String invalid(View<Void> view, String what, long offset, long length) {
        return offset < 0 || length > Long.MAX_VALUE - offset
                ? "%s at 0x%x reaches past the largest possible offset, 2^63.".formatted(what, offset)
                : misaligned(view, what, offset);
    }

    private static @Nullable String pastEnd(View<Void> view, String what, long offset, long length) {
        return offset < 0 || length == 0 || !geometry(view).isPastEnd(offset, length) ? null
                : "%s, %s at 0x%x, reaches past the end of the file.".formatted(what, Units.bytes(length), offset);
    }

    private static @Nullable String misaligned(View<Void> view, String what, long offset) {
        return geometry(view).isAligned(offset) ? null
                : what + " starts at 0x%x, which is no multiple of the cluster size.".formatted(offset);
    }

    private static String entries(long number) {
        return number + (number == 1 ? " entry" : " entries");
    }
}
