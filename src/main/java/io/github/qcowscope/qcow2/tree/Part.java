package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import org.jspecify.annotations.Nullable;

/** A family of structures below the root: its nodes, and its answer to the question of who owns a byte. */
interface Part {

    /** The family's node. */
    Node node();

    /**
     * The deepest node that owns a byte, of those that lie inside the bytes of the family's node; found by arithmetic.
     */
    default @Nullable Node ownerOf(long offset) {
        return node().span().range().contains(offset) ? node().deepestAt(offset) : null;
    }

    /**
     * The deepest node that owns a byte, of those that lie elsewhere and are led to by tables; they have to be looked
     * through.
     *
     * @param progress told how far the search is, and asked whether the answer is still wanted
     */
    default @Nullable Node search(long offset, Progress progress) {
        return null;
    }

    /** A family whose structures all lie inside the bytes of its node. */
    static Part within(Node node) {
        return () -> node;
    }
}
