package io.github.qcowscope.ui.panel.compare;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.dirty.CellSums;
import io.github.qcowscope.qcow2.dirty.DirtyComparison.Side;
import io.github.qcowscope.qcow2.dirty.DirtyComparison;
import io.github.qcowscope.ui.text.Messages;
import java.util.Locale;

/** How a cell of a comparison's picture is coloured: differences come before what both bitmaps agree on. */
public enum CompareShade {
    /** Neither calls any of it dirty. */
    NEITHER,
    /** Some of it only the first does. */
    ONLY_A,
    /** Some of it only the second does. */
    ONLY_B,
    /** Some of it only the first does, and some only the second. */
    MIXED,
    /** Both call the same parts dirty. */
    BOTH,
    /** One of them cannot be read here. */
    UNKNOWN,
    /** Not counted yet. */
    PENDING;

    /** The name of its colour in style sheets. */
    public String colorName() {
        return this == PENDING ? "-bitmap-pending" : "-compare-" + key();
    }

    /** What it means. */
    public String label() {
        return Messages.get(switch (this) {
            case UNKNOWN -> "bitmap.compare.unknown-cell";
            case PENDING -> "bitmap.picture.pending";
            case NEITHER, ONLY_A, ONLY_B, MIXED, BOTH -> "bitmap.compare." + key();
        });
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The shade of a cell. */
    static CompareShade of(CellSums sums, ByteRange units) {
        boolean a = has(sums, units, Side.ONLY_A);
        boolean b = has(sums, units, Side.ONLY_B);
        return a && b ? MIXED : a ? ONLY_A : b ? ONLY_B
                : has(sums, units, Side.UNKNOWN) ? UNKNOWN
                : has(sums, units, Side.BOTH) ? BOTH
                : NEITHER;
    }

    private static boolean has(CellSums sums, ByteRange units, Side side) {
        return sums.sum(DirtyComparison.kind(side), units.offset(), units.end()) > 0;
    }
}
