package io.github.qcowscope.ui.table;

import io.github.qcowscope.ui.text.Tip;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A cell of text. Where its column is too narrow for all of it, the whole text is in the tip. */
final class WholeTextCell<R, T> extends TableCell<R, T> {

    /**
     * An empty cell.
     *
     * @param cut which part of a text that is too long is left out
     */
    WholeTextCell(OverrunStyle cut) {
        setTextOverrun(cut);
        Tip.whenCut(this);
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        setText(item == null || empty ? null : item.toString());
    }
}
