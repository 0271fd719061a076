package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words what the pane shows by place and colour: for screen readers and for the tooltip. */
final class HexWords {

    private static final int LONGEST = 80;

    private HexWords() {}

    /** The byte under the caret, whose it is, and how much is selected. */
    static String caret(Document document) {
        ByteSource source = document.source();
        if (source.length() == 0) {
            return Messages.get("hex.empty");
        }
        Node node = document.selectedNode();
        List<String> parts = new ArrayList<>();
        parts.add(byteAt(source, document.caret()));
        parts.add(node.name());
        Bits bits = node.span().bits();
        if (bits != null) {
            parts.add(bits.toString());
        }
        if (document.selection().length() > 1) {
            parts.add(Messages.get("hex.selected", Long.toString(document.selection().length())));
        }
        return String.join(", ", parts);
    }

    /**
     * A byte that the pointer is over.
     *
     * @param owner the deepest node that owns it, or any other where that is not known yet
     */
    static String hovered(Document document, HexPoint point, @Nullable Node owner) {
        List<String> lines = new ArrayList<>();
        String bits = "";
        if (owner != null && owner.span().range().contains(point.offset())) {
            String value = owner.value().text();
            lines.add(cut(value.isEmpty() ? owner.name() : owner.name() + " = " + value));
            if (!owner.meaning().isEmpty()) {
                lines.add(cut(owner.meaning()));
            }
            bits = bitsUnder(point, owner.span());
        }
        lines.add(byteAt(document.source(), point.offset()) + bits);
        Span selected = document.selectedNode().span();
        if (selected.bits() != null && selected.range().contains(point.offset())) {
            lines.add(Messages.get("hex.lit", document.selectedNode().name(), selected.bits().toString()));
        }
        return String.join("\n", lines);
    }

    private static String byteAt(ByteSource source, long offset) {
        Chunk chunk = source.chunk(offset, 1);
        String where = "0x%X".formatted(offset);
        return chunk.isWhole()
                ? Messages.get("hex.byte", where, "0x%02X".formatted(chunk.u8(0)), Integer.toString(chunk.u8(0)))
                : Messages.get("hex.byte.unreadable", where, chunk.whyShort());
    }

    /** Which bits of the number the pointer is over: those of a digit in hexadecimal, of a byte in the text column. */
    private static String bitsUnder(HexPoint point, Span number) {
        long width = number.range().length();
        if (width > Long.BYTES) {
            return "";
        }
        int lowest = (int) (number.range().end() - 1 - point.offset()) * Byte.SIZE;
        Bits bits = switch (point.column()) {
            case TEXT -> new Bits(lowest + 7, lowest);
            case HEX -> point.lowNibble() ? new Bits(lowest + 3, lowest) : new Bits(lowest + 7, lowest + 4);
        };
        return Messages.get("hex.bits", bits.toString());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
