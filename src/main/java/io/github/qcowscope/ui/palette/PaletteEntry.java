package io.github.qcowscope.ui.palette;

import io.github.qcowscope.ui.command.Command;
import io.github.qcowscope.ui.go.GotoParser;
import java.util.BitSet;

/** A line of the command palette. */
public sealed interface PaletteEntry {

    /** What it says. */
    String title();

    /** The letters of the title that were typed. */
    BitSet lit();

    /** What stands at its end: keys, or what a node is. */
    String aside();

    /** Why it cannot be chosen now; empty where it can. */
    String hindrance();

    /** A command. */
    record Run(Command command, BitSet lit, String hindrance) implements PaletteEntry {
        @Override
        public String title() {
            return command.plainText();
        }

        @Override
        public String aside() {
            return command.keyText();
        }
    }

    /**
     * A place of the image.
     *
     * @param path  the path of the node, where it is one; else empty
     */
    record Go(String title, BitSet lit, String aside, String path, GotoParser.Target target) implements PaletteEntry {
        @Override
        public String hindrance() {
            return "";
        }
    }

    /** A place that does not exist, and why. */
    record Nowhere(String title, String hindrance) implements PaletteEntry {
        @Override
        public BitSet lit() {
            return new BitSet();
        }

        @Override
        public String aside() {
            return "";
        }
    }
}
