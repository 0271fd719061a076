package io.github.qcowscope.dump;

import io.github.qcowscope.schema.Node;
import java.io.IOException;

/** How a tree looks when it is written down. {@link TreeWalk} calls these in the order of the tree. */
interface TreeLayout {

    /**
     * A node; those below it follow.
     *
     * @param depth steps from the node that the dump starts at
     * @return how many of the node's first children have been told of as well, and do not follow
     */
    long start(Node node, int depth) throws IOException;

    /** All below the node has been told. */
    void end(Node node, int depth) throws IOException;

    /** The end of the dump; everything that is held back goes out. */
    void finish() throws IOException;
}
