package io.github.qcowscope.ui.panel;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyRange;
import io.github.qcowscope.qcow2.dirty.DirtyRuns;
import io.github.qcowscope.qcow2.dirty.DirtyState;
import java.util.Arrays;

/**
 * The ranges of a bitmap that are not clean, kept as two numbers each so that they can be sorted; the first
 * {@link #MOST} of them.
 */
public final class RangeList {

    /** Ranges that are kept: 16 MiB, and twice as much where they are sorted. */
    public static final int MOST = 1 << 20;
    private static final int FIRST = 1 << 10;

    private final DirtyBitmap bitmap;
    private long[] starts = new long[FIRST];
    /** The bit after the last one; negative where the bits cannot be read. */
    private long[] ends = new long[FIRST];
    private int size;
    private long count;

    private RangeList(DirtyBitmap bitmap) {
        this.bitmap = bitmap;
    }

    /** Reads all of a bitmap. */
    public static RangeList of(DirtyBitmap bitmap, Progress progress) {
        RangeList list = new RangeList(bitmap);
        DirtyRuns runs = bitmap.runs(progress);
        while (runs.next()) {
            if (runs.state() != DirtyState.CLEAN) {
                list.add(runs.start(), runs.state() == DirtyState.DIRTY ? runs.end() : -runs.end());
            }
        }
        return list;
    }

    private void add(long start, long end) {
        count++;
        if (size < MOST) {
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
            }
            starts[size] = start;
            ends[size] = end;
            size++;
        }
    }

    /** The bitmap. */
    public DirtyBitmap bitmap() {
        return bitmap;
    }

    /** Ranges that are kept. */
    public int size() {
        return size;
    }

    /** Ranges that there are. */
    public long count() {
        return count;
    }

    /** A range, by its place in the order of the disk. */
    public DirtyRange get(int index) {
        ByteRange guest = bitmap.guest(starts[index], Math.abs(ends[index]));
        return new DirtyRange(guest.offset(), guest.length(), ends[index] < 0 ? DirtyState.UNKNOWN : DirtyState.DIRTY);
    }

    /** The first bit of a range. */
    public long firstBit(int index) {
        return starts[index];
    }

    /** Index of the range that has a bit; -1 where none has. */
    public int indexOf(long bit) {
        int found = Arrays.binarySearch(starts, 0, size, bit);
        int index = found >= 0 ? found : -found - 2;
        return index >= 0 && bit < Math.abs(ends[index]) ? index : -1;
    }

    /**
     * The places of all ranges in the order of their length, the shortest first; of the same length, in the disk's
     * order.
     */
    public int[] byLength() {
        long[] keys = new long[size];
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(1, size));
        // A length that leaves no room for the place loses its low bits: such ranges are longer than 2^43 bits.
        for (int i = 0; i < size; i++) {
            keys[i] = Math.min(Math.abs(ends[i]) - starts[i], Long.MAX_VALUE >>> bits) << bits | i;
        }
        Arrays.sort(keys);
        int[] places = new int[size];
        for (int i = 0; i < size; i++) {
            places[i] = (int) (keys[i] & (1L << bits) - 1);
        }
        return places;
    }
}
