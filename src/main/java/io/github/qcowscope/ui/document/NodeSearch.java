package io.github.qcowscope.ui.document;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.schema.Node;

/** Finds the node that shows best what is told by a path and a place. */
final class NodeSearch {

    private NodeSearch() {}

    /**
     * The deepest node on the way to a path that there is; where bits of it are meant that have a node of their own, or
     * are part of one, that node.
     */
    static Node nearest(Node root, String path, Span where) {
        Node node = root;
        for (String key : path.split("/")) {
            long index = path.isEmpty() ? -1 : node.childIndexOf(key);
            if (index < 0) {
                break;
            }
            node = node.child(index);
        }
        Bits bits = where.bits();
        if (bits == null || node.span().bits() != null || !node.span().range().equals(where.range())) {
            return node;
        }
        // A number has at most one child for each of its bits; other children have no bits.
        for (long i = 0; i < Math.min(node.childCount(), Long.SIZE); i++) {
            Node part = node.child(i);
            Bits own = part.span().bits();
            if (own != null && own.lo() <= bits.lo() && own.hi() >= bits.hi()) {
                return part;
            }
        }
        return node;
    }

    /** The node of a path, or the nearest above it that there is. */
    static Node nearest(Node root, String path) {
        Node found = root.find(path);
        String above = path;
        while (found == null) {
            above = above.substring(0, Math.max(0, above.lastIndexOf('/')));
            found = root.find(above);
        }
        return found;
    }

    /** The node of a tree in place of one that was found in a tree before it. */
    static Node current(Node root, Node found) {
        Node now = found.path().isEmpty() ? root : root.find(found.path());
        return now == null ? found : now;
    }
}
