package io.github.qcowscope.check;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * References to 65,536 clusters. A table that maps consecutive clusters makes one run, and most pages of an image that
 * is not fragmented have a handful; a page with more than {@link #MOST_RUNS} becomes an array with a number a cluster.
 */
final class ReferencePage {

    static final int BITS = 16;
    static final int SIZE = 1 << BITS;
    private static final int MOST_RUNS = 512;
    /** A run is packed into 64 bits: its start, its last cluster, its uses, its weight. */
    private static final int LAST_SHIFT = BITS;
    private static final int USES_SHIFT = 2 * BITS;
    private static final int WEIGHT_SHIFT = 2 * BITS + Use.BITS;
    private static final int MOST_WEIGHT = (1 << Long.SIZE - WEIGHT_SHIFT) - 1;
    private static final int USES = (1 << Use.BITS) - 1;

    private long[] runs = new long[8];
    private int runCount;
    private int @Nullable [] dense;
    private long overflow;

    /** Bytes that the page takes. */
    int memory() {
        return dense == null ? runs.length * Long.BYTES : SIZE * Integer.BYTES;
    }

    void add(int at, int length, int uses, long weight, long most) {
        long rest = weight;
        // A weight that does not fit into a run makes several.
        while (dense == null && rest > 0) {
            addRun(at, length, uses, Math.min(rest, MOST_WEIGHT), most);
            rest -= Math.min(rest, MOST_WEIGHT);
        }
        if (dense != null && rest > 0) {
            addDense(dense, at, length, uses, rest, most);
        }
    }

    private void addRun(int at, int length, int uses, long weight, long most) {
        if (runCount == MOST_RUNS) {
            int[] counts = new int[SIZE];
            for (int i = 0; i < runCount; i++) {
                addDense(counts, start(runs[i]), last(runs[i]) - start(runs[i]) + 1, uses(runs[i]), weight(runs[i]),
                        most);
            }
            addDense(counts, at, length, uses, weight, most);
            dense = counts;
            runs = new long[0];
            runCount = 0;
            return;
        }
        if (runCount == runs.length) {
            runs = Arrays.copyOf(runs, runCount * 2);
        }
        runs[runCount++] = weight << WEIGHT_SHIFT | (long) uses << USES_SHIFT
                | (long) (at + length - 1) << LAST_SHIFT | at;
    }

    private void addDense(int[] counts, int at, int length, int uses, long weight, long most) {
        for (int i = at; i < at + length; i++) {
            long sum = (counts[i] >>> Use.BITS) + weight;
            int all = counts[i] & USES | uses;
            if (sum > most) {
                overflow += sum - most;
                sum = most;
                all |= Use.OVERFLOW;
            }
            counts[i] = (int) sum << Use.BITS | all;
        }
    }

    /** References beyond what a refcount can count; complete after {@link #sweep}. */
    long overflow() {
        return overflow;
    }

    long count(int at) {
        if (dense != null) {
            return dense[at] >>> Use.BITS;
        }
        long sum = 0;
        for (int i = 0; i < runCount; i++) {
            if (start(runs[i]) <= at && at <= last(runs[i])) {
                sum += weight(runs[i]);
            }
        }
        return sum;
    }

    void sweep(long base, int length, long most, References.Visitor visitor) {
        if (dense == null) {
            sweepRuns(base, length, most, visitor);
        } else {
            sweepDense(dense, base, length, visitor);
        }
    }

    private static void sweepDense(int[] counts, long base, int length, References.Visitor visitor) {
        for (int i = 0; i < length; ) {
            int value = counts[i];
            int from = i++;
            while (i < length && counts[i] == value) {
                i++;
            }
            visitor.clusters(base + from, i - from, value >>> Use.BITS, value & USES);
        }
    }

    private void sweepRuns(long base, int length, long most, References.Visitor visitor) {
        long[] edges = edges();
        int[] open = new int[Use.BITS];
        long sum = 0;
        int from = 0;
        for (long edge : edges) {
            int at = (int) Math.min(edge >>> Integer.SIZE, length);
            if (at > from) {
                emit(base + from, at - from, sum, open, most, visitor);
                from = at;
            }
            long run = runs[(int) edge >>> 1];
            boolean starts = (edge & 1) != 0;
            sum += starts ? weight(run) : -weight(run);
            for (int bit = 0; bit < Use.BITS; bit++) {
                if ((uses(run) >>> bit & 1) != 0) {
                    open[bit] += starts ? 1 : -1;
                }
            }
        }
        if (from < length) {
            emit(base + from, length - from, sum, open, most, visitor);
        }
    }

    /** Where runs start and end, in ascending order: the place, the run's index, and whether it starts. */
    private long[] edges() {
        long[] edges = new long[runCount * 2];
        for (int i = 0; i < runCount; i++) {
            edges[2 * i] = (long) start(runs[i]) << Integer.SIZE | i << 1 | 1;
            edges[2 * i + 1] = (long) (last(runs[i]) + 1) << Integer.SIZE | i << 1;
        }
        Arrays.sort(edges);
        return edges;
    }

    private void emit(long cluster, int length, long sum, int[] open, long most,
            References.Visitor visitor) {
        int uses = 0;
        for (int bit = 0; bit < Use.BITS; bit++) {
            uses |= open[bit] > 0 ? 1 << bit : 0;
        }
        if (sum > most) {
            overflow += (sum - most) * length;
            uses |= Use.OVERFLOW;
        }
        visitor.clusters(cluster, length, Math.min(sum, most), uses);
    }

    private static int start(long run) {
        return (int) run & SIZE - 1;
    }

    private static int last(long run) {
        return (int) (run >>> LAST_SHIFT) & SIZE - 1;
    }

    private static int uses(long run) {
        return (int) (run >>> USES_SHIFT) & USES;
    }

    private static long weight(long run) {
        return run >>> WEIGHT_SHIFT;
    }
}
