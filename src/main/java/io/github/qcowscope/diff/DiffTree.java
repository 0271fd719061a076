package io.github.qcowscope.diff;

import io.github.qcowscope.diff.Difference.Change;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two trees, as a tree that is worked out one level at a time. A level is found by walking
 * through all that lies below it, which is done again for each level that is opened: so nothing has to be kept but how
 * many differences large parts have. Memory grows neither with the images nor with the number of differences.
 *
 * <p>May be asked from several threads at a time.
 */
public final class DiffTree {

    /** Rows that a long table is broken into. */
    static final long RUN = 1024;
    /** Parts that took at least so many steps are not counted again. */
    private static final long WORTH_KEEPING = 4096;
    private static final int MOST_KEPT = 1 << 16;

    private final Pair root;
    private final Predicate<Difference> wanted;
    private final Map<String, Counts> kept = new ConcurrentHashMap<>();

    /**
     * A tree.
     *
     * @param wanted which differences count
     */
    public DiffTree(Node before, Node after, Predicate<Difference> wanted) {
        root = new Pair(before, after);
        this.wanted = wanted;
    }

    /** The root, with the number of all differences. */
    public DiffRow root(Progress progress) {
        return DiffRow.of(root, count(root, new Steps(progress)));
    }

    /**
     * The rows below a row.
     *
     * @param only the only kind of difference that is to be found in them; null for any
     */
    public List<DiffRow> below(DiffRow row, @Nullable Change only, Progress progress) {
        Steps steps = new Steps(progress);
        Alignment pairs = row.pair().children();
        long from = row.isRun() ? row.from() : 0;
        long to = row.isRun() ? row.to() : pairs.count();
        boolean isPart = !row.pair().isMatched();
        long run = runLength(pairs, to - from);
        List<DiffRow> rows = new ArrayList<>();
        for (long i = from; i < to; i += run) {
            steps.next();
            long end = Math.min(to, i + run);
            Counts counts = isPart ? Counts.NONE
                    : run > 1 ? count(row.pair(), pairs, i, end, steps) : count(pairs.get(i), steps);
            if (isPart || counts.of(only) > 0) {
                rows.add(run > 1 ? new DiffRow(row.pair(), i, end, isPart, counts)
                        : new DiffRow(pairs.get(i), -1, -1, isPart, counts));
            }
        }
        return rows;
    }

    /** Whether the row itself is a difference that counts. */
    public boolean isDifference(DiffRow row, @Nullable Change only) {
        Difference own = row.isRun() || row.isPart() ? null : row.pair().difference();
        return own != null && wanted.test(own) && (only == null || own.change() == only);
    }

    /** Whether there are rows below a row in which something of a kind is to be found; a quick answer. */
    public boolean mayHaveRows(DiffRow row, @Nullable Change only) {
        return row.isRun() || (row.pair().isMatched() ? row.counts().of(only) > (isDifference(row, only) ? 1 : 0)
                : row.pair().children().count() > 0);
    }

    private static long runLength(Alignment pairs, long length) {
        long run = 1;
        while (pairs.count() > Alignment.MATCHED && length > RUN * run) {
            run *= RUN;
        }
        return run;
    }

    private Counts count(Pair pair, Steps steps) {
        steps.next();
        Difference own = pair.difference();
        Counts counts = own != null && wanted.test(own) ? Counts.one(own.change()) : Counts.NONE;
        if (!pair.isMatched()) {
            return counts;
        }
        Alignment children = pair.children();
        return children.count() == 0 ? counts : counts.plus(count(pair, children, 0, children.count(), steps));
    }

    private Counts count(Pair above, Alignment pairs, long from, long to, Steps steps) {
        String id = new DiffRow(above, from, to, false, Counts.NONE).id();
        Counts known = kept.get(id);
        if (known != null) {
            return known;
        }
        long before = steps.seen();
        long run = runLength(pairs, to - from);
        Counts counts = Counts.NONE;
        for (long i = from; i < to; i += run) {
            counts = counts.plus(run > 1 ? count(above, pairs, i, Math.min(to, i + run), steps)
                    : count(pairs.get(i), steps));
        }
        if (steps.seen() - before >= WORTH_KEEPING && kept.size() < MOST_KEPT) {
            kept.put(id, counts);
        }
        return counts;
    }
}
