package io.github.qcowscope.ui.bookmarks;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.ui.text.Messages;
import java.util.Locale;

/**
 * A place that the user wants to find again.
 *
 * @param range bytes of the file, at least one; they may be past the end of a file that was cut since
 * @param note  what the user has written; may be empty
 * @param path  the node that was selected there
 * @param color how the place is marked
 */
public record Bookmark(ByteRange range, String note, String path, Hue color) {

    /** Colours to tell bookmarks apart. They are those of kinds of structure: they can be read in every theme. */
    public enum Hue {
        /** Blue. */
        BLUE(Kinds.HEADER),
        /** Green. */
        GREEN(Kinds.REFCOUNT_TABLE),
        /** Amber. */
        AMBER(Kinds.L2_TABLE),
        /** Red. */
        RED(Kinds.ENCRYPTION),
        /** Violet. */
        VIOLET(Kinds.BITMAP_DIRECTORY);

        private final Kind kind;

        Hue(Kind kind) {
            this.kind = kind;
        }

        /** The kind whose colour it is. */
        Kind kind() {
            return kind;
        }

        /** What the user calls it. */
        String label() {
            return Messages.get("bookmarks.color." + id());
        }

        /** What a file calls it. */
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Bookmark withNote(String next) {
        return new Bookmark(range, next, path, color);
    }

    Bookmark withColor(Hue next) {
        return new Bookmark(range, note, path, next);
    }
}
