package io.github.qcowscope.ui.panel.bitmap;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry.Type;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.layout.EntryTable;

/**
 * Finds the entries of one type in a bitmap table of any length. Kept are only the numbers of entries before each
 * block of the table; where in a block an entry is, the block itself tells.
 */
final class TypeIndex {

    /** Entries of a block: as many as {@link EntryTable#scan} reads at once. */
    static final int BLOCK = 8192;

    private final EntryTable table;
    /** By type, then by block; the last number of each type is its total. */
    private final long[][] before;

    private TypeIndex(EntryTable table) {
        this.table = table;
        before = new long[Type.values().length][(int) ((table.count() + BLOCK - 1) / BLOCK) + 1];
    }

    /** Counts a table's entries. */
    static TypeIndex of(EntryTable table, Progress progress) {
        TypeIndex index = new TypeIndex(table);
        table.scan(0, progress, (entry, raw, second) -> {
            int block = (int) (entry / BLOCK);
            if (entry % BLOCK == 0) {
                progress.report(entry, table.count());
            }
            index.before[typeOf(raw).ordinal()][block + 1]++;
            return true;
        });
        for (long[] ofType : index.before) {
            for (int block = 1; block < ofType.length; block++) {
                ofType[block] += ofType[block - 1];
            }
        }
        return index;
    }

    /** Number of entries of a type. */
    long count(Type type) {
        long[] ofType = before[type.ordinal()];
        return ofType[ofType.length - 1];
    }

    /**
     * The index of an entry.
     *
     * @param rank how many entries of the same type come before it; less than {@link #count}
     */
    long entry(Type type, long rank) {
        int block = blockOf(before[type.ordinal()], rank);
        long[] left = {rank - before[type.ordinal()][block]};
        // A file that has changed since it was counted may have fewer: then the last entry looked at stands in.
        return Math.max(0, table.scan((long) block * BLOCK, Progress.NONE, (entry, raw, second) ->
                (typeOf(raw) != type || left[0]-- > 0) && entry % BLOCK != BLOCK - 1) - 1);
    }

    /** How many entries of a type come before an entry. */
    long rank(Type type, long entry) {
        int block = (int) (entry / BLOCK);
        long[] rank = {before[type.ordinal()][block]};
        table.scan((long) block * BLOCK, Progress.NONE, (at, raw, second) -> {
            if (at < entry && typeOf(raw) == type) {
                rank[0]++;
            }
            return at < entry;
        });
        return rank[0];
    }

    /** The last block before which there are no more than {@code rank} entries. */
    private static int blockOf(long[] ofType, long rank) {
        int low = 0;
        int high = ofType.length - 1;
        while (low + 1 < high) {
            int middle = (low + high) >>> 1;
            if (ofType[middle] <= rank) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static Type typeOf(long raw) {
        return new BitmapTableEntry(raw).type();
    }
}
