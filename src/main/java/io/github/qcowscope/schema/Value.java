package io.github.qcowscope.schema;

import io.github.qcowscope.bytes.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node's bytes say. Every kind has a short text; the tree, the tables and the dumps print the same one. */
public sealed interface Value {

    /** The value in the fewest words. */
    String text();

    /**
     * A number.
     *
     * @param raw  as stored, to be taken as unsigned
     * @param bits its width
     * @param base how it is written
     */
    record Num(long raw, int bits, Base base) implements Value {
        @Override
        public String text() {
            return base.text(raw);
        }
    }

    /**
     * A number of which each bit means something.
     *
     * @param raw  as stored
     * @param bits its width
     * @param set  names of the bits that are set, lowest first
     */
    record Flags(long raw, int bits, List<String> set) implements Value {
        @Override
        public String text() {
            return Base.HEX.text(raw) + (set.isEmpty() ? "" : " (" + String.join(", ", set) + ")");
        }
    }

    /**
     * A number out of a list of known ones.
     *
     * @param raw   as stored
     * @param bits  its width
     * @param base  how it is written
     * @param known its name; null for a number that is not in the list
     */
    record Symbol(long raw, int bits, Base base, @Nullable String known) implements Value {
        @Override
        public String text() {
            return base.text(raw) + " (" + (known == null ? "unknown" : known) + ")";
        }
    }

    /**
     * An offset that leads to another structure.
     *
     * @param raw    as stored
     * @param bits   its width
     * @param target what it leads to; null where it leads nowhere (0)
     */
    record Pointer(long raw, int bits, @Nullable Span target) implements Value {
        @Override
        public String text() {
            return Base.HEX.text(raw);
        }
    }

    /**
     * Characters.
     *
     * @param text decoded as UTF-8, with invalid bytes as {@code \xNN}
     * @param cut  whether the file has more of it than is shown
     */
    record Text(String text, boolean cut) implements Value {}

    /**
     * Bytes without a meaning of their own.
     *
     * @param length  how many
     * @param preview the first of them in hexadecimal, two digits a byte with spaces between
     */
    record Bytes(long length, String preview) implements Value {
        @Override
        public String text() {
            return length + (length == 1 ? " byte" : " bytes") + (preview.isEmpty() ? "" : ": " + preview);
        }
    }

    /**
     * A structure that consists of others.
     *
     * @param text a summary; may be empty
     */
    record Group(String text) implements Value {}

    /**
     * Bytes that the file should have and has not, or that could not be read.
     *
     * @param reason in a few words
     */
    record Unreadable(String reason) implements Value {
        @Override
        public String text() {
            return "unreadable: " + reason;
        }
    }
}
