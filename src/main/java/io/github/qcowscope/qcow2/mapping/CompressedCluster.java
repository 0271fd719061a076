package io.github.qcowscope.qcow2.mapping;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.BitField;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.Struct;
import io.github.qcowscope.schema.Units;
import java.util.List;

/**
 * The descriptor of a compressed cluster (section "Cluster mapping", "Compressed Clusters Descriptor"). Where its two
 * parts meet depends on the cluster size.
 *
 * @param offset first byte of the compressed data in the file; usually not aligned
 * @param sectors number of 512-byte sectors beyond the one that has the first byte
 */
public record CompressedCluster(long offset, long sectors) {

    /** Bits of the host offset that may be used: the file ends below 2^56 bytes. */
    private static final int HIGHEST_OFFSET_BIT = 55;

    /** The second number of an extended entry, which says nothing here. */
    private static final Field<Area> UNUSED_SUBCLUSTERS = Field.<Area>number("subclusters", 8, 8)
            .when(view -> view.context().geometry().extendedL2())
            .doc("Not used: a compressed cluster has no subclusters.")
            .bits(BitField.reserved(63, 0));

    /** Takes a descriptor apart. */
    public static CompressedCluster of(long raw, int clusterBits) {
        int offsetBits = offsetBits(clusterBits);
        long descriptor = raw & (1L << 62) - 1;
        return new CompressedCluster(descriptor & (1L << offsetBits) - 1, descriptor >>> offsetBits);
    }

    /** The most bytes that the compressed data can have: up to the end of its last sector. */
    public long length() {
        return (sectors + 1) * L2Entry.SECTOR - (offset & L2Entry.SECTOR - 1);
    }

    /** The declaration of an L2 entry with compressed data, for a cluster size. */
    public static Struct<Area> struct(int clusterBits) {
        int offsetBits = offsetBits(clusterBits);
        Field<Area> entry = Field.<Area>number("entry", 0, 8)
                .doc("Where the compressed data of one guest cluster lies.")
                .bits(BitField.offset(offsetBits - 1, 0, "offset",
                                "Where the compressed data starts; usually neither at a cluster nor at a sector."),
                        BitField.number(61, offsetBits, "additional_sectors",
                                "Number of 512-byte sectors that the compressed data reaches into, beyond the first."),
                        L2Entry.COMPRESSED, L2Entry.COPIED)
                .pointer(view -> {
                    CompressedCluster cluster = of(view.source().chunk(view.offset(), 8).u64(0), clusterBits);
                    return Span.of(view.source(), cluster.offset(), cluster.length());
                })
                .rule(Severity.ERROR, "l2-compressed-offset", (view, raw) ->
                        of(raw, clusterBits).offset() >>> HIGHEST_OFFSET_BIT + 1 == 0 ? null
                                : "The compressed data cannot lie past 2^56 bytes, at 0x%x.".formatted(
                                        of(raw, clusterBits).offset()))
                .rule(Severity.ERROR, "l2-compressed-end", (view, raw) -> {
                    CompressedCluster cluster = of(raw, clusterBits);
                    Geometry geometry = view.context().geometry();
                    return cluster.offset() < geometry.fileLength()
                            && !geometry.isPastEnd(cluster.offset(), cluster.length()) ? null
                            : "The compressed data, %s at 0x%x, reaches past the end of the file.".formatted(
                                    Units.bytes(cluster.length()), cluster.offset());
                })
                .rule(Severity.ERROR, "l2-compressed-copied", (view, raw) ->
                        L2Entry.COPIED.isSet(raw) ? "Bit 63 must not be set for a compressed cluster." : null)
                .rule(Severity.ERROR, "l2-compressed-data-file", (view, raw) ->
                        view.context().geometry().dataFile()
                                ? "An image with an external data file must not have compressed clusters." : null);
        return new Struct<>("L2 table entry, compressed", "Cluster mapping",
                List.of(entry, UNUSED_SUBCLUSTERS));
    }

    private static int offsetBits(int clusterBits) {
        return 62 - (clusterBits - 8);
    }
}
