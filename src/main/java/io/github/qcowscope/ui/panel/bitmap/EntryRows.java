package io.github.qcowscope.ui.panel.bitmap;

import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry.Type;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.ui.table.LazyList;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a bitmap's table: which entries are listed, and in which order.
 *
 * @param table   the table
 * @param index   finds entries by type; null until it has been made, and all entries are listed as they are in the file
 * @param offsets the chosen entries in the order of their data; null unless they are to be listed so
 * @param choice  what the user wants to see
 */
record EntryRows(EntryTable table, @Nullable TypeIndex index, @Nullable OffsetOrder offsets, Choice choice) {

    /** What entries can be ordered by. */
    enum By {
        /** Their place in the table, which is also that of what they stand for in the virtual disk. */
        INDEX,
        /** Their type. */
        TYPE,
        /** The place of their data in the file. */
        OFFSET
    }

    /**
     * What the user wants to see.
     *
     * @param only       the type that is listed; null for all
     * @param by         the order
     * @param descending whether the order is turned round
     */
    record Choice(@Nullable Type only, By by, boolean descending) {

        /** All entries, as they are in the file. */
        static final Choice ALL = new Choice(null, By.INDEX, false);
    }

    /** Number of entries that are listed. */
    long size() {
        return index == null || choice.only() == null ? table.count() : index.count(choice.only());
    }

    /** The index of the entry in a row. */
    long entry(long row) {
        long at = choice.descending() ? size() - 1 - row : row;
        if (offsets != null) {
            return offsets.entry(at);
        }
        if (index == null) {
            return at;
        }
        if (choice.only() != null) {
            return index.entry(choice.only(), at);
        }
        return choice.by() == By.TYPE ? entryByType(index, at) : at;
    }

    private long entryByType(TypeIndex types, long row) {
        long at = row;
        for (Type type : Type.values()) {
            if (at < types.count(type)) {
                return types.entry(type, at);
            }
            at -= types.count(type);
        }
        return table.count() - 1;
    }

    /** The row of an entry of a type; -1 where it is not listed. */
    long row(long entry, Type type) {
        if (index != null && choice.only() != null && choice.only() != type) {
            return -1;
        }
        long at = ascendingRow(entry, type);
        return at >= 0 && choice.descending() ? size() - 1 - at : at;
    }

    private long ascendingRow(long entry, Type type) {
        if (offsets != null) {
            return offsets.row(entry);
        }
        if (index == null || choice.only() == null && choice.by() != By.TYPE) {
            return entry;
        }
        long at = index.rank(type, entry);
        for (int before = 0; choice.only() == null && before < type.ordinal(); before++) {
            at += index.count(Type.values()[before]);
        }
        return at;
    }

    /** Makes a list consist of the indexes of the listed entries. */
    void fill(LazyList<Long> list) {
        list.become(size(), this::entry);
    }
}
