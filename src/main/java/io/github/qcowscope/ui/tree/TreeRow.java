package io.github.qcowscope.ui.tree;

import io.github.qcowscope.schema.Node;

/**
 * A row of the tree: a node, or a run of the children of a node that has too many of them for one list.
 *
 * @param node     the node; for a run, the node whose children they are
 * @param depth    how far it is set in; 0 for the root
 * @param from     index of the run's first child; -1 where the row is a node
 * @param to       index behind the run's last child; -1 where the row is a node
 * @param state    whether rows below it are shown
 * @param isAnswer whether a filter asked for it, and it is not only there to show where another row belongs
 */
public record TreeRow(Node node, int depth, long from, long to, State state, boolean isAnswer) {

    /** Whether a row has rows below it, and whether they are shown. */
    public enum State {
        /** It has none. */
        LEAF,
        /** They are hidden. */
        CLOSED,
        /** They are shown. */
        OPEN
    }

    static TreeRow of(Node node, int depth, State state) {
        return new TreeRow(node, depth, -1, -1, state, true);
    }

    /** Whether the row is a run of children. */
    public boolean isRun() {
        return to >= 0;
    }

    /** What the row is called. */
    public String name() {
        return isRun() ? "[%,d … %,d]".formatted(from, to - 1) : node.name();
    }
}
