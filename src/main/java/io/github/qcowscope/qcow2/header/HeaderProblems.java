package io.github.qcowscope.qcow2.header;

import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.View;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with the header's numbers, as far as that takes arithmetic. Each method tells it in a sentence, or
 * null where nothing is wrong; numbers may be anything.
 */
final class HeaderProblems {

    /** QEMU reads clusters of up to 2 MiB. */
    static final int QEMU_CLUSTER_BITS = 21;
    private static final int QEMU_L1_SIZE = 1 << 22;
    private static final int QEMU_REFCOUNT_TABLE = 1 << 23;
    private static final int QEMU_SNAPSHOTS = 1 << 16;
    private static final int SECTOR = 512;
    /** QEMU leaves room for one more request of the largest alignment, 1 GiB. */
    private static final long QEMU_LARGEST_DISK = Long.MAX_VALUE - (1 << 30) + 1 + SECTOR;

    private HeaderProblems() {}

    static @Nullable String version(long raw) {
        return raw == 2 || raw == 3 ? null
                : raw == 1 ? "This is a QCOW image of version 1, which is laid out differently; only its bytes are"
                        + " shown."
                : "Version " + raw + " of the format does not exist (2 and 3 do); the header is read as version 3.";
    }

    static @Nullable String backingSize(View<Void> view, long raw) {
        long offset = view.raw(Header.BACKING_FILE_OFFSET);
        long cluster = geometry(view).clusterSize();
        return offset == 0 ? null
                : raw > Header.LONGEST_NAME
                ? "A backing file name of " + raw + " bytes is longer than the 1023 that the format allows."
                : offset > 0 && offset <= cluster && raw > cluster - offset
                ? "The backing file name must lie in the first cluster, and its " + raw + " bytes do not fit." : null;
    }

    static @Nullable String clusterBits(long raw) {
        if (raw < Geometry.LEAST_CLUSTER_BITS || raw > Geometry.MOST_CLUSTER_BITS) {
            return ("Clusters of 2^%s bytes are impossible (9 to 21 are usual); what follows is read as if they had"
                    + " 2^%d.")
                    .formatted(Long.toUnsignedString(raw), Geometry.ASSUMED_CLUSTER_BITS);
        }
        return raw > QEMU_CLUSTER_BITS ? "QEMU does not open images with clusters larger than 2 MiB." : null;
    }

    static @Nullable String diskSize(View<Void> view, long raw) {
        return Long.divideUnsigned(raw, geometry(view).l2Coverage()) < Integer.MAX_VALUE ? null
                : "A virtual disk of %s bytes needs more L1 entries than 2^31 - 1."
                        .formatted(Long.toUnsignedString(raw));
    }

    static @Nullable String diskLimit(long raw) {
        return Long.compareUnsigned(raw, QEMU_LARGEST_DISK) < 0 ? null
                : "QEMU supports virtual disks below 2^63 bytes; this one has %s."
                        .formatted(Long.toUnsignedString(raw));
    }

    static @Nullable String sectors(long raw) {
        return raw % SECTOR == 0 ? null
                : "The size is no multiple of 512: QEMU leaves out the last %d bytes.".formatted(
                Long.remainderUnsigned(raw, SECTOR));
    }

    static @Nullable String l1Size(View<Void> view, long raw) {
        Geometry geometry = geometry(view);
        long needed = Geometry.ceilDiv(geometry.virtualSize(), geometry.l2Coverage());
        return raw >= needed ? null : "An L1 table of %s is too small: the virtual disk needs %d.".formatted(
                raw + (raw == 1 ? " entry" : " entries"), needed);
    }

    static @Nullable String l1Limit(long raw) {
        return raw <= QEMU_L1_SIZE ? null
                : "QEMU opens images with L1 tables of at most %d entries; this one claims %d."
                        .formatted(QEMU_L1_SIZE, raw);
    }

    static @Nullable String refcountTableLimit(long length) {
        return length <= QEMU_REFCOUNT_TABLE ? null
                : "QEMU opens images with refcount tables of at most 8 MiB; this one claims %s.".formatted(
                        Units.bytes(length));
    }

    static @Nullable String snapshotLimit(long raw) {
        return raw <= QEMU_SNAPSHOTS ? null
                : "QEMU opens images with at most 65536 snapshots; this one claims " + raw + ".";
    }

    /** About the incompatible features. */
    static @Nullable String compression(View<Void> view, long raw) {
        return Header.COMPRESSION.isSet(raw)
                && (!view.has(Header.COMPRESSION_TYPE) || view.raw(Header.COMPRESSION_TYPE) == 0)
                ? "The compression_type feature is set, so the type must be there and not be 0." : null;
    }

    static @Nullable String compressionType(View<Void> view, long raw) {
        return raw != 1 || Header.COMPRESSION.isSet(view.raw(Header.INCOMPATIBLE_FEATURES)) ? null
                : "Type 1 needs the compression_type feature, which is not set.";
    }

    /** About the incompatible features. */
    static @Nullable String subclusters(View<Void> view, long raw) {
        long subcluster = geometry(view).clusterSize() / Geometry.SUBCLUSTERS;
        return !Header.EXTENDED_L2.isSet(raw) || subcluster >= SECTOR ? null
                : "Clusters are too small for subclusters: one would have %d bytes, fewer than 512."
                        .formatted(subcluster);
    }

    /** What is wrong with where a table starts, whatever the file's length. */
    static @Nullable String place(View<Void> view, String what, long offset, long length) {
        return offset < 0 || length > Long.MAX_VALUE - offset
                ? "%s at 0x%x reaches past the largest possible offset, 2^63.".formatted(what, offset)
                : misaligned(view, what, offset);
    }

    static @Nullable String pastEnd(View<Void> view, String what, long offset, long length) {
        return offset < 0 || length == 0 || !geometry(view).isPastEnd(offset, length) ? null
                : "%s, %s at 0x%x, reaches past the end of the file.".formatted(what, Units.bytes(length), offset);
    }

    private static @Nullable String misaligned(View<Void> view, String what, long offset) {
        return geometry(view).isAligned(offset) ? null
                : what + " starts at 0x%x, which is no multiple of the cluster size.".formatted(offset);
    }

    private static Geometry geometry(View<Void> view) {
        return Header.geometry(view);
    }
}
