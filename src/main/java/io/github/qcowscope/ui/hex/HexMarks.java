package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.ByteMarks;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.hex.HexMark.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells which bytes of a window are lit. Needs no scene; costs what the window's size costs, not the file's. */
final class HexMarks {

    private final Document document;
    private @Nullable Function<ByteRange, List<ByteRange>> differences;
    private @Nullable Surroundings surroundings;
    private @Nullable MatchSource matches;

    HexMarks(Document document) {
        this.document = document;
    }

    /** Marks what differs from other bytes from now on, and of structures only the one that is selected. */
    void compareWith(Function<ByteRange, List<ByteRange>> differing) {
        differences = differing;
    }

    /** Marks what is looked for from now on; nothing where null. */
    void mark(@Nullable MatchSource found) {
        matches = found;
    }

    /** The marks that have a byte in {@code window}, in the order of painting. */
    List<HexMark> in(HexWindow window) {
        ByteRange shown = window.range();
        Node selected = document.selectedNode();
        if (surroundings == null || surroundings.node() != selected) {
            surroundings = Surroundings.of(document.root(), selected);
        }
        List<HexMark> marks = new ArrayList<>();
        if (differences == null) {
            addNode(marks, selected, surroundings, shown);
        } else if (!selected.path().isEmpty()) {
            // Pale, so that what differs stands out.
            add(marks, Layer.ENCLOSING, selected.span(), selected.kind(), shown);
        }
        addMatches(marks, selected, shown);
        addSelection(marks, selected, shown);
        if (document.showsImage()) {
            for (ByteMarks.Mark kept : document.marks().in(ByteMarks.Group.BOOKMARKS, shown)) {
                marks.add(new HexMark(Layer.BOOKMARK, kept.range(), kept.hue() == null ? Kinds.IMAGE : kept.hue(),
                        false, null));
            }
        }
        for (ByteRange different : differences == null ? List.<ByteRange>of() : differences.apply(shown)) {
            marks.add(new HexMark(Layer.DIFFERENT, different, Kinds.GAP, false, null));
        }
        for (ByteRange missing : window.unreadable()) {
            marks.add(new HexMark(Layer.UNREADABLE, missing, Kinds.GAP, false, null));
        }
        Node hovered = document.hoveredNodeProperty().get();
        if (hovered != null && !hovered.equals(selected) && !hovered.path().isEmpty()) {
            add(marks, Layer.HOVER, hovered.span(), hovered.kind(), shown);
        }
        ByteRange caret = new ByteRange(document.caret(), 1);
        add(marks, Layer.CARET, new Span(document.source(), caret), selected.kind(), shown);
        return marks;
    }

    private void addNode(List<HexMark> marks, Node selected, Surroundings around, ByteRange shown) {
        Node enclosing = around.enclosing();
        if (enclosing != null) {
            add(marks, Layer.ENCLOSING, enclosing.span(), enclosing.kind(), shown);
        }
        around.neighbours().visit(shown, (index, child) -> {
            if (index != around.own()) {
                addChild(marks, Layer.NEIGHBOUR, index, child, shown);
            }
        });
        if (selected.path().isEmpty()) {
            return;
        }
        ByteRange own = selected.span().range();
        // What belongs to a node but lies elsewhere, as the data of a table's entry, is not selected with it.
        around.parts().visit(shown, (index, child) -> {
            if (!own.contains(child.span().range())) {
                addChild(marks, Layer.NEIGHBOUR, index, child, shown);
            }
        });
        add(marks, Layer.NODE, selected.span(), selected.kind(), shown);
        around.parts().visit(shown, (index, child) -> {
            if (own.contains(child.span().range())) {
                addChild(marks, Layer.PART, index, child, shown);
            }
        });
    }

    private void addChild(List<HexMark> marks, Layer layer, long index, Node child, ByteRange shown) {
        if (isHere(child.span(), shown)) {
            marks.add(new HexMark(layer, child.span().range(), child.kind(), (index & 1) == 1, null));
        }
    }

    private void addMatches(List<HexMark> marks, Node selected, ByteRange shown) {
        if (matches != null && !shown.isEmpty()) {
            for (ByteRange match : matches.in(document.source(), shown)) {
                marks.add(new HexMark(Layer.MATCH, match, selected.kind(), false, null));
            }
        }
    }

    /** A node's own bytes are lit already, and a single byte has the caret. */
    private void addSelection(List<HexMark> marks, Node selected, ByteRange shown) {
        ByteRange selection = document.selection();
        if (selection.length() > 1 && !selection.equals(selected.span().visible().range())) {
            add(marks, Layer.SELECTION, new Span(document.source(), selection), selected.kind(), shown);
        }
    }

    private void add(List<HexMark> marks, Layer layer, Span span, Kind kind, ByteRange shown) {
        if (isHere(span, shown)) {
            marks.add(new HexMark(layer, span.range(), kind, false, span.bits()));
        }
    }

    private boolean isHere(Span span, ByteRange shown) {
        return span.source().sharesBytesWith(document.source()) && span.range().overlaps(shown);
    }
}
