package io.github.qcowscope.qcow2.refcount;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;

/** The refcounts of the file's clusters (section "Host cluster management"), of any width from 1 to 64 bits. */
public final class Refcounts {

    private static final int READ = 1 << 16;

    private final ByteSource source;
    private final Geometry geometry;
    private final EntryTable table;
    private final long declaredEntries;

    public Refcounts(Header header, Geometry geometry) {
        this.geometry = geometry;
        source = header.view().source();
        declaredEntries =
                header.raw(Header.REFCOUNT_TABLE_CLUSTERS) * (geometry.clusterSize() / RefcountTableEntry.SIZE);
        table = EntryTable.of(geometry, source, header.raw(Header.REFCOUNT_TABLE_OFFSET), declaredEntries,
                RefcountTableEntry.SIZE);
    }

    /** Sees the refcount of each cluster. */
    @FunctionalInterface
    public interface Visitor {
        /** Called in the order of clusters; returns whether to go on. */
        boolean refcount(long cluster, long count);
    }

    /**
     * Visits the clusters of the file that a readable refcount block tells of; all others have a refcount of 0. Blocks
     * are read in bulk.
     *
     * @param progress asked now and then whether to go on; told how many clusters are done
     */
    public void scan(Progress progress, Visitor visitor) {
        long clusters = Geometry.ceilDiv(geometry.fileLength(), geometry.clusterSize());
        long perBlock = geometry.refcountBlockEntries();
        table.scan(0, progress, (index, raw, second) -> {
            long block = new RefcountTableEntry(raw).offset();
            long first = index * perBlock;
            if (block > 0 && geometry.isAligned(block) && !scanBlock(block, first, clusters, progress, visitor)) {
                return false;
            }
            progress.report(Math.min(clusters, first + perBlock), clusters);
            return first + perBlock < clusters;
        });
    }

    private boolean scanBlock(long block, long first, long clusters, Progress progress, Visitor visitor) {
        int bits = geometry.refcountBits();
        int perRead = (int) Math.min(geometry.refcountBlockEntries(), READ * 8L / bits);
        long end = Math.min(clusters, first + geometry.refcountBlockEntries());
        for (long cluster = first; cluster < end; cluster += perRead) {
            progress.check();
            Chunk chunk = source.chunk(block + (cluster - first) * bits / 8, (int) (perRead * (long) bits / 8));
            int there = (int) Math.min(end - cluster, chunk.available() * 8L / bits);
            for (int i = 0; i < there; i++) {
                if (!visitor.refcount(cluster + i, of(chunk, i, bits))) {
                    return false;
                }
            }
        }
        return true;
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
