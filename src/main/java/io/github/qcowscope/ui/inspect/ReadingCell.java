package io.github.qcowscope.ui.inspect;

import io.github.qcowscope.ui.text.Tip;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A cell with a value, which is a link where it leads somewhere; what is too long for the cell is in its bubble. */
final class ReadingCell<R> extends TableCell<R, Reading> {

    private static final PseudoClass LEADS = PseudoClass.getPseudoClass("leads");

    private final Tip tip = new Tip(this);

    ReadingCell() {
        getStyleClass().add("code");
    }

    @Override
    protected void updateItem(@Nullable Reading item, boolean empty) {
        super.updateItem(item, empty);
        String text = item == null || empty ? "" : item.text();
        setText(text);
        tip.set(text);
        pseudoClassStateChanged(LEADS, item != null && !empty && item.target() != Reading.NOWHERE);
    }
}
