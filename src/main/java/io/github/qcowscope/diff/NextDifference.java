package io.github.qcowscope.diff;

import io.github.qcowscope.diff.Difference.Change;
import io.github.qcowscope.job.Progress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the way from one difference to the next in a tree of them, and back, whether or not the rows between are open.
 */
public final class NextDifference {

    private final DiffTree tree;
    private final @Nullable Change only;
    private final boolean isForward;
    private final Progress progress;

    private NextDifference(DiffTree tree, @Nullable Change only, boolean isForward, Progress progress) {
        this.tree = tree;
        this.only = only;
        this.isForward = isForward;
        this.progress = progress;
    }

    /**
     * The way to the next difference, or to the one before.
     *
     * @param from the way from the root to the row to start at, both included
     * @param only the only kind of difference that is wanted; null for any
     * @return the way to it, from the root on; empty where there is no other
     */
    public static List<DiffRow> find(
            DiffTree tree, List<DiffRow> from, @Nullable Change only, boolean isForward, Progress progress) {
        return new NextDifference(tree, only, isForward, progress).from(from);
    }

    private List<DiffRow> from(List<DiffRow> start) {
        List<DiffRow> way = new ArrayList<>(start);
        if (isForward && enter(way, null)) {
            return way;
        }
        while (way.size() > 1) {
            DiffRow left = way.removeLast();
            if (enter(way, left)) {
                return way;
            }
            if (!isForward && tree.isDifference(way.getLast(), only)) {
                return way;
            }
        }
        return List.of();
    }

    /** Extends the way to the first difference below its end, in the order of the search, that comes after a row. */
    private boolean enter(List<DiffRow> way, @Nullable DiffRow after) {
        if (!way.getLast().isRun() && !way.getLast().pair().isMatched()) {
            // What is below something added or removed is part of it.
            return false;
        }
        List<DiffRow> rows = tree.below(way.getLast(), only, progress);
        if (!isForward) {
            rows = rows.reversed();
        }
        int first = after == null ? 0 : 1 + rows.stream().map(DiffRow::id).toList().indexOf(after.id());
        for (DiffRow row : rows.subList(first, rows.size())) {
            way.add(row);
            if (isForward && tree.isDifference(row, only) || enter(way, null) || tree.isDifference(row, only)) {
                return true;
            }
            way.removeLast();
        }
        return false;
    }
}
