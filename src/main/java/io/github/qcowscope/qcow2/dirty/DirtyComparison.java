package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.layout.Geometry;

/**
 * Two bitmaps side by side: of one image, or of two. Where their granularities differ, the finer one is used for both:
 * a bit of the coarser one says the same of all that it stands for. Where one disk ends, its bitmap counts as clean.
 */
public final class DirtyComparison implements CellSource {

    /** What every comparison has to be read with. */
    public static final String CAUTION = "A bitmap only ever gains bits, and only while it is enabled: what one of the"
            + " two lacks may have been written before it was there, or while it was disabled.";

    /** Which of the two bitmaps call a part of the disk dirty. */
    public enum Side {
        /** Neither does. */
        NEITHER("neither"),
        /** Only the first. */
        ONLY_A("a"),
        /** Only the second. */
        ONLY_B("b"),
        /** Both do. */
        BOTH("both"),
        /** One of them, or both, cannot be read here. */
        UNKNOWN("unknown");

        private final String label;

        Side(String label) {
            this.label = label;
        }

        /** One word for it. */
        public String label() {
            return label;
        }
    }

    /**
     * Bytes of the disk by who calls them dirty.
     *
     * @param onlyA   the first bitmap only
     * @param onlyB   the second bitmap only
     * @param both    both of them
     * @param unknown of which at least one cannot be read
     */
    public record Totals(long onlyA, long onlyB, long both, long unknown) {}

    private final DirtyBitmap a;
    private final DirtyBitmap b;
    private final int unitBits;
    private final long units;
    private final long diskSize;

    /** Compares two bitmaps. */
    public DirtyComparison(DirtyBitmap a, DirtyBitmap b) {
        this.a = a;
        this.b = b;
        unitBits = Math.min(a.granularityBits(), b.granularityBits());
        diskSize = Math.max(a.diskSize(), b.diskSize());
        units = unitBits == 63 ? Math.min(1, diskSize) : Geometry.ceilDiv(diskSize, 1L << unitBits);
    }

    /** The first bitmap. */
    public DirtyBitmap a() {
        return a;
    }

    /** The second bitmap. */
    public DirtyBitmap b() {
        return b;
    }

    /** Bytes of the larger of the two disks. */
    public long diskSize() {
        return diskSize;
    }

    /** Bytes of the disk that some units stand for. */
    public ByteRange guest(long from, long to) {
        return ByteRange.between(guestOf(from), guestOf(to));
    }

    private long guestOf(long unit) {
        return unit >= units ? diskSize : unit << unitBits;
    }

    @Override
    public long units() {
        return units;
    }

    @Override
    public int kinds() {
        return Side.values().length - 1;
    }

    /** The kind of units, for {@link CellSums}; -1 for what is not counted. */
    public static int kind(Side side) {
        return side.ordinal() - 1;
    }

    @Override
    public void fill(CellSums into, Progress progress) {
        Runs runs = runs(into.from(), into.to(), progress);
        while (runs.next()) {
            into.addAll(kind(runs.side()), runs.end());
            into.publish();
        }
    }

    /** Adds up all of the disk. */
    public Totals totals(Progress progress) {
        long[] bytes = new long[Side.values().length];
        Runs runs = runs(0, units, progress);
        while (runs.next()) {
            bytes[runs.side().ordinal()] += guest(runs.start(), runs.end()).length();
        }
        return new Totals(bytes[Side.ONLY_A.ordinal()], bytes[Side.ONLY_B.ordinal()], bytes[Side.BOTH.ordinal()],
                bytes[Side.UNKNOWN.ordinal()]);
    }

    /** Runs of units of which the same is true, in order and without a gap. */
    public Runs runs(long from, long to, Progress progress) {
        return new Runs(from, to, progress);
    }

    private static Side sideOf(DirtyState a, DirtyState b) {
        if (a == DirtyState.UNKNOWN || b == DirtyState.UNKNOWN) {
            return Side.UNKNOWN;
        }
        return a == DirtyState.DIRTY ? b == DirtyState.DIRTY ? Side.BOTH : Side.ONLY_A
                : b == DirtyState.DIRTY ? Side.ONLY_B : Side.NEITHER;
    }

    /** Pulls both bitmaps at once. */
    public final class Runs {
        private final Half ofA;
        private final Half ofB;
        private final long to;
        private long start;
        private long end;
        private Side side = Side.NEITHER;

        private Runs(long from, long to, Progress progress) {
            this.to = to;
            ofA = new Half(a, from, to, progress);
            ofB = new Half(b, from, to, Progress.NONE);
            end = from;
        }

        /** Goes to the next run; false at the end. */
        public boolean next() {
            if (end >= to) {
                return false;
            }
            start = end;
            side = sideAt(start);
            do {
                end = Math.min(ofA.end, ofB.end);
            } while (end < to && sideAt(end) == side);
            return true;
        }

        private Side sideAt(long unit) {
            return sideOf(ofA.stateAt(unit), ofB.stateAt(unit));
        }

        /** The run's first unit. */
        public long start() {
            return start;
        }

        /** The unit after the run's last. */
        public long end() {
            return end;
        }

        /** Who calls it dirty. */
        public Side side() {
            return side;
        }
    }

    /** One of the bitmaps, in units of the finer one. */
    private final class Half {
        private final DirtyRuns runs;
        private final int shift;
        private final long bits;
        private final long to;
        private long end;
        private DirtyState state = DirtyState.CLEAN;

        Half(DirtyBitmap bitmap, long from, long to, Progress progress) {
            this.to = to;
            shift = bitmap.granularityBits() - unitBits;
            bits = bitmap.bitCount();
            long first = Math.min(bits, from >>> shift);
            long last = to == 0 ? 0 : Math.min(bits, (to - 1 >>> shift) + 1);
            runs = bitmap.runs(first, Math.max(first, last), progress);
            end = from;
        }

        DirtyState stateAt(long unit) {
            while (end <= unit) {
                if (runs.next()) {
                    state = runs.state();
                    // The last bit may stand for more units than there are.
                    end = runs.end() > to >>> shift ? to : runs.end() << shift;
                } else {
                    state = DirtyState.CLEAN;
                    end = to;
                }
            }
            return state;
        }
    }
}
