package io.github.qcowscope.ui.panel.picture;

import java.util.ArrayList;
import java.util.List;

/** How a cell of the picture is coloured: by the share of it that is dirty. The style sheet gives each its colour. */
public enum CellShade {
    /** Nothing is dirty. */
    CLEAN,
    /** Up to a sixteenth is. */
    LOW,
    /** Up to a quarter is. */
    SOME,
    /** Up to a half is. */
    HALF,
    /** More than a half is. */
    MOST,
    /** All of it is dirty. */
    FULL,
    /** It cannot be read. */
    UNKNOWN,
    /** It has not been counted yet. */
    PENDING;

    /** The name of its colour in style sheets. */
    public String colorName() {
        return "-bitmap-" + name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * The shade of a cell.
     *
     * @param units   units of the cell, more than 0
     * @param dirty   those that are dirty
     * @param unknown those that cannot be read
     */
    static CellShade of(long units, long dirty, long unknown) {
        if (dirty == 0) {
            return unknown == 0 ? CLEAN : UNKNOWN;
        }
        return dirty == units ? FULL
                : dirty > units / 2 ? MOST
                : dirty > units / 4 ? HALF
                : dirty > units / 16 ? SOME
                : LOW;
    }

    /**
     * The most units that are dirty in a cell of this shade.
     *
     * @param units units of the cell
     */
    long most(long units) {
        return switch (this) {
            case CLEAN, UNKNOWN, PENDING -> 0;
            case LOW -> units / 16;
            case SOME -> units / 4;
            case HALF -> units / 2;
            case MOST -> units - 1;
            case FULL -> units;
        };
    }

    /** The shades that cells of so many units can have, from clean to full. */
    static List<CellShade> possible(long units) {
        List<CellShade> found = new ArrayList<>(List.of(CLEAN));
        for (CellShade shade : List.of(LOW, SOME, HALF, MOST, FULL)) {
            if (of(units, shade.most(units), 0) == shade) {
                found.add(shade);
            }
        }
        return found;
    }
}
