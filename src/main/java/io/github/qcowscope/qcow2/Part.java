package io.github.qcowscope.qcow2;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import org.jspecify.annotations.Nullable;

/** A family of structures below the root: its nodes, and its answer to the question of who owns a byte. */
interface Part {

    /** The family's node. */
    Node node();

    /**
     * The deepest node of the family that owns a byte of the file; null where none does.
     *
     * @param progress asked now and then whether the answer is still wanted
     */
    @Nullable Node ownerOf(long offset, Progress progress);

    /** A family whose structures all lie inside the bytes of its node. */
    static Part within(Node node) {
        return new Part() {
            @Override
            public Node node() {
                return node;
            }

            @Override
            public @Nullable Node ownerOf(long offset, Progress progress) {
                return node.span().range().contains(offset) ? node.deepestAt(offset) : null;
            }
        };
    }
}
