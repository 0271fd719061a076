package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.schema.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * All that can be told of a bitmap in a few lines.
 *
 * @param count        its bits
 * @param entries      entries that the table should have and the file has
 * @param serialized   entries with a cluster of bits
 * @param allOnes      entries without a cluster, all bits 1
 * @param allZeroes    entries without a cluster, all bits 0
 * @param invalid      entries that the format forbids
 * @param problems     what keeps it from being read or from being trusted, the bitmap's own first; at most
 *                     {@link #MOST_PROBLEMS}
 * @param problemCount how many problems there are in all
 */
public record DirtySummary(DirtyCount count, long entries, long serialized, long allOnes, long allZeroes, long invalid,
        List<Problem> problems, long problemCount) {

    /** Problems that are kept with their words; further ones are only counted. */
    public static final int MOST_PROBLEMS = 100;

    /**
     * Reads all of a bitmap once.
     *
     * @param progress told how many bits were read
     */
    public static DirtySummary of(DirtyBitmap bitmap, Progress progress) {
        long[] types = new long[BitmapTableEntry.Type.values().length];
        List<Problem> problems = new ArrayList<>(bitmap.problems().ofBitmap());
        long[] count = {problems.size()};
        EntryTable table = bitmap.table();
        long seen = table.scan(0, progress, (index, raw, second) -> {
            BitmapTableEntry entry = new BitmapTableEntry(raw);
            types[entry.type().ordinal()]++;
            if (!bitmap.problems().isSound(index, entry)) {
                note(bitmap, index, problems, count);
            }
            return true;
        });
        if (seen < bitmap.bitmap().neededEntries()) {
            note(bitmap, seen, problems, count);
        }
        return new DirtySummary(bitmap.count(progress), table.count(),
                types[BitmapTableEntry.Type.SERIALIZED.ordinal()], types[BitmapTableEntry.Type.ALL_ONES.ordinal()],
                types[BitmapTableEntry.Type.ALL_ZEROES.ordinal()], types[BitmapTableEntry.Type.INVALID.ordinal()],
                List.copyOf(problems), count[0]);
    }

    private static void note(DirtyBitmap bitmap, long entry, List<Problem> problems, long[] count) {
        Problem problem = problems.size() < MOST_PROBLEMS ? bitmap.problem(entry) : null;
        if (problem != null) {
            problems.add(problem);
        }
        count[0]++;
    }
}
