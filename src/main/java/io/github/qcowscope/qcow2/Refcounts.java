package io.github.qcowscope.qcow2;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;

/** The refcounts of the file's clusters (section "Host cluster management"), of any width from 1 to 64 bits. */
public final class Refcounts {

    private final ByteSource source;
    private final Geometry geometry;
    private final EntryTable table;
    private final long declaredEntries;

    Refcounts(Header header, Geometry geometry) {
        this.geometry = geometry;
        source = header.view().source();
        declaredEntries =
                header.raw(Header.REFCOUNT_TABLE_CLUSTERS) * (geometry.clusterSize() / RefcountTableEntry.SIZE);
        table = EntryTable.of(geometry, source, header.raw(Header.REFCOUNT_TABLE_OFFSET), declaredEntries,
                RefcountTableEntry.SIZE);
    }

    /** The refcount table, as far as the file has it. */
    public EntryTable table() {
        return table;
    }

    /** Number of entries that the refcount table should have, 0 to 2^59. */
    public long declaredEntries() {
        return declaredEntries;
    }

    /**
     * The refcount of a cluster as the file tells it, to be taken as unsigned; 0 where no block tells it.
     *
     * @param cluster its index, 0 or more
     */
    public long of(long cluster) {
        long perBlock = geometry.refcountBlockEntries();
        long index = cluster / perBlock;
        if (index >= table.count()) {
            return 0;
        }
        long block = new RefcountTableEntry(table.raw(index)).offset();
        if (block == 0) {
            return 0;
        }
        long entry = cluster % perBlock;
        long bit = entry * geometry.refcountBits();
        return value(source.chunk(block + (bit >>> 3), 8), (int) (bit & 7), geometry.refcountBits());
    }

    /**
     * The refcount with an index in a stretch of a refcount block.
     *
     * @param block bytes of a block, from its first on
     * @param index of the refcount in the block
     */
    static long of(Chunk block, int index, int bits) {
        return bits >= 8 ? block.number(index * (bits / 8), bits / 8)
                : block.u8(index * bits >>> 3) >>> (index * bits & 7) & (1 << bits) - 1;
    }

    private static long value(Chunk at, int bitInByte, int bits) {
        return bits >= 8 ? at.number(0, bits / 8) : at.u8(0) >>> bitInByte & (1 << bits) - 1;
    }
}
