package io.github.qcowscope.ui.panel;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;

/** A tab below the bytes. */
public interface Panel {

    /** Its id, and what the tab says. */
    PanelName name();

    /** What the tab shows. */
    Region view();

    /** Tells whether it is the tab in front, so that one which has much to read need not read for nobody. */
    default void setShown(boolean is) {}

    /** Whether it has anything to show of what is selected; while it has not, there is no tab. */
    default ObservableValue<Boolean> isAvailable() {
        return new ReadOnlyObjectWrapper<>(true);
    }

    /**
     * Whether the tab comes to the front as soon as it is there, if only the fields were shown before.
     */
    default boolean comesForward() {
        return false;
    }

    /** Begins what the tab does only when a command asks for it; nothing where it does everything by itself. */
    default void start() {}
}
