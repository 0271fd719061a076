package io.github.qcowscope.ui.settings;

import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Mnemonics;
import io.github.qcowscope.ui.theme.HexFont;
import io.github.qcowscope.ui.theme.Theme;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.Property;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.stage.Modality;
import javafx.stage.Window;
import javafx.util.StringConverter;

/**
 * What the user can choose about the window. Each choice takes effect at once, so there is nothing to accept or to take
 * back.
 */
public final class SettingsDialog extends Dialog<ButtonType> {

    private final Settings settings;
    private final GridPane rows = new GridPane();

    /**
     * A dialog; the rest of the window can be used while it is open.
     *
     * @param spoken the language that the window speaks now, whatever has been chosen since
     */
    public SettingsDialog(Window owner, Settings settings, Language spoken) {
        this.settings = settings;
        initOwner(owner);
        initModality(Modality.NONE);
        setTitle(Messages.get("settings.title"));
        rows.setId("settings");
        rows.getStyleClass().addAll("facts", "settings");

        ChoiceBox<Theme> theme = choice("settings-theme", settings.themeProperty(), Theme.values(),
                each -> Mnemonics.without(Messages.get("theme." + each.id())));
        row("settings.theme", theme, theme);
        ChoiceBox<Language> language = choice("settings-language", settings.languageProperty(), Language.values(),
                each -> Messages.get("language." + each.name().toLowerCase(Locale.ROOT)));
        row("settings.language", language, language);
        rows.add(restart(spoken), 1, rows.getRowCount());

        Spinner<Integer> size = spinner("settings-font-size", (int) HexFont.LEAST, (int) HexFont.LARGEST,
                (int) Math.round(settings.hexFontSizeProperty().get()));
        size.valueProperty().addListener((of, before, now) -> settings.hexFontSizeProperty().set(now));
        row("settings.font-size", size, size);

        Spinner<Integer> limit = spinner("settings-recent", 0, Settings.MOST_RECENT,
                settings.recentLimitProperty().get());
        limit.valueProperty().addListener((of, before, now) -> settings.recentLimitProperty().set(now));
        Button forget = new Button(Messages.get("settings.forget"));
        forget.setId("settings-forget");
        forget.disableProperty().bind(Bindings.isEmpty(settings.recent()));
        forget.setOnAction(e -> settings.forgetAll());
        HBox recent = new HBox(limit, forget);
        recent.getStyleClass().add("settings-line");
        recent.setAlignment(Pos.CENTER_LEFT);
        row("settings.recent", limit, recent);

        check("settings-reopen", "settings.reopen", settings.reopensSessionProperty());
        check("settings-reload", "settings.reload", settings.reloadOnChangeProperty());

        getDialogPane().setContent(rows);
        getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
        Bindings.bindContent(getDialogPane().getStylesheets(), owner.getScene().getStylesheets());
        setOnHidden(e -> settings.save());
    }

    private Label restart(Language spoken) {
        Label restart = new Label(Messages.get("settings.restart"));
        restart.setId("settings-restart");
        restart.getStyleClass().add("hint");
        BooleanBinding isNeeded = settings.languageProperty().isNotEqualTo(spoken);
        restart.visibleProperty().bind(isNeeded);
        restart.managedProperty().bind(isNeeded);
        restart.managedProperty().addListener((of, before, now) -> getDialogPane().getScene().getWindow()
                .sizeToScene());
        return restart;
    }

    private void row(String key, Control control, Node content) {
        Label label = new Label(Messages.get(key));
        label.setMnemonicParsing(true);
        label.setLabelFor(control);
        rows.addRow(rows.getRowCount(), label, content);
    }

    private void check(String id, String key, BooleanProperty setting) {
        CheckBox check = new CheckBox(Messages.get(key));
        check.setId(id);
        check.setMinWidth(Region.USE_PREF_SIZE);
        check.selectedProperty().bindBidirectional(setting);
        rows.add(check, 0, rows.getRowCount(), 2, 1);
    }

    private static <T> ChoiceBox<T> choice(String id, Property<T> setting, T[] values, Function<T, String> name) {
        ChoiceBox<T> choice = new ChoiceBox<>();
        choice.setId(id);
        choice.getItems().addAll(values);
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public T fromString(String text) {
                return setting.getValue();
            }
        });
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.valueProperty().bindBidirectional(setting);
        return choice;
    }

    private static Spinner<Integer> spinner(String id, int least, int most, int now) {
        Spinner<Integer> spinner = new Spinner<>(least, most, now);
        spinner.setId(id);
        spinner.setPrefWidth(110);
        return spinner;
    }
}
