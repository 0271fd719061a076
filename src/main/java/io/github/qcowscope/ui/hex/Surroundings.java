package io.github.qcowscope.ui.hex;

import io.github.qcowscope.schema.Node;
import org.jspecify.annotations.Nullable;

/**
 * What lies around a selected node.
 *
 * @param node       the selected node
 * @param enclosing  the nearest ancestor below the root whose bytes have the node's and more; null where there is none
 * @param neighbours the children of the node's parent; those of the root, where it is the node
 * @param own        the node's index among the neighbours; -1 where it is none of them
 * @param parts      the node's own children
 */
record Surroundings(Node node, @Nullable Node enclosing, Children neighbours, long own, Children parts) {

    static Surroundings of(Node root, Node node) {
        if (node.path().isEmpty()) {
            return new Surroundings(node, null, new Children(node), -1, Children.NONE);
        }
        Node number = node;
        Node parent = parent(root, node);
        // Bits are a part of their number, which is a field among fields.
        while (number.span().bits() != null && !parent.path().isEmpty()) {
            number = parent;
            parent = parent(root, number);
        }
        return new Surroundings(node, enclosing(root, parent, number), new Children(parent),
                parent.childIndexOf(number.key()), number == node ? new Children(node) : Children.NONE);
    }

    private static Node parent(Node root, Node node) {
        int slash = node.path().lastIndexOf('/');
        Node parent = slash < 0 ? root : root.find(node.path().substring(0, slash));
        return parent == null ? root : parent;
    }

    private static @Nullable Node enclosing(Node root, Node parent, Node node) {
        Node ancestor = parent;
        while (!ancestor.path().isEmpty()) {
            boolean around = ancestor.span().source() == node.span().source()
                    && ancestor.span().range().contains(node.span().range());
            if (around && ancestor.span().range().length() > node.span().range().length()) {
                return ancestor;
            }
            ancestor = parent(root, ancestor);
        }
        return null;
    }
}
