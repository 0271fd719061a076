package io.github.qcowscope.ui.dump;

import io.github.qcowscope.dump.DumpFormat;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Tip;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** What shall be dumped, and how it shall look. */
final class DumpOptions extends HBox {

    DumpOptions(DumpModel model) {
        getStyleClass().add("dump-options");
        setAlignment(Pos.CENTER_LEFT);
        Label label = new Label(Messages.get("dump.format"));
        ChoiceBox<DumpFormat> format = format(model);
        label.setLabelFor(format);
        RadioButton whole = new RadioButton(Messages.get("dump.whole"));
        whole.setId("dump-whole");
        RadioButton node = new RadioButton();
        node.setId("dump-node");
        node.textProperty().bind(model.pathProperty().map(path ->
                path.isEmpty() ? Messages.get("dump.node-root") : Messages.get("dump.node", path)));
        Tip.on(node, Messages.get("dump.node-tip"));
        ToggleGroup scope = new ToggleGroup();
        scope.getToggles().setAll(whole, node);
        scope.selectToggle(model.nodeOnlyProperty().get() ? node : whole);
        model.nodeOnlyProperty().bind(node.selectedProperty());
        CheckBox extensions = new CheckBox(Messages.get("dump.extensions"));
        extensions.setId("dump-extensions");
        Tip.on(extensions, Messages.get("dump.extensions-tip"));
        extensions.selectedProperty().bindBidirectional(model.extensionsOnlyProperty());
        extensions.disableProperty().bind(model.hasExtensionsOnly().not());
        getChildren().addAll(label, format, whole, node, extensions);
    }

    private static ChoiceBox<DumpFormat> format(DumpModel model) {
        ChoiceBox<DumpFormat> format = new ChoiceBox<>();
        format.setId("dump-format");
        format.getItems().setAll(DumpFormat.TEXT, DumpFormat.JSON, DumpFormat.QEMU, DumpFormat.QEMU_JSON, DumpFormat.PATCH);
        format.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable DumpFormat value) {
                return value == null ? "" : Messages.get("dump.format." + value.id());
            }

            @Override
            public DumpFormat fromString(String text) {
                throw new UnsupportedOperationException("nobody can type a format");
            }
        });
        format.valueProperty().bindBidirectional(model.formatProperty());
        return format;
    }
}
