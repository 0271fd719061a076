package io.github.qcowscope.ui.minimap;

import java.util.Arrays;

/**
 * What each row of the minimap shows.
 *
 * @param rows  which bytes they are
 * @param mode  what they show
 * @param first of kinds: the most notable metadata, as an index of {@code Kinds.ALL}; of entropy: 0 to 100, where 100
 *              is noise
 * @param other of kinds: guest data beside it; of entropy: not in use
 */
record MinimapCells(MinimapRows rows, MinimapMode mode, byte[] first, byte[] other) {

    /** There is nothing: no owner, or a hole. */
    static final byte NOTHING = -1;
    /** Nobody knows, or it cannot be read. */
    static final byte UNKNOWN = -2;
    /** No row. */
    static final MinimapCells NONE = unknown(new MinimapRows(0, 0), MinimapMode.KINDS);

    /** Rows of which nothing is known yet. */
    static MinimapCells unknown(MinimapRows rows, MinimapMode mode) {
        byte[] first = new byte[rows.count()];
        Arrays.fill(first, UNKNOWN);
        byte[] other = new byte[rows.count()];
        Arrays.fill(other, NOTHING);
        return new MinimapCells(rows, mode, first, other);
    }
}
