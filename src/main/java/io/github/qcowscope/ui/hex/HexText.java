package io.github.qcowscope.ui.hex;

import io.github.qcowscope.ui.hex.HexLines.Look;
import io.github.qcowscope.ui.hex.HexLines.Run;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.text.TextFlow;
import org.fxmisc.richtext.StyledTextArea;
import org.fxmisc.richtext.TextExt;
import org.fxmisc.richtext.model.ReadOnlyStyledDocument;
import org.fxmisc.richtext.model.ReadOnlyStyledDocumentBuilder;
import org.fxmisc.richtext.model.SegmentOps;
import org.fxmisc.richtext.model.SimpleEditableStyledDocument;
import org.fxmisc.richtext.model.StyledSegment;
import org.jspecify.annotations.Nullable;

/**
 * The text of the visible rows, and of no others: a transparent area that is given new rows instead of being scrolled.
 * A paragraph's style is the height of its row, so that rows of text and of the canvas below stay together.
 */
final class HexText extends StyledTextArea<Double, Look> {

    private static final SegmentOps<String, Look> OPS = SegmentOps.styledTextOps();

    private final HexLines lines;
    private final int paragraphLength;
    private double rowHeight;
    private @Nullable HexWindow shown;

    HexText(HexColumns columns) {
        super(0.0, HexText::size, Look.BYTES, HexText::dress,
                new SimpleEditableStyledDocument<>(0.0, Look.BYTES), false);
        lines = new HexLines(columns);
        paragraphLength = columns.width() + 1;
        setEditable(false);
        setUndoManager(null);
        setWrapText(false);
        setMouseTransparent(true);
        setFocusTraversable(false);
        getStyleClass().add("hex-text");
    }

    private static void size(TextFlow row, double height) {
        row.setMinHeight(height);
        row.setPrefHeight(height);
        row.setPadding(new Insets(HexMetrics.ABOVE, 0, 0, 0));
    }

    private static void dress(TextExt text, Look look) {
        // The area's first, empty paragraph is there before the scene and its palette are.
        if (!text.getText().isEmpty()) {
            text.getStyleClass().add(look.styleClass());
        }
    }

    /** Uses another font; the rows must be shown again. */
    void setMetrics(HexMetrics metrics) {
        setStyle(String.format(Locale.ROOT, "-fx-font-family: '%s'; -fx-font-size: %.2fpx;",
                metrics.font().getFamily(), metrics.font().getSize()));
        rowHeight = metrics.rowHeight();
        shown = null;
    }

    /** Shows the rows of a window; keeps those that it shows already, unless their bytes have become others. */
    void show(HexWindow window) {
        HexWindow before = shown;
        shown = window;
        long moved = before == null ? Long.MAX_VALUE : window.topRow() - before.topRow();
        if (before == null || Math.abs(moved) >= window.rows() || window.rows() != before.rows()
                || !window.agreesWith(before)) {
            replace(0, getLength(), document(window, 0, window.rows(), Joint.NONE));
        } else if (moved != 0) {
            scroll(window, (int) moved);
        }
    }

    private void scroll(HexWindow window, int moved) {
        int rows = window.rows();
        int end = getLength();
        int cut = Math.abs(moved) * paragraphLength;
        // Positions count in what the change before has left, so the one that is further down comes first.
        if (moved > 0) {
            createMultiChange(2)
                    .replaceAbsolutely(end, end, document(window, rows - moved, rows, Joint.BEFORE))
                    .deleteTextAbsolutely(0, cut)
                    .commit();
        } else {
            createMultiChange(2)
                    .deleteTextAbsolutely(end - cut, end)
                    .replaceAbsolutely(0, 0, document(window, 0, -moved, Joint.AFTER))
                    .commit();
        }
    }

    /** Where rows are joined to others: an empty paragraph there becomes the line break. */
    private enum Joint { NONE, BEFORE, AFTER }

    private ReadOnlyStyledDocument<Double, String, Look> document(HexWindow window, int from, int to, Joint joint) {
        var builder = new ReadOnlyStyledDocumentBuilder<>(OPS, rowHeight, to - from + 1);
        if (joint == Joint.BEFORE || from == to) {
            builder.addParagraph("", Look.BYTES);
        }
        for (int row = from; row < to; row++) {
            builder.addParagraph(segments(lines.row(window, row)));
        }
        if (joint == Joint.AFTER) {
            builder.addParagraph("", Look.BYTES);
        }
        return builder.build();
    }

    private static List<StyledSegment<String, Look>> segments(List<Run> runs) {
        return runs.stream().map(run -> new StyledSegment<>(run.text(), run.look())).toList();
    }
}
