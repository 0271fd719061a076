package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.schema.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are lit, and why.
 *
 * @param layer decides how they look, and what is painted above what
 * @param range the bytes, all of them: some may lie outside of what is shown
 * @param kind  whose hue they wear
 * @param odd   whether they wear the second of two shades, to be told from their neighbours
 * @param bits  which bits of the number that {@code range} holds; null for whole bytes
 */
public record HexMark(Layer layer, ByteRange range, Kind kind, boolean odd, @Nullable Bits bits) {

    /** What is lit, in the order of painting. */
    public enum Layer {
        /** The structure that the selected node is a part of. */
        ENCLOSING,
        /** The other parts of that structure, in alternating shades. */
        NEIGHBOUR,
        /** The selected node. */
        NODE,
        /** Parts of the selected node, in alternating shades. */
        PART,
        /** What is looked for. */
        MATCH,
        /** Bytes that are selected without being a node's. */
        SELECTION,
        /** Bytes that the user has bookmarked. */
        BOOKMARK,
        /** Bytes that differ from those of another file that they are compared with. */
        DIFFERENT,
        /** Bytes that could not be read. */
        UNREADABLE,
        /** The node that the pointer is over. */
        HOVER,
        /** The byte that has the caret. */
        CARET
    }
}
