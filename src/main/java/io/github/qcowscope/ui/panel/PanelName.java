package io.github.qcowscope.ui.panel;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.Ikon;

/**
 * How a panel is known.
 *
 * @param id    its name in style sheets, tests and settings: lower case with hyphens
 * @param title what its tab says
 * @param icon  the tab's icon
 */
public record PanelName(String id, ObservableValue<String> title, Ikon icon) {

    /** The name of a panel whose tab always says the same. */
    public PanelName(String id, String title, Ikon icon) {
        this(id, new ReadOnlyStringWrapper(title), icon);
    }
}
