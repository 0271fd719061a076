package io.github.qcowscope.qcow2.guest;

import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.qcow2.layout.EntryTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries of a table one by one, in blocks underneath: for readers that mostly go forward. Not for several
 * threads.
 */
final class TableCursor {

    private static final int BLOCK = 1 << 16;

    private final EntryTable table;
    private final int perBlock;
    private long first;
    private @Nullable Chunk block;

    TableCursor(EntryTable table) {
        this.table = table;
        perBlock = BLOCK / table.entrySize();
    }

    EntryTable table() {
        return table;
    }

    /** Whether an entry below the table's count could be read. */
    boolean isReadable(long index) {
        return at(index) >= 0;
    }

    /** The number of an entry, the first of two in an extended one; 0 where it cannot be read. */
    long raw(long index) {
        int at = at(index);
        return at < 0 || block == null ? 0 : block.u64(at);
    }

    /** The second number of an extended entry; 0 where there is none. */
    long second(long index) {
        int at = table.entrySize() == Long.BYTES ? -1 : at(index);
        return at < 0 || block == null ? 0 : block.u64(at + Long.BYTES);
    }

    private int at(long index) {
        Chunk read = block;
        if (read == null || index < first || index - first >= perBlock) {
            first = index - index % perBlock;
            int wanted = (int) Math.min(perBlock, table.count() - first);
            read = table.source().chunk(table.range(first).offset(), wanted * table.entrySize());
            block = read;
        }
        int at = (int) (index - first) * table.entrySize();
        return at + table.entrySize() <= read.available() ? at : -1;
    }
}
