package io.github.qcowscope.ui.tree;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks for a text in names, values and meanings. What it looks at is bounded, so that an answer comes soon whatever the
 * image: the first entries of each table, and no more nodes and answers than a user could go through.
 */
final class TreeFilter {

    /**
     * What was found.
     *
     * @param rows    the matching nodes, each below its ancestors, in the order of the tree
     * @param matches number of matching nodes
     * @param more    whether not everything was looked at: a table was too long, or there was enough
     */
    record Result(List<TreeRow> rows, int matches, boolean more) {}

    /** Entries of a table that are looked at. */
    static final long ENTRIES = 10_000;
    private static final int MOST_NODES = 100_000;
    private static final int MOST_MATCHES = 1_000;

    private final String wanted;
    private final Progress progress;
    private final List<TreeRow> rows = new ArrayList<>();
    private final List<Node> way = new ArrayList<>();
    private int shownOfWay;
    private int seen;
    private int matches;
    private boolean skipped;

    private TreeFilter(String text, Progress progress) {
        wanted = text.toLowerCase(Locale.ROOT);
        this.progress = progress;
    }

    /** Searches a tree. */
    static Result search(Node root, String text, Progress progress) {
        TreeFilter filter = new TreeFilter(text, progress);
        boolean toTheEnd = filter.visit(root);
        return new Result(filter.rows, filter.matches, filter.skipped || !toTheEnd);
    }

    /** Whether there is room for more. */
    private boolean visit(Node node) {
        progress.check();
        way.add(node);
        if (matches(node)) {
            show();
            matches++;
        }
        skipped |= node.childCount() > ENTRIES;
        boolean goOn = ++seen < MOST_NODES && matches < MOST_MATCHES;
        for (long i = 0; goOn && i < Math.min(node.childCount(), ENTRIES); i++) {
            goOn = visit(node.child(i));
        }
        way.removeLast();
        shownOfWay = Math.min(shownOfWay, way.size());
        return goOn;
    }

    private boolean matches(Node node) {
        return has(node.name()) || has(node.value().text()) || has(node.meaning());
    }

    private boolean has(String text) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** Adds the node at the end of the way, below those of its ancestors that have no row yet. */
    private void show() {
        for (int depth = shownOfWay; depth < way.size(); depth++) {
            boolean isAnswer = depth == way.size() - 1;
            rows.add(new TreeRow(way.get(depth), depth, -1, -1, TreeRow.State.LEAF, isAnswer));
        }
        shownOfWay = way.size();
    }
}
