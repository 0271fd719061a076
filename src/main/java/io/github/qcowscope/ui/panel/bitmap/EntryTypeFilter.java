package io.github.qcowscope.ui.panel.bitmap;

import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry.Type;
import io.github.qcowscope.ui.text.Messages;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** Buttons that say how many entries of each type a table has, and choose which are listed. */
final class EntryTypeFilter extends HBox {

    private final ToggleGroup group = new ToggleGroup();
    private final ReadOnlyObjectWrapper<@Nullable Type> chosen = new ReadOnlyObjectWrapper<>(this, "chosen");

    /** No buttons yet. */
    EntryTypeFilter() {
        setId("entry-types");
        getStyleClass().add("entry-types");
        group.selectedToggleProperty().addListener((of, before, now) -> {
            if (now == null && before != null && before.getToggleGroup() == group) {
                // One of them is always chosen.
                before.setSelected(true);
            } else if (now != null) {
                chosen.set((Type) now.getUserData());
            }
        });
    }

    /** The type that is to be listed; null for all. */
    ReadOnlyObjectProperty<@Nullable Type> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** The type that is to be listed; null for all. */
    @Nullable Type chosen() {
        return chosen.get();
    }

    /** Takes the buttons away, and chooses all. */
    void clear() {
        List.copyOf(group.getToggles()).forEach(toggle -> toggle.setToggleGroup(null));
        getChildren().clear();
        chosen.set(null);
    }

    /** Shows a button for each type that the table has. */
    void show(TypeIndex index, long all) {
        clear();
        List<ToggleButton> buttons = new ArrayList<>();
        buttons.add(button(Messages.get("entries.all"), all, null));
        for (Type type : Type.values()) {
            if (index.count(type) > 0) {
                buttons.add(button(type.label(), index.count(type), type));
            }
        }
        for (int i = 0; i < buttons.size(); i++) {
            boolean isLast = i == buttons.size() - 1;
            buttons.get(i).getStyleClass().add(i == 0 ? "left-pill" : isLast ? "right-pill" : "center-pill");
        }
        getChildren().setAll(buttons);
        buttons.getFirst().setSelected(true);
    }

    private ToggleButton button(String label, long count, @Nullable Type type) {
        ToggleButton button = new ToggleButton(label + "  " + count);
        button.setId("entries-" + (type == null ? "all" : type.label()));
        button.getStyleClass().add("small");
        button.setUserData(type);
        button.setToggleGroup(group);
        return button;
    }
}
