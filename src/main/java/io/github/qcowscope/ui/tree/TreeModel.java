package io.github.qcowscope.ui.tree;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.table.LazyList;
import io.github.qcowscope.ui.table.Splice;
import io.github.qcowscope.ui.text.NodeTrail;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the tree as a flat list, in which opening a row inserts its children. Rows are made when they are asked
 * for: a table of ten million entries costs no more than its visible part.
 */
public final class TreeModel extends ObservableListBase<TreeRow> {

    /** Children of one node that are listed as such; where there are more, they come in runs of this many. */
    static final long LONGEST = 1 << 24;
    /** A list's layout takes time for every row above what it shows: the tree by itself makes no more than these. */
    static final long MOST_REVEALED = 1 << 16;

    private final Node root;
    private final long longest;
    private final long mostRevealed;
    private final Branch top;
    /** What was opened to show a node, and not by the user; the longest ago first. */
    private final Set<Branch> revealed = new LinkedHashSet<>();

    /** A tree of which the root's children are shown. */
    public TreeModel(Node root) {
        this(root, LONGEST, MOST_REVEALED);
    }

    TreeModel(Node root, long longest, long mostRevealed) {
        this.root = root;
        this.longest = longest;
        this.mostRevealed = mostRevealed;
        top = Branch.below(root, longest);
    }

    /** The same list only: whoever is given another one asks, and comparing millions of rows takes longer than a frame. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public int size() {
        return Math.toIntExact(1 + top.rows());
    }

    @Override
    public TreeRow get(int row) {
        if (row == 0) {
            return TreeRow.of(root, 0, top.rows() == 0 ? TreeRow.State.LEAF : TreeRow.State.OPEN);
        }
        Branch.Place place = top.at(row - 1);
        return place.branch().row(place.index());
    }

    /** Shows the rows below a row; a row that has none, or shows them, stays as it is. */
    public void open(int row) {
        if (row > 0) {
            Branch.Place place = top.at(row - 1);
            keep(open(place.branch(), place.index()));
        }
    }

    /** What the user has opened, and what is above it, is only closed by the user. */
    private void keep(Branch opened) {
        for (Branch at = opened; at != null; at = at.parent()) {
            revealed.remove(at);
        }
    }

    /** Hides the rows below a row; the root's are always shown. */
    public void close(int row) {
        if (row > 0) {
            Branch.Place place = top.at(row - 1);
            Branch below = place.branch().opened(place.index());
            if (below != null) {
                close(below);
            }
        }
    }

    /** The row that a row is below of; -1 for the root. */
    public int parentOf(int row) {
        if (row == 0) {
            return -1;
        }
        Branch branch = top.at(row - 1).branch();
        Branch above = branch.parent();
        return above == null ? 0 : (int) above.rowOf(branch.indexInParent());
    }

    /**
     * Opens the rows above a node, and tells which row it is; the row of its nearest ancestor where the tree lacks it. Where
     * the tree gets long, closes again what was opened like this for other nodes before, and not by the user.
     */
    public int reveal(Node node) {
        Branch branch = top;
        long before = top.rows();
        long place = -1;
        for (NodeTrail.Step step : NodeTrail.to(root, node).steps()) {
            Branch below = place < 0 ? top : reveal(branch, place);
            if (step.index() >= below.node().childCount()) {
                // The file has changed since the row was opened.
                break;
            }
            branch = below;
            place = branch.indexOfChild(step.index());
            if (branch.hasRuns()) {
                branch = reveal(branch, place);
                place = branch.indexOfChild(step.index());
            }
        }
        if (top.rows() > before) {
            closeEarlier(branch);
        }
        return place < 0 ? 0 : (int) branch.rowOf(place);
    }

    /** The nodes whose children are shown, the root left out: enough to open them again in another model. */
    public List<Node> openNodes() {
        List<Node> found = new ArrayList<>();
        collectOpen(top, found);
        return found;
    }

    private static void collectOpen(Branch branch, List<Node> into) {
        for (Branch below : branch.opened().values()) {
            into.add(below.node());
            collectOpen(below, into);
        }
    }

    /** Shows the children of these nodes, as far as the tree has them. */
    public void openAll(List<Node> nodes) {
        for (Node node : nodes) {
            int row = reveal(node);
            if (get(row).node().equals(node)) {
                open(row);
            }
        }
    }

    private Branch reveal(Branch branch, long index) {
        boolean isNew = branch.opened(index) == null;
        Branch below = open(branch, index);
        if (isNew || revealed.remove(below)) {
            revealed.add(below);
        }
        return below;
    }

    private void closeEarlier(Branch wanted) {
        for (Branch below : List.copyOf(revealed)) {
            if (1 + top.rows() <= mostRevealed) {
                return;
            }
            if (revealed.contains(below) && !below.isAbove(wanted)) {
                close(below);
            }
        }
    }

    private Branch open(Branch branch, long index) {
        Branch known = branch.opened(index);
        if (known != null) {
            return known;
        }
        Branch below = branch.below(index, longest);
        if (1 + top.rows() + below.rows() > Integer.MAX_VALUE) {
            closeAllButWayTo(branch);
        }
        if (below.rows() > 0) {
            int row = (int) branch.rowOf(index);
            branch.open(below);
            fireChange(new Splice<>(this, row + 1, (int) below.rows(), List.of()));
            updated(row);
        }
        return below;
    }

    private void close(Branch below) {
        Branch branch = below.parent();
        if (branch != null) {
            int row = (int) branch.rowOf(below.indexInParent());
            branch.close(below);
            revealed.removeIf(below::isAbove);
            fireChange(new Splice<>(this, row + 1, 0, new LazyList<>(below.rows(), i -> {
                Branch.Place place = below.at(i);
                return place.branch().row(place.index());
            })));
            updated(row);
        }
    }

    /** A list cannot have more rows than an int counts; the way to one row always fits. */
    private void closeAllButWayTo(Branch wanted) {
        Branch kept = null;
        for (Branch at = wanted; at != null; at = at.parent()) {
            for (Branch below : List.copyOf(at.opened().values())) {
                if (below != kept) {
                    close(below);
                }
            }
            kept = at;
        }
    }

    private void updated(int row) {
        beginChange();
        nextUpdate(row);
        endChange();
    }
}
