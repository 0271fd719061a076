package io.github.qcowscope.qcow2.mapping;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.ClusterPointer;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.BitField;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.Struct;
import java.util.List;

/**
 * An entry of an L2 table (section "Cluster mapping"): what stands for one guest cluster.
 *
 * @param raw         the first 64 bits as stored
 * @param subclusters the second 64 bits of an extended entry: 32 allocation bits, then 32 zero bits; 0 in a standard
 *                    entry
 */
public record L2Entry(long raw, long subclusters) {

    /** Subclusters of a cluster in an image with extended L2 entries. */
    public static final int SUBCLUSTERS = 32;
    /** Bytes of a sector, the unit in which compressed data is measured. */
    public static final int SECTOR = 512;
    private static final String GUEST_CLUSTER = "The guest cluster";

    /** Bit 0 of a standard cluster. */
    public static final BitField ZERO = BitField.flag(0, "zero",
            "The cluster reads as zeros, whatever its offset says. Not used in version 2, nor with extended L2"
                    + " entries.");
    /** Bits 9 to 55 of a standard cluster. */
    public static final BitField OFFSET = BitField.offset(55, 9, "offset",
            "Where the guest cluster lies in the file, a multiple of the cluster size; 0 where it is not allocated.");
    /** Bit 62. */
    public static final BitField COMPRESSED = BitField.flag(62, "compressed",
            "The entry describes compressed data rather than a cluster of its own.");
    /** Bit 63. */
    public static final BitField COPIED = BitField.flag(63, "copied",
            "The cluster's refcount is exactly 1, so that it may be written in place. Meaningful in tables of the"
                    + " active L1 table only.");
    /** Bits 0 to 31 of the second number. */
    public static final BitField ALLOCATED_SUBCLUSTERS = BitField.offset(31, 0, "allocated",
            "One bit a subcluster, the first in bit 0: whether the file has its data.");
    /** Bits 32 to 63 of the second number. */
    public static final BitField ZERO_SUBCLUSTERS = BitField.number(63, 32, "reads_as_zeros",
            "One bit a subcluster, the first in bit 32: whether it reads as zeros.");

    /** The 64 bits of a standard cluster. */
    public static final Field<Area> STANDARD = Field.<Area>number("entry", 0, 8)
            .doc("Where one guest cluster lies.")
            .bits(ZERO, BitField.reserved(8, 1), OFFSET, BitField.reserved(61, 56), COMPRESSED, COPIED)
            .pointer(view -> {
                Geometry geometry = view.context().geometry();
                long offset = OFFSET.of(view.raw(L2Entry.STANDARD));
                return offset == 0 || geometry.dataFile() ? null
                        : Span.of(view.source(), offset, geometry.clusterSize());
            })
            .rule(Severity.ERROR, "l2-entry-alignment", (view, raw) ->
                    ClusterPointer.misaligned(view.context().geometry(), GUEST_CLUSTER, OFFSET.of(raw)))
            .rule(Severity.ERROR, "l2-entry-end", (view, raw) -> view.context().geometry().dataFile() ? null
                    : ClusterPointer.pastEnd(view.context().geometry(), GUEST_CLUSTER, OFFSET.of(raw)))
            .rule(Severity.ERROR, "l2-entry-zero-bit", (view, raw) -> {
                Geometry geometry = view.context().geometry();
                return ZERO.isSet(raw) && (geometry.version() == 2 || geometry.extendedL2())
                        ? "Bit 0 must not be set in "
                                + (geometry.version() == 2 ? "version 2." : "an extended L2 entry.")
                        : null;
            });

    /** The second number of an extended entry. */
    public static final Field<Area> SUBCLUSTER_BITMAP = Field.<Area>number("subclusters", 8, 8)
            .when(view -> view.context().geometry().extendedL2())
            .doc("The state of each of the cluster's 32 subclusters.")
            .bits(ALLOCATED_SUBCLUSTERS, ZERO_SUBCLUSTERS)
            .rule(Severity.ERROR, "l2-subclusters", (view, raw) -> (raw >>> 32 & raw) == 0 ? null
                    : "A subcluster cannot be both allocated and zero (bits 0x%x).".formatted(raw >>> 32 & raw))
            .rule(Severity.ERROR, "l2-subclusters-cluster", (view, raw) -> {
                L2Entry entry = new L2Entry(view.raw(STANDARD), raw);
                return ALLOCATED_SUBCLUSTERS.isSet(raw) && !entry.hasCluster(view.context().geometry())
                        ? "Subclusters are allocated (bits 0x%x), but the entry leads to no cluster."
                                .formatted(ALLOCATED_SUBCLUSTERS.of(raw))
                        : null;
            });

    /** The declaration of a standard entry. */
    public static final Struct<Area> STRUCT =
            new Struct<>("L2 table entry", "Cluster mapping", List.of(STANDARD, SUBCLUSTER_BITMAP));

    /** Whether it describes compressed data. */
    public boolean isCompressed() {
        return COMPRESSED.isSet(raw);
    }

    /** Whether the cluster's refcount is exactly 1. */
    public boolean isCopied() {
        return COPIED.isSet(raw);
    }

    /** Offset of a standard cluster. */
    public long offset() {
        return OFFSET.of(raw);
    }

    /** Whether a standard entry leads to a host cluster. */
    private boolean hasCluster(Geometry geometry) {
        // Only with an external data file can a cluster lie at offset 0; bit 63 then tells it from one that is
        // unallocated.
        return offset() != 0 || geometry.dataFile() && isCopied();
    }

    /** What the entry says, as algorithms want it. */
    public ClusterMapping mapping(Geometry geometry) {
        if (isCompressed()) {
            CompressedCluster compressed = CompressedCluster.of(raw, geometry.clusterBits());
            return new ClusterMapping.Compressed(compressed.offset(), compressed.length());
        }
        boolean allocated = hasCluster(geometry);
        if (geometry.extendedL2()) {
            return new ClusterMapping.Subclusters(offset(), allocated, (int) subclusters, (int) (subclusters >>> 32));
        }
        if (ZERO.isSet(raw) && geometry.version() > 2) {
            return new ClusterMapping.Zero(offset(), allocated);
        }
        return allocated ? new ClusterMapping.Data(offset()) : new ClusterMapping.Unallocated();
    }
}
