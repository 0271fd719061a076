package io.github.qcowscope.ui.tree;

import io.github.qcowscope.schema.Node;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows directly below an open row, and the branches that are open below them. What is kept grows with the rows
 * that the user has opened, never with the length of a table.
 */
final class Branch {

    /** A row, told by its place among its siblings. */
    record Place(Branch branch, long index) {}

    private final @Nullable Branch parent;
    private final long indexInParent;
    private final Node node;
    private final long from;
    private final long count;
    private final long runLength;
    private final int depth;
    private final TreeMap<Long, Branch> open = new TreeMap<>();
    private long rows;

    private Branch(
            @Nullable Branch parent, long indexInParent, Node node, long from, long to, long runLength, int depth) {
        this.parent = parent;
        this.indexInParent = indexInParent;
        this.node = node;
        this.from = from;
        this.runLength = runLength;
        this.depth = depth;
        count = runLength == 1 ? to - from : (to - from - 1) / runLength + 1;
        rows = count;
    }

    /** The children of the root, which has no branch above it. */
    static Branch below(Node root, long longest) {
        return new Branch(null, 0, root, 0, root.childCount(), root.childCount() > longest ? longest : 1, 1);
    }

    /** The branch below one of this branch's rows, not opened yet. */
    Branch below(long index, long longest) {
        if (runLength > 1) {
            long start = from + index * runLength;
            return new Branch(this, index, node, start, Math.min(start + runLength, node.childCount()), 1, depth + 1);
        }
        Node child = node.child(from + index);
        long children = child.childCount();
        return new Branch(this, index, child, 0, children, children > longest ? longest : 1, depth + 1);
    }

    /** The place, among these rows, of a child of the node; the child's run where there are runs. */
    long indexOfChild(long child) {
        return (child - from) / runLength;
    }

    boolean hasRuns() {
        return runLength > 1;
    }

    Node node() {
        return node;
    }

    /** Number of rows, with those of the open branches below. */
    long rows() {
        return rows;
    }

    @Nullable Branch opened(long index) {
        return open.get(index);
    }

    /** The places of the open branches. */
    Map<Long, Branch> opened() {
        return open;
    }

    @Nullable Branch parent() {
        return parent;
    }

    /** Whether a branch is this one or below it. */
    boolean isAbove(Branch other) {
        for (Branch at = other; at != null; at = at.parent) {
            if (at == this) {
                return true;
            }
        }
        return false;
    }

    long indexInParent() {
        return indexInParent;
    }

    void open(Branch below) {
        open.put(below.indexInParent, below);
        grow(below.rows);
    }

    void close(Branch below) {
        open.remove(below.indexInParent);
        grow(-below.rows);
    }

    private void grow(long by) {
        for (Branch at = this; at != null; at = at.parent) {
            at.rows += by;
        }
    }

    /** The row at a place, counted from the branch's first. */
    Place at(long row) {
        long before = 0;
        for (Map.Entry<Long, Branch> entry : open.entrySet()) {
            Branch below = entry.getValue();
            long first = entry.getKey() + before + 1;
            if (row < first) {
                break;
            }
            if (row < first + below.rows) {
                return below.at(row - first);
            }
            before += below.rows;
        }
        return new Place(this, row - before);
    }

    /** Which row of the whole tree a place is; the root's is 0. */
    long rowOf(long index) {
        long row = index;
        for (Branch below : open.headMap(index).values()) {
            row += below.rows;
        }
        return row + 1 + (parent == null ? 0 : parent.rowOf(indexInParent));
    }

    TreeRow row(long index) {
        TreeRow.State shown = open.containsKey(index) ? TreeRow.State.OPEN : TreeRow.State.CLOSED;
        if (hasRuns()) {
            long start = from + index * runLength;
            return new TreeRow(node, depth, start, Math.min(start + runLength, node.childCount()), shown, true);
        }
        Node child = node.child(from + index);
        return TreeRow.of(child, depth, child.childCount() == 0 ? TreeRow.State.LEAF : shown);
    }
}
