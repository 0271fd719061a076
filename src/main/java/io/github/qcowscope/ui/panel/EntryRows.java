package io.github.qcowscope.ui.panel;

import io.github.qcowscope.qcow2.BitmapTableEntry.Type;
import io.github.qcowscope.qcow2.EntryTable;
import io.github.qcowscope.ui.LazyList;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a bitmap table are listed, and in which order.
 *
 * @param only       the type that is listed; null for all
 * @param byType     whether entries of one type come together
 * @param descending whether the order is turned round
 */
record EntryRows(@Nullable Type only, boolean byType, boolean descending) {

    /** All entries, as they are in the file. */
    static final EntryRows ALL = new EntryRows(null, false, false);

    /** Number of entries that are listed. */
    long size(EntryTable table, @Nullable TypeIndex index) {
        return only == null || index == null ? table.count() : index.count(only);
    }

    /** The index of the entry in a row; the order of the file as long as there is no index. */
    long entry(long row, EntryTable table, @Nullable TypeIndex index) {
        long at = descending ? size(table, index) - 1 - row : row;
        if (index == null) {
            return at;
        }
        if (only != null) {
            return index.entry(only, at);
        }
        if (!byType) {
            return at;
        }
        for (Type type : Type.values()) {
            if (at < index.count(type)) {
                return index.entry(type, at);
            }
            at -= index.count(type);
        }
        return table.count() - 1;
    }

    /** The row of an entry of a type; -1 where it is not listed. */
    long row(long entry, Type type, EntryTable table, @Nullable TypeIndex index) {
        long at = entry;
        if (index != null && only != null) {
            if (type != only) {
                return -1;
            }
            at = index.rank(type, entry);
        } else if (index != null && byType) {
            at = index.rank(type, entry);
            for (int before = 0; before < type.ordinal(); before++) {
                at += index.count(Type.values()[before]);
            }
        }
        return descending ? size(table, index) - 1 - at : at;
    }

    /** Makes a list consist of the indexes of the listed entries. */
    void fill(LazyList<Long> list, EntryTable table, @Nullable TypeIndex index) {
        list.become(size(table, index), row -> entry(row, table, index));
    }
}
