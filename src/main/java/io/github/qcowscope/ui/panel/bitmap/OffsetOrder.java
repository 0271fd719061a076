package io.github.qcowscope.ui.panel.bitmap;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry.Type;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.layout.EntryTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of a bitmap table in the order of their data in the file; those without data come first. */
final class OffsetOrder {

    /** Longer tables are not ordered so: unlike the other orders, this one keeps a number for each entry. */
    static final long LONGEST = 1 << 20;

    private record Placed(int entry, long offset) {}

    private final List<Placed> placed;

    private OffsetOrder(List<Placed> placed) {
        this.placed = placed;
    }

    /** The order of the entries of one type, or of all. */
    static OffsetOrder of(EntryTable table, @Nullable Type only, Progress progress) {
        List<Placed> placed = new ArrayList<>();
        table.scan(0, progress, (index, raw, second) -> {
            BitmapTableEntry entry = new BitmapTableEntry(raw);
            if (only == null || entry.type() == only) {
                placed.add(new Placed((int) index, entry.offset()));
            }
            return index < LONGEST;
        });
        placed.sort(Comparator.comparingLong(Placed::offset));
        return new OffsetOrder(placed);
    }

    /** The entry in a row; the last one where a file that has changed has fewer than were counted. */
    long entry(long row) {
        return placed.isEmpty() ? 0 : placed.get((int) Math.min(row, placed.size() - 1)).entry();
    }

    /** The row of an entry; -1 where it is not among these. */
    long row(long entry) {
        for (int row = 0; row < placed.size(); row++) {
            if (placed.get(row).entry() == entry) {
                return row;
            }
        }
        return -1;
    }
}
