package io.github.qcowscope.ui.find;

import io.github.qcowscope.search.NumberOrder;
import io.github.qcowscope.search.NumberWidth;
import io.github.qcowscope.search.TextEncoding;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Tip;
import java.util.List;
import javafx.beans.property.Property;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** What there is to choose in the bar for each way of looking, and only in that. */
final class FindOptions {

    private final FindModel model;

    FindOptions(FindModel model) {
        this.model = model;
    }

    /** All of them; those that mean nothing as things are cannot be seen. */
    List<Node> all() {
        return List.of(
                in(FindMode.TEXT, ignoreCase("find-ignore-case", model.ignoresCaseProperty())),
                in(FindMode.REGEX, ignoreCase("find-regex-ignore-case", model.regexIgnoresCaseProperty())),
                in(FindMode.TEXT,
                        choice("find-encoding", "find.encoding", TextEncoding.values(), model.encodingProperty())),
                in(FindMode.NUMBER, choice("find-width", "find.width", NumberWidth.values(), model.widthProperty())),
                in(FindMode.NUMBER, choice("find-order", "find.order", NumberOrder.values(), model.orderProperty())),
                in(FindMode.NUMBER, check("find-aligned", "find.aligned", "find.aligned-tip",
                        model.alignedProperty())));
    }

    private <N extends Node> N in(FindMode mode, N option) {
        FindBar.show(option, model.modeProperty().map(now -> now == mode));
        return option;
    }

    private static CheckBox ignoreCase(String id, Property<Boolean> value) {
        return check(id, "find.ignore-case", "find.ignore-case-tip", value);
    }

    private static CheckBox check(String id, String key, String tipKey, Property<Boolean> value) {
        CheckBox box = new CheckBox(Messages.get(key));
        box.setId(id);
        Tip.on(box, Messages.get(tipKey));
        box.selectedProperty().bindBidirectional(value);
        return box;
    }

    private static <T extends Enum<T>> ChoiceBox<T> choice(String id, String key, T[] values, Property<T> value) {
        ChoiceBox<T> choice = new ChoiceBox<>();
        choice.setId(id);
        choice.getItems().addAll(values);
        choice.setAccessibleText(Messages.get(key));
        Tip.on(choice, Messages.get(key));
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T shown) {
                return shown == null ? "" : Messages.get(key + "." + FindBar.id(shown));
            }

            @Override
            public @Nullable T fromString(String text) {
                return null;
            }
        });
        choice.valueProperty().bindBidirectional(value);
        return choice;
    }
}
