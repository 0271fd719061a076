package io.github.qcowscope.ui.hex;

import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/** What is painted below the text: the rules between the columns, where clusters begin, and the marks. */
final class HexCanvas extends Canvas {

    /**
     * What the pane is like.
     *
     * @param caret       the byte that has it
     * @param column      the column that has it
     * @param focused     whether the pane has the keyboard
     * @param clusterSize bytes from one line between clusters to the next
     * @param flashes     bytes that have just changed
     */
    record State(long caret, HexColumn column, boolean focused, long clusterSize, List<HexChanges.Flash> flashes) {}

    private final KindColors colors;

    HexCanvas(KindColors colors) {
        this.colors = colors;
        setManaged(false);
    }

    /**
     * Paints everything anew.
     *
     * @param ruler height of the ruler above the rows
     */
    void paint(HexGeometry at, List<HexMark> marks, State state, double ruler) {
        GraphicsContext to = getGraphicsContext2D();
        to.setTransform(1, 0, 0, 1, 0, 0);
        to.clearRect(0, 0, getWidth(), getHeight());
        current(to, at, state, ruler);
        to.translate(0, ruler);
        rules(to, at, state, ruler);
        new HexPainter(to, colors, at).paint(marks, state);
    }

    /** Marks the caret's row at the offset, and its column on the ruler. */
    private void current(GraphicsContext to, HexGeometry at, State state, double ruler) {
        if (!at.window().contains(state.caret())) {
            return;
        }
        to.setFill(colors.named("-hex-current"));
        int index = (int) (state.caret() % HexColumns.BYTES);
        for (HexColumn column : HexColumn.values()) {
            double left = at.left(index, column);
            to.fillRect(left, 2, at.right(index, column) - left, ruler - 4);
        }
        double width = at.metrics().x(at.columns().offsetDigits() + 0.5);
        double y = ruler + at.y(state.caret() / HexColumns.BYTES);
        to.fillRect(0, y, width, at.metrics().rowHeight());
    }

    private void rules(GraphicsContext to, HexGeometry at, State state, double ruler) {
        to.setFill(colors.named("-hex-line"));
        double afterOffset = Math.round(at.metrics().x(at.columns().offsetDigits() + 0.8));
        double beforeText = Math.round(at.metrics().x(at.columns().start(0, HexColumn.TEXT) - 0.8));
        to.fillRect(afterOffset, -ruler, 1, getHeight());
        to.fillRect(beforeText, -ruler, 1, getHeight());
        to.fillRect(0, -1, getWidth(), 1);
        long first = at.window().offset();
        for (long row = first; row < at.window().end(); row += HexColumns.BYTES) {
            if (row > 0 && row % state.clusterSize() == 0) {
                to.fillRect(0, at.y(row / HexColumns.BYTES), getWidth(), 1);
            }
        }
    }
}
