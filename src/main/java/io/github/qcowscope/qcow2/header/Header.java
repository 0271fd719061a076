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
    static final int LONGEST_NAME = 1023;
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
            "The bitmaps extension is up to date. A program that does not know bitmaps clears this bit when it"
                    + " writes, and the bitmaps must not be trusted from then on.");
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
            .rule(Severity.ERROR, "header-version", (view, raw) -> HeaderProblems.version(raw));
    public static final Field<Void> BACKING_FILE_OFFSET = Field.<Void>number("backing_file_offset", 8, 8)
            .when(Header::isKnownLayout)
            .doc("Where the name of the backing file is stored; 0 if there is no backing file.")
            .pointer(Header::backingName)
            .rule(Severity.ERROR, "header-backing-offset", (view, raw) ->
                    Long.compareUnsigned(raw, geometry(view).clusterSize()) <= 0 ? null
                            : "The backing file name must lie in the first cluster, and starts at 0x%x."
                                    .formatted(raw));
    public static final Field<Void> BACKING_FILE_SIZE = Field.<Void>number("backing_file_size", 16, 4)
            .when(Header::isKnownLayout)
            .doc("Length of the backing file's name in bytes, at most 1023.")
            .rule(Severity.ERROR, "header-backing-size", HeaderProblems::backingSize);
    public static final Field<Void> CLUSTER_BITS = Field.<Void>number("cluster_bits", 20, 4)
            .when(Header::isKnownLayout)
            .doc("Number of bits that address a byte within a cluster. The cluster is the unit of all allocation.")
            .meaning(v -> v < 63 ? "clusters of " + Units.exactly(1L << v) : "")
            .rule(Severity.ERROR, "header-cluster-bits", (view, raw) -> HeaderProblems.clusterBits(raw));
    public static final Field<Void> SIZE = Field.<Void>number("size", 24, 8)
            .when(Header::isKnownLayout)
            .doc("Size in bytes of the virtual disk that the guest sees.")
            .meaning(Units::bytes)
            .rule(Severity.ERROR, "header-size", HeaderProblems::diskSize)
            .rule(Severity.ERROR, "header-size-limit", (view, raw) -> HeaderProblems.diskLimit(raw))
            .rule(Severity.NOTE, "header-size-sector", (view, raw) -> HeaderProblems.sectors(raw));
    public static final Field<Void> CRYPT_METHOD = Field.<Void>number("crypt_method", 32, 4)
            .when(Header::isKnownLayout)
            .doc("How guest data is encrypted. Metadata never is.")
            .symbols(CRYPT_METHODS)
            .rule(Severity.ERROR, "header-crypt-method", (view, raw) ->
                    raw <= 2 ? null : "There is no encryption method " + raw + ".");
    public static final Field<Void> L1_SIZE = Field.<Void>number("l1_size", 36, 4)
            .when(Header::isKnownLayout)
            .doc("Number of entries in the active L1 table.")
            .rule(Severity.ERROR, "header-l1-size", HeaderProblems::l1Size)
            .rule(Severity.WARNING, "header-l1-size-qemu", (view, raw) -> HeaderProblems.l1Limit(raw));
    public static final Field<Void> L1_TABLE_OFFSET = Field.<Void>number("l1_table_offset", 40, 8)
            .when(Header::isKnownLayout)
            .doc("Where the active L1 table starts; a multiple of the cluster size.")
            .pointer(view -> table(view, view.raw(Header.L1_TABLE_OFFSET), view.raw(L1_SIZE) * Long.BYTES))
            .rule(Severity.ERROR, "header-l1-offset", (view, raw) ->
                    HeaderProblems.place(view, "The active L1 table", raw, view.raw(L1_SIZE) * Long.BYTES))
            .rule(Severity.ERROR, "header-l1-end", (view, raw) ->
                    HeaderProblems.pastEnd(view, "The active L1 table", raw, view.raw(L1_SIZE) * Long.BYTES));
    public static final Field<Void> REFCOUNT_TABLE_OFFSET = Field.<Void>number("refcount_table_offset", 48, 8)
            .when(Header::isKnownLayout)
            .doc("Where the refcount table starts; a multiple of the cluster size.")
            .pointer(view -> table(view, view.raw(Header.REFCOUNT_TABLE_OFFSET), refcountTableLength(view)))
            .rule(Severity.ERROR, "header-refcount-offset", (view, raw) ->
                    HeaderProblems.place(view, "The refcount table", raw, refcountTableLength(view)))
            .rule(Severity.ERROR, "header-refcount-end", (view, raw) ->
                    HeaderProblems.pastEnd(view, "The refcount table", raw, refcountTableLength(view)));
    public static final Field<Void> REFCOUNT_TABLE_CLUSTERS = Field.<Void>number("refcount_table_clusters", 56, 4)
            .when(Header::isKnownLayout)
            .doc("Number of clusters that the refcount table fills.")
            .rule(Severity.ERROR, "header-refcount-clusters", (view, raw) ->
                    raw == 0 ? "The image has no refcount table." : null)
            .rule(Severity.WARNING, "header-refcount-clusters-qemu", (view, raw) ->
                    HeaderProblems.refcountTableLimit(refcountTableLength(view)));
    public static final Field<Void> NB_SNAPSHOTS = Field.<Void>number("nb_snapshots", 60, 4)
            .when(Header::isKnownLayout)
            .doc("Number of internal snapshots.")
            .rule(Severity.WARNING, "header-snapshots-qemu", (view, raw) -> HeaderProblems.snapshotLimit(raw));
    public static final Field<Void> SNAPSHOTS_OFFSET = Field.<Void>number("snapshots_offset", 64, 8)
            .when(Header::isKnownLayout)
            .doc("Where the snapshot table starts; a multiple of the cluster size.")
            .pointer(view -> view.raw(NB_SNAPSHOTS) == 0 ? null
                    : table(view, view.raw(Header.SNAPSHOTS_OFFSET), LEAST_SNAPSHOT))
            .rule(Severity.ERROR, "header-snapshots-offset", (view, raw) ->
                    HeaderProblems.place(view, "The snapshot table", raw, view.raw(NB_SNAPSHOTS) * LEAST_SNAPSHOT));
    public static final Field<Void> INCOMPATIBLE_FEATURES = Field.<Void>number("incompatible_features", 72, 8)
            .when(Header::isVersion3)
            .doc("Features that a program must know to open the image at all.")
            .bits(DIRTY, CORRUPT, DATA_FILE, COMPRESSION, EXTENDED_L2, BitField.reserved(63, 5))
            .rule(Severity.WARNING, "header-dirty", (view, raw) -> DIRTY.isSet(raw)
                    ? "The image was not closed: its refcounts may be out of date." : null)
            .rule(Severity.WARNING, "header-corrupt", (view, raw) -> CORRUPT.isSet(raw)
                    ? "A program has found damage and marked the image as corrupt." : null)
            .rule(Severity.ERROR, "header-compression-feature", HeaderProblems::compression)
            .rule(Severity.ERROR, "header-extended-l2", HeaderProblems::subclusters);
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
            .rule(Severity.ERROR, "header-compression-bit", HeaderProblems::compressionType);
    public static final Field<Void> HEADER_PADDING = Field.<Void>variable("header_padding", Field.Type.PADDING,
                    view -> COMPRESSION_END, view -> Math.min(KNOWN_END, lengthIn(view)) - COMPRESSION_END)
            .when(view -> isVersion3(view) && lengthIn(view) > COMPRESSION_END)
            .doc("Fills the header up to a multiple of 8 bytes; zero.");
    public static final Field<Void> FURTHER_FIELDS = Field.<Void>variable("further_fields", Field.Type.BYTES,
                    view -> KNOWN_END, view -> lengthIn(view) - KNOWN_END)
            .when(view -> isVersion3(view) && lengthIn(view) > KNOWN_END)
            .doc("Fields of a later edition of the format, which may be ignored as no unknown incompatible feature is"
                    + " set.");

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

    /** Whether this should be read as QCOW2: the magic is right, or all else looks as if only that were damaged. */
    public boolean isPlausible() {
        return view.raw(MAGIC) == MAGIC_NUMBER
                || (view.raw(VERSION) == 2 || view.raw(VERSION) == 3)
                && view.raw(CLUSTER_BITS) >= Geometry.LEAST_CLUSTER_BITS
                && view.raw(CLUSTER_BITS) <= HeaderProblems.QEMU_CLUSTER_BITS
                && view.raw(REFCOUNT_TABLE_OFFSET) != 0
                && geometry(view).isAligned(view.raw(REFCOUNT_TABLE_OFFSET));
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

    private static long refcountTableLength(View<Void> view) {
        return view.raw(REFCOUNT_TABLE_CLUSTERS) * geometry(view).clusterSize();
    }
}
