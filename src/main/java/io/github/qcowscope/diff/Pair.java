package io.github.qcowscope.diff;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Value;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes that belong together, or one that the other tree has nothing for.
 *
 * @param before the node in the first tree; null where only the second has it
 * @param after  the node in the second tree; null where only the first has it
 */
public record Pair(@Nullable Node before, @Nullable Node after) {

    /** Whether both trees have it. */
    public boolean isMatched() {
        return before != null && after != null;
    }

    /** The node that there is; the second tree's where both have one. */
    public Node there() {
        Node there = after != null ? after : before;
        if (there == null) {
            throw new IllegalStateException("a pair of nothing");
        }
        return there;
    }

    /** What differs between the nodes themselves; null where they say the same, whatever is below them. */
    public @Nullable Difference difference() {
        return before != null && after != null && text(before).equals(text(after)) ? null
                : new Difference(before, after);
    }

    /** The pairs below. */
    Alignment children() {
        return Alignment.of(before, after);
    }

    private static String text(Node node) {
        return node.value() instanceof Value.Group ? "" : node.value().text();
    }
}
