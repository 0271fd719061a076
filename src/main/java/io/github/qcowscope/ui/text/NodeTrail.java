package io.github.qcowscope.ui.text;

import io.github.qcowscope.schema.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from the root to a node.
 *
 * @param steps the ancestors below the root and the node itself, outermost first; empty for the root
 */
public record NodeTrail(List<Step> steps) {

    /**
     * One step down.
     *
     * @param index which child of the node before
     * @param node  that child
     */
    public record Step(long index, Node node) {}

    /** The way to a node; it ends early where the tree has no such node any more. */
    public static NodeTrail to(Node root, Node node) {
        List<Step> steps = new ArrayList<>();
        Node at = root;
        String path = node.path();
        for (int end = 0; end < path.length(); ) {
            int slash = path.indexOf('/', end + 1);
            String ancestor = slash < 0 ? path : path.substring(0, slash);
            Step step = step(at, ancestor, node.span().range().offset());
            if (step == null) {
                break;
            }
            steps.add(step);
            at = step.node();
            end = ancestor.length();
        }
        return new NodeTrail(List.copyOf(steps));
    }

    /** A child that holds the node's bytes is found by arithmetic; others, by their key. */
    private static @Nullable Step step(Node parent, String path, long offset) {
        long byOffset = parent.childIndexAt(offset);
        if (byOffset >= 0) {
            Node child = parent.child(byOffset);
            if (child.path().equals(path)) {
                return new Step(byOffset, child);
            }
        }
        long byKey = parent.childIndexOf(path.substring(path.lastIndexOf('/') + 1));
        return byKey < 0 ? null : new Step(byKey, parent.child(byKey));
    }
}
