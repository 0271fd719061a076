package io.github.qcowscope.qcow2.layout;

import io.github.qcowscope.bytes.ByteRange;

/**
 * The numbers that everything else is computed from, each one made safe: a value that the format forbids is replaced by
 * one that keeps arithmetic defined, while the header's own node shows the stored value and says what is wrong.
 *
 * @param version       2 or 3; any other version is read as 3
 * @param clusterBits   9 to {@link #MOST_CLUSTER_BITS}; {@link #ASSUMED_CLUSTER_BITS} where the header's value is
 *                      outside
 * @param virtualSize   size of the virtual disk in bytes, cut at {@link Long#MAX_VALUE}
 * @param headerLength  bytes of the header, at least 72 (version 2) or 104
 * @param refcountOrder 0 to 6; 4 where the header's value is above
 * @param extendedL2    whether L2 entries have 16 bytes, with 32 subclusters each
 * @param dataFile      whether guest data lies in an external data file
 * @param compression   raw compression type, 0 deflate, 1 Zstandard
 * @param fileLength    bytes of the image file
 */
public record Geometry(int version, int clusterBits, long virtualSize, long headerLength, int refcountOrder,
        boolean extendedL2, boolean dataFile, int compression, long fileLength) {

    /** Larger clusters than QEMU's 2 MiB are read too, up to 1 GiB. */
    public static final int MOST_CLUSTER_BITS = 30;
    /** What is assumed where the header's cluster_bits makes no sense: QEMU's default of 64 KiB. */
    public static final int ASSUMED_CLUSTER_BITS = 16;
    /** The smallest cluster that the format allows has 512 bytes. */
    public static final int LEAST_CLUSTER_BITS = 9;
    /** Parts of a cluster that an extended L2 entry tells the state of. */
    public static final int SUBCLUSTERS = 32;
    private static final long SECTOR = 512;

    /** Bytes of a cluster. */
    public long clusterSize() {
        return 1L << clusterBits;
    }

    /** The cluster that has the byte at {@code offset}. */
    public long clusterOf(long offset) {
        return offset >>> clusterBits;
    }

    /** Whether {@code offset} is the first byte of a cluster. */
    public boolean isAligned(long offset) {
        return (offset & (clusterSize() - 1)) == 0;
    }

    /** Bytes of an L2 entry, 8 or 16. */
    public int l2EntrySize() {
        return extendedL2 ? 16 : 8;
    }

    /** Entries of an L2 table. */
    public long l2Entries() {
        return clusterSize() / l2EntrySize();
    }

    /** Bytes of the virtual disk that one L2 table maps; at most 2^57. */
    public long l2Coverage() {
        return l2Entries() << clusterBits;
    }

    /** Bits of a refcount, 1 to 64. */
    public int refcountBits() {
        return 1 << refcountOrder;
    }

    /** Refcounts in a refcount block. */
    public long refcountBlockEntries() {
        return clusterSize() * 8 / refcountBits();
    }

    /**
     * The part of a structure at {@code offset} that the file has; empty, at the end of the file, where that is none.
     * Both numbers may be anything.
     */
    public ByteRange inFile(long offset, long length) {
        ByteRange wanted = ByteRange.clamped(offset, length);
        return ByteRange.between(Math.min(wanted.offset(), fileLength), Math.min(wanted.end(), fileLength));
    }

    /** Bytes of the file as QEMU counts them: rounded up to a sector of 512. */
    public long fileEnd() {
        return fileLength > Long.MAX_VALUE - SECTOR ? fileLength : fileLength + SECTOR - 1 & -SECTOR;
    }

    /**
     * Whether a structure reaches past the end of the file by a cluster or more. Less than that is usual: the last
     * cluster need not be written to its end. Both numbers may be anything.
     */
    public boolean isPastEnd(long offset, long length) {
        return offset < 0 || length < 0 || length > Long.MAX_VALUE - offset
                || offset + length - fileEnd() >= clusterSize();
    }

    /**
     * How many entries of {@code entrySize} bytes the file has of a table of {@code declared} entries at
     * {@code offset}.
     */
    public long entriesInFile(long offset, long declared, int entrySize) {
        if (offset < 0 || offset >= fileLength) {
            return 0;
        }
        long room = (fileLength - offset) / entrySize;
        return declared < 0 ? room : Math.min(declared, room);
    }

    /** Where the VM state of a snapshot lies in the guest's numbering: behind the last L2 table that maps the disk. */
    public long vmStateStart(long diskSize) {
        return times(ceilDiv(diskSize, l2Coverage()), l2Coverage());
    }

    /** The product of two numbers of which none is negative, cut at {@link Long#MAX_VALUE}. */
    public static long times(long one, long other) {
        return other != 0 && one > Long.MAX_VALUE / other ? Long.MAX_VALUE : one * other;
    }

    /** {@code number / divisor}, rounded up; both positive, without overflow. */
    public static long ceilDiv(long number, long divisor) {
        return number / divisor + (number % divisor == 0 ? 0 : 1);
    }
}
