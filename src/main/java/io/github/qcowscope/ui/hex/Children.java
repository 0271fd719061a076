package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.schema.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The children of a node that have bytes in a window, found without looking at all of a large table. */
final class Children {

    /** Of no node. */
    static final Children NONE = new Children(null);

    /** Up to here, all children are looked at once and kept; they may lie anywhere. More are entries of a table. */
    private static final int FEW = 256;

    private final @Nullable Node parent;
    private @Nullable List<Node> few;

    /** Gets a child and its index. */
    interface Visitor {
        void child(long index, Node child);
    }

    Children(@Nullable Node parent) {
        this.parent = parent;
    }

    /** Visits the children that consist of whole bytes and may have one in {@code window}. */
    void visit(ByteRange window, Visitor visitor) {
        if (parent == null || window.isEmpty()) {
            return;
        }
        if (parent.childCount() <= FEW) {
            List<Node> all = few(parent);
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).span().bits() == null) {
                    visitor.child(i, all.get(i));
                }
            }
        } else if (parent.span().range().overlaps(window)) {
            visitTable(parent, window, visitor);
        }
    }

    private List<Node> few(Node of) {
        if (few == null) {
            few = new ArrayList<>();
            for (long i = 0; i < of.childCount(); i++) {
                few.add(of.child(i));
            }
        }
        return few;
    }

    private static void visitTable(Node table, ByteRange window, Visitor visitor) {
        long first = table.childIndexAt(Math.max(window.offset(), table.span().range().offset()));
        // An entry has a byte at least, so there are no more of them than bytes.
        long end = first < 0 ? first : Math.min(table.childCount(), first + window.length());
        for (long index = first; index < end; index++) {
            Node entry = table.child(index);
            if (entry.span().bits() != null || !entry.span().range().overlaps(window)) {
                return;
            }
            visitor.child(index, entry);
        }
    }
}
