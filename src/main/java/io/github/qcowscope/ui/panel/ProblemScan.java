package io.github.qcowscope.ui.panel;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Kinds;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with the nodes of a tree. Bounded: of each table the first entries are looked at, and no more
 * nodes and problems than a user could make use of.
 */
final class ProblemScan {

    /** A problem, and the node that has it. */
    record Found(Node node, Problem problem) {}

    /**
     * What was found.
     *
     * @param problems in the order of the tree
     * @param more     whether not everything was looked at
     */
    record Result(List<Found> problems, boolean more) {}

    /** Entries of a table that are looked at. */
    static final long ENTRIES = 10_000;
    private static final int MOST_NODES = 500_000;
    private static final int MOST_PROBLEMS = 5_000;

    private final Progress progress;
    private final List<Found> found = new ArrayList<>();
    private int seen;
    private boolean more;

    private ProblemScan(Progress progress) {
        this.progress = progress;
    }

    /** Looks through a tree. */
    static Result of(Node root, Progress progress) {
        ProblemScan scan = new ProblemScan(progress);
        scan.visit(root);
        return new Result(scan.found, scan.more || scan.isFull());
    }

    private void visit(Node node) {
        progress.check();
        if (++seen > MOST_NODES || found.size() >= MOST_PROBLEMS) {
            more = true;
            return;
        }
        boolean bitsAreWrong = false;
        for (Problem problem : node.problems()) {
            // What is wrong with bits is told by the bits' own node, which lights exactly them.
            boolean isOfChild = isOfBits(problem) && node.span().bits() == null && node.childCount() > 0;
            bitsAreWrong |= isOfChild;
            if (!isOfChild) {
                found.add(new Found(node, problem));
            }
        }
        if (node.kind().equals(Kinds.REFCOUNT_BLOCK)) {
            // Any number is a refcount: entries have no rules of their own, and there are tens of thousands in a block.
            return;
        }
        more |= node.childCount() > ENTRIES;
        for (long i = 0; i < Math.min(node.childCount(), ENTRIES) && !isFull(); i++) {
            Node child = node.child(i);
            if (child.span().bits() == null || bitsAreWrong) {
                visit(child);
            }
        }
    }

    private boolean isFull() {
        return seen > MOST_NODES || found.size() >= MOST_PROBLEMS;
    }

    private static boolean isOfBits(Problem problem) {
        return problem.where() != null && problem.where().bits() != null;
    }
}
