package io.github.qcowscope.diff;

import io.github.qcowscope.schema.Node;
import org.jspecify.annotations.Nullable;

/**
 * One thing that differs between two trees.
 *
 * @param before the node in the first tree; null where only the second has it
 * @param after  the node in the second tree; null where only the first has it
 */
public record Difference(@Nullable Node before, @Nullable Node after) {

    /** What happened on the way from the first tree to the second. */
    public enum Change {
        /** Only the second has it. */
        ADDED("added"),
        /** Only the first has it. */
        REMOVED("removed"),
        /** It says something else. */
        CHANGED("changed");

        private final String label;

        Change(String label) {
            this.label = label;
        }

        /** One word for it. */
        public String label() {
            return label;
        }
    }

    /** What happened. */
    public Change change() {
        return before == null ? Change.ADDED : after == null ? Change.REMOVED : Change.CHANGED;
    }

    /** Where it is in the tree that has it; in the second one, where both have. */
    public String path() {
        Node there = after != null ? after : before;
        return there == null ? "" : there.path();
    }
}
