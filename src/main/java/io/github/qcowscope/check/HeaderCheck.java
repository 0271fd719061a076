package io.github.qcowscope.check;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.FeatureName;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rules of the file as a whole and of its header. */
final class HeaderCheck {

    private static final String PATH = "header";
    /** Bytes of a header of version 3 with all fields that are known, which is what QEMU reads. */
    private static final int WHOLE = 112;
    private static final long AES = 1;
    private static final long LUKS = 2;
    private static final long UNKNOWN_INCOMPATIBLE = ~0x1fL;

    private final Inspection inspection;
    private final Qcow2Image image;
    private final Geometry geometry;
    private final Header header;

    HeaderCheck(Inspection inspection) {
        this.inspection = inspection;
        image = inspection.image();
        geometry = inspection.geometry();
        header = image.header();
    }

    void run() {
        if (!image.isRecognized()) {
            Node root = image.root();
            for (Problem problem : root.problems()) {
                Rules.named(problem.rule()).ifPresent(rule ->
                        inspection.found(Finding.of(rule, root.span(), root.path(), problem.message())));
            }
            return;
        }
        Header whole = whole();
        View<Void> view = header.view();
        Lift.fields(inspection, PATH, whole.view(), (field, problem) -> general(field),
                (rule, field, problem, where, path) ->
                        Finding.of(rule, new Span(image.source(), where.range(), where.bits()),
                        path, problem.message(), values(rule, field)));
        encryption(view.span(Header.CRYPT_METHOD));
        if (image.bitmapsAreConsistent() && image.extensions().first(ExtensionType.BITMAPS).isEmpty()) {
            Span mask = view.span(Header.AUTOCLEAR_FEATURES);
            inspection.found(Finding.of(HeaderRules.BITMAPS_MISSING,
                    new Span(mask.source(), mask.range(), Header.BITMAPS.bits()),
                    Node.join(Node.join(PATH, Header.AUTOCLEAR_FEATURES.name()), Header.BITMAPS.name()),
                    "Autoclear bit 0 says that there is a bitmaps extension, and there is none."));
        }
    }

    private void encryption(Span field) {
        long method = header.raw(Header.CRYPT_METHOD);
        String path = Node.join(PATH, Header.CRYPT_METHOD.name());
        if (method == AES || method == LUKS) {
            inspection.found(Finding.of(HeaderRules.SECRET, field, path,
                    "The guest's data is encrypted: QEMU needs a secret to open the image."));
        }
        if (method == AES) {
            inspection.found(Finding.of(HeaderRules.AES, field, path,
                    "The guest's data is encrypted with AES in CBC mode, which QEMU no longer runs machines on."));
        }
    }

    /** The header as QEMU sees it: bytes that the file lacks are zeros, and are held against the rules as such. */
    private Header whole() {
        long length = image.source().length();
        if (length >= WHOLE) {
            return header;
        }
        inspection.found(Finding.of(HeaderRules.TRUNCATED, inspection.span(length, WHOLE - length), PATH,
                "The file ends inside the header, after %d bytes.".formatted(length)));
        return new Header(new HeapBytes(image.source().name(),
                Arrays.copyOf(image.source().chunk(0, WHOLE).toArray(), WHOLE)));
    }

    /**
     * Whether refcounts can be compared at all: with a wrong cluster size or refcount width everything would be wrong.
     */
    boolean allowsComparison() {
        long version = header.raw(Header.VERSION);
        long bits = header.raw(Header.CLUSTER_BITS);
        return image.isRecognized() && (version == 2 || version == 3 && header.raw(Header.REFCOUNT_ORDER) <= 6)
                && bits >= Geometry.LEAST_CLUSTER_BITS && bits <= Geometry.MOST_CLUSTER_BITS;
    }

    private static Rule general(Field<Void> field) {
        return field == Header.INCOMPATIBLE_FEATURES ? HeaderRules.INCOMPATIBLE
                : field == Header.COMPATIBLE_FEATURES ? HeaderRules.COMPATIBLE
                : field == Header.AUTOCLEAR_FEATURES ? HeaderRules.AUTOCLEAR
                : HeaderRules.PADDING;
    }

    private Object[] values(Rule rule, Field<Void> field) {
        if (rule == HeaderRules.L1_END) {
            return new Object[] {header.raw(Header.L1_TABLE_OFFSET), header.raw(Header.L1_SIZE) * L1Entry.SIZE};
        }
        if (rule == HeaderRules.REFCOUNT_END) {
            return new Object[] {header.raw(Header.REFCOUNT_TABLE_OFFSET),
                header.raw(Header.REFCOUNT_TABLE_CLUSTERS) * geometry.clusterSize()};
        }
        return new Object[] {rule == HeaderRules.INCOMPATIBLE ? unknownFeatures()
                : rule == HeaderRules.EXTENDED_L2 ? geometry.clusterSize() / Geometry.SUBCLUSTERS
                // QEMU prints this one as a signed number.
                : rule == HeaderRules.CRYPT_METHOD ? (int) header.raw(Header.CRYPT_METHOD)
                : Lift.unsigned(header.view(), field)};
    }

    /** The unknown incompatible features by the names that the image itself has for them, as QEMU lists them. */
    private String unknownFeatures() {
        long unknown = header.raw(Header.INCOMPATIBLE_FEATURES) & UNKNOWN_INCOMPATIBLE;
        List<String> names = new ArrayList<>();
        HeaderExtension table = image.extensions().first(ExtensionType.FEATURE_TABLE).orElse(null);
        ByteRange data = table == null ? new ByteRange(0, 0) : table.data();
        for (long at = data.offset(); table != null && at + FeatureName.SIZE <= data.end(); at += FeatureName.SIZE) {
            View<Area> name = new View<>(FeatureName.STRUCT, table.view().context(), image.source(), at);
            long bit = 1L << name.raw(FeatureName.BIT);
            if (name.raw(FeatureName.TYPE) == 0 && (unknown & bit) != 0) {
                names.add(name.text(FeatureName.NAME));
                unknown &= ~bit;
            }
        }
        if (unknown != 0) {
            names.add("Unknown incompatible feature: " + Long.toHexString(unknown));
        }
        return String.join(", ", names);
    }
}
