package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.ui.document.Document;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;

/**
 * Which rows are shown, and what moves them: keys, clicks, the wheel, and whatever selects something in the document.
 * Needs no scene. All arithmetic is in {@code long}, so that the last row of the largest file is reached exactly.
 */
public final class HexModel {

    /** A move of the caret by a key. */
    public enum Move {
        LEFT, RIGHT, UP, DOWN, PAGE_UP, PAGE_DOWN, ROW_START, ROW_END, FILE_START, FILE_END
    }

    private static final int BYTES = HexColumns.BYTES;

    private final Document document;
    private final ReadOnlyLongWrapper topRow = new ReadOnlyLongWrapper(this, "topRow");
    private final ReadOnlyObjectWrapper<HexColumn> column = new ReadOnlyObjectWrapper<>(this, "column", HexColumn.HEX);
    private final Subscription subscriptions;
    private final ReadOnlyLongWrapper visibleRows = new ReadOnlyLongWrapper(this, "visibleRows");
    private Qcow2Image image;
    private long anchor;
    private long reach;
    private boolean moving;

    /** A model that follows the document until {@link #dispose()}. */
    public HexModel(Document document) {
        this.document = document;
        image = document.image();
        subscriptions = Subscription.combine(
                document.caretProperty().subscribe(this::onSelected),
                document.selectionProperty().subscribe(this::onSelected),
                document.selectedNodeProperty().subscribe(this::onNode));
        anchor = document.caret();
    }

    /** Lets go of the document. */
    public void dispose() {
        subscriptions.unsubscribe();
    }

    /** The first row shown; row {@code n} starts at byte {@code 16 * n}. */
    public ReadOnlyLongProperty topRowProperty() {
        return topRow.getReadOnlyProperty();
    }

    /** The first row shown. */
    public long topRow() {
        return topRow.get();
    }

    /** The column that has the caret; its twin is marked in the other one. */
    public ReadOnlyObjectProperty<HexColumn> columnProperty() {
        return column.getReadOnlyProperty();
    }

    /** The column that has the caret. */
    public HexColumn column() {
        return column.get();
    }

    /** Rows of the file; 0 where it is empty. */
    public long rowCount() {
        long length = document.source().length();
        return length == 0 ? 0 : (length - 1) / BYTES + 1;
    }

    /** The top row that shows the file's last row at the bottom. */
    public long lastTopRow() {
        return Math.max(0, Math.max(rowCount(), reach) - Math.max(1, visibleRows()));
    }

    /** Lets the rows be scrolled as far as those of a longer file, so that both can be shown side by side. */
    public void reachAsFarAs(long rows) {
        reach = rows;
    }

    /** Rows that fit as a whole; 0 before the pane has been laid out. */
    public long visibleRows() {
        return visibleRows.get();
    }

    /** Rows that fit as a whole; 0 before the pane has been laid out. */
    public ReadOnlyLongProperty visibleRowsProperty() {
        return visibleRows.getReadOnlyProperty();
    }

    /** Tells how many rows fit as a whole. The top row stays, unless the file would end above the bottom. */
    public void setVisibleRows(long rows) {
        boolean first = visibleRows() == 0;
        visibleRows.set(rows);
        scrollTo(topRow());
        if (first && rows > 0) {
            reveal();
        }
    }

    /** Shows {@code row} at the top, or the nearest row that can be there. */
    public void scrollTo(long row) {
        topRow.set(Math.clamp(row, 0, lastTopRow()));
    }

    /** Moves what is shown by rows, down where positive. */
    public void scrollBy(long rows) {
        scrollTo(plus(topRow(), rows, lastTopRow()));
    }

    /** Puts the caret into the other column. */
    public void swapColumn() {
        column.set(column().other());
    }

    /** Selects a byte, or with {@code extend} everything from the anchor to it. */
    public void press(long offset, HexColumn in, boolean extend) {
        column.set(in);
        if (extend) {
            extendTo(offset);
        } else {
            anchor = offset;
            inMove(() -> document.selectByte(offset));
        }
    }

    /** Selects everything from the anchor to {@code offset}, and shows it. */
    public void extendTo(long offset) {
        long from = Math.min(anchor, offset);
        inMove(() -> document.step(offset, ByteRange.between(from, Math.max(anchor, offset) + 1)));
    }

    /**
     * Moves the caret as a key does.
     *
     * @param extend whether the selection grows with it
     */
    public void move(Move move, boolean extend) {
        if (rowCount() == 0) {
            return;
        }
        long to = target(move);
        if (move == Move.PAGE_UP || move == Move.PAGE_DOWN) {
            scrollBy(move == Move.PAGE_UP ? -page() : page());
        }
        if (extend) {
            extendTo(to);
        } else {
            anchor = to;
            boolean far = move == Move.FILE_START || move == Move.FILE_END;
            inMove(() -> {
                if (far) {
                    document.selectByte(to);
                } else {
                    document.step(to, new ByteRange(to, 1));
                }
            });
        }
    }

    private long target(Move move) {
        long caret = document.caret();
        long last = document.source().length() - 1;
        long rowStart = caret - caret % BYTES;
        return switch (move) {
            case LEFT -> Math.max(0, caret - 1);
            case RIGHT -> Math.min(last, caret + 1);
            case UP -> inRow(caret, -1);
            case DOWN -> inRow(caret, 1);
            case PAGE_UP -> inRow(caret, -page());
            case PAGE_DOWN -> inRow(caret, page());
            case ROW_START -> rowStart;
            case ROW_END -> last - rowStart < BYTES ? last : rowStart + BYTES - 1;
            case FILE_START -> 0;
            case FILE_END -> last;
        };
    }

    private long page() {
        return Math.max(1, visibleRows() - 1);
    }

    /** The byte in the same column, some rows further. */
    private long inRow(long caret, long rows) {
        long row = plus(caret / BYTES, rows, rowCount() - 1);
        return Math.min(row * BYTES + caret % BYTES, document.source().length() - 1);
    }

    private static long plus(long number, long more, long last) {
        return more > last - number ? last : Math.max(0, number + Math.max(more, -number));
    }

    /** Scrolls so far that the caret's row is seen, wherever the selection is. */
    public void reveal() {
        ByteRange selection = document.selection();
        long caret = document.caret();
        reveal(selection.offset() == caret ? selection : new ByteRange(caret, 1));
    }

    private void onSelected() {
        if (moving) {
            keepInSight(document.caret() / BYTES);
        } else {
            anchor = document.caret();
            reveal();
        }
    }

    /** A node that was selected as such has its bytes selected with it; the owner of a clicked byte has not. */
    private void onNode() {
        if (document.image() != image) {
            // The same place in a file that has been read again: whoever had scrolled away from it stays where he is.
            image = document.image();
        } else if (document.selectedNode().span().visible().range().equals(document.selection())) {
            reveal();
        }
    }

    /** Shows bytes that were jumped to, in the upper third; does nothing where they can be seen well as it is. */
    private void reveal(ByteRange bytes) {
        if (visibleRows() == 0) {
            return;
        }
        long first = bytes.offset() / BYTES;
        long last = Math.max(bytes.offset(), bytes.end() - 1) / BYTES;
        boolean startSeen = first >= topRow() && first - topRow() < visibleRows();
        boolean endSeen = last - topRow() < visibleRows();
        boolean enoughSeen = first - topRow() <= visibleRows() * 2 / 3;
        if (!startSeen || !endSeen && !enoughSeen) {
            scrollTo(Math.max(0, first - visibleRows() / 3));
        }
    }

    private void keepInSight(long row) {
        if (row < topRow()) {
            scrollTo(row);
        } else if (row - topRow() >= Math.max(1, visibleRows())) {
            scrollTo(row - Math.max(1, visibleRows()) + 1);
        }
    }

    private void inMove(Runnable change) {
        moving = true;
        try {
            change.run();
        } finally {
            moving = false;
        }
    }
}
