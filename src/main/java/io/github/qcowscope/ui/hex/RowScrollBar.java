package io.github.qcowscope.ui.hex;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;

/**
 * A scroll bar over more rows than a {@code double} can count. Its own value is only a share, 0 to 1, of the way down:
 * what the thumb needs. Arrows and clicks beside the thumb move the model by whole rows, and the thumb follows the
 * model.
 */
final class RowScrollBar extends ScrollBar {

    /** The smallest share of the bar that the thumb takes: it must be possible to get hold of it. */
    private static final double LEAST_THUMB = 0.05;

    private final HexModel model;
    private boolean following;

    RowScrollBar(HexModel model) {
        this.model = model;
        setOrientation(Orientation.VERTICAL);
        setMin(0);
        setMax(1);
        setFocusTraversable(false);
        valueProperty().subscribe(value -> {
            if (!following) {
                model.scrollTo(rowAt(value.doubleValue(), model.lastTopRow()));
            }
        });
    }

    /** Takes over what the model shows. */
    void follow() {
        following = true;
        try {
            long last = model.lastTopRow();
            double seen = (double) model.visibleRows() / Math.max(1, model.rowCount());
            setVisibleAmount(Math.clamp(seen, LEAST_THUMB, 1));
            setDisable(last == 0);
            setValue(last == 0 ? 0 : (double) model.topRow() / last);
        } finally {
            following = false;
        }
    }

    /** The row at a share of the way down; the very end is the last row, however many there are. */
    static long rowAt(double share, long last) {
        return share >= 1 ? last : Math.round(Math.max(0, share) * last);
    }

    @Override
    public void increment() {
        model.scrollBy(1);
    }

    @Override
    public void decrement() {
        model.scrollBy(-1);
    }

    /** A click beside the thumb moves by a page. */
    @Override
    public void adjustValue(double share) {
        long page = Math.max(1, model.visibleRows());
        model.scrollBy(share > getValue() ? page : -page);
    }
}
