package io.github.qcowscope.qcow2.layout;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.job.Progress;

/**
 * A table of 64-bit entries as algorithms see it: bulk reads, no node per entry. Serves bitmap tables, L1 tables,
 * refcount tables, and L2 tables, whose extended entries are two numbers wide.
 *
 * @param source    where it lies
 * @param offset    its first byte
 * @param count     entries that the source has, at most those that the image declares
 * @param entrySize bytes of an entry: 8, or 16 of which the first 8 are the entry proper
 */
public record EntryTable(ByteSource source, long offset, long count, int entrySize) {

    private static final int BLOCK = 1 << 16;

    /** Sees each entry of a table. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Called in the order of the table.
         *
         * @param index  the entry's index
         * @param raw    its number (the first of two in an extended entry)
         * @param second the second number of an extended entry, 0 elsewhere
         * @return whether to go on
         */
        boolean entry(long index, long raw, long second);
    }

    /**
     * A table of which {@code declared} entries should be there, cut where the file ends: there too, if it starts
     * later.
     */
    public static EntryTable of(Geometry geometry, ByteSource source, long offset, long declared, int entrySize) {
        return new EntryTable(source, offset < 0 ? geometry.fileLength() : Math.min(offset, geometry.fileLength()),
                geometry.entriesInFile(offset, declared, entrySize), entrySize);
    }

    /** The bytes of the table. */
    public ByteRange range() {
        return ByteRange.clamped(offset, count * entrySize);
    }

    /** The bytes of one entry. */
    public ByteRange range(long index) {
        return new ByteRange(offset + index * entrySize, entrySize);
    }

    /** The number of one entry; 0 where it cannot be read. */
    public long raw(long index) {
        return source.chunk(offset + index * entrySize, 8).u64(0);
    }

    /**
     * Visits entries in order, reading them in blocks.
     *
     * @param from     the first index
     * @param progress asked between blocks whether to go on; nothing is reported to it
     * @param visitor  told each entry that can be read
     * @return the index after the last one visited; smaller than {@link #count()} where the visitor stopped or the file
     *         failed
     */
    public long scan(long from, Progress progress, Visitor visitor) {
        int perBlock = BLOCK / entrySize;
        for (long start = from; start < count; start += perBlock) {
            progress.check();
            int wanted = (int) Math.min(perBlock, count - start);
            Chunk chunk = source.chunk(offset + start * entrySize, wanted * entrySize);
            int there = chunk.available() / entrySize;
            for (int i = 0; i < there; i++) {
                int at = i * entrySize;
                if (!visitor.entry(start + i, chunk.u64(at), entrySize == 16 ? chunk.u64(at + 8) : 0)) {
                    return start + i + 1;
                }
            }
            if (there < wanted) {
                return start + there;
            }
        }
        return Math.max(from, count);
    }
}
