package io.github.qcowscope.diff;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;

/**
 * Compares two trees, node by node: what the second one has besides, what it lacks, and what says something else.
 * Nodes belong together as {@link Alignment} says. What is added or removed is told as a whole, without what is below
 * it.
 *
 * <p>Compared are the structures; the bytes of clusters, be they the guest's or a bitmap's, are not. Both trees are
 * walked as they are read, so that memory does not grow with them.
 */
public final class TreeDiff {

    /** Told each difference, in the order of the trees. */
    @FunctionalInterface
    public interface Visitor {
        /** A difference; returns whether to go on. */
        boolean difference(Difference difference);
    }

    private final Steps steps;
    private final Visitor visitor;

    private TreeDiff(Progress progress, Visitor visitor) {
        steps = new Steps(progress);
        this.visitor = visitor;
    }

    /**
     * Compares two trees.
     *
     * @param progress asked now and then whether to go on; told how many nodes have been looked at, of an unknown
     *                 number
     */
    public static void walk(Node before, Node after, Progress progress, Visitor visitor) {
        new TreeDiff(progress, visitor).walk(new Pair(before, after));
    }

    /** Returns whether to go on. */
    private boolean walk(Pair pair) {
        steps.next();
        Difference own = pair.difference();
        if (own != null && !visitor.difference(own)) {
            return false;
        }
        if (pair.isMatched()) {
            Alignment children = pair.children();
            for (long i = 0; i < children.count(); i++) {
                if (!walk(children.get(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
