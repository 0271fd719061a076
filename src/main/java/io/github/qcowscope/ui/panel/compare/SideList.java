package io.github.qcowscope.ui.panel.compare;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.dirty.DirtyComparison.Side;
import io.github.qcowscope.qcow2.dirty.DirtyComparison;
import io.github.qcowscope.ui.panel.RangeList;
import java.util.Arrays;

/** The ranges of a comparison that neither bitmap calls clean throughout: the first {@link RangeList#MOST} of them. */
final class SideList {

    private static final int FIRST = 1 << 10;

    private final DirtyComparison comparison;
    private long[] starts = new long[FIRST];
    private long[] ends = new long[FIRST];
    private byte[] sides = new byte[FIRST];
    private int size;
    private long count;

    private SideList(DirtyComparison comparison) {
        this.comparison = comparison;
    }

    /** Reads all of both bitmaps. */
    static SideList of(DirtyComparison comparison, Progress progress) {
        SideList list = new SideList(comparison);
        DirtyComparison.Runs runs = comparison.runs(0, comparison.units(), progress);
        while (runs.next()) {
            if (runs.side() != Side.NEITHER) {
                list.add(runs.start(), runs.end(), runs.side());
            }
        }
        return list;
    }

    private void add(long start, long end, Side side) {
        count++;
        if (size < RangeList.MOST) {
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
                sides = Arrays.copyOf(sides, size * 2);
            }
            starts[size] = start;
            ends[size] = end;
            sides[size] = (byte) side.ordinal();
            size++;
        }
    }

    /** Ranges that are kept. */
    int size() {
        return size;
    }

    /** Ranges that there are. */
    long count() {
        return count;
    }

    /** A range, by its place in the order of the disk. */
    CompareModel.Row get(int index) {
        ByteRange guest = comparison.guest(starts[index], ends[index]);
        return new CompareModel.Row(guest.offset(), guest.length(), Side.values()[sides[index]]);
    }
}
