package io.github.qcowscope.ui.page;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Spinner;

/** The dialog of the settings. */
public final class SettingsPage {

    private final WindowPage window;

    SettingsPage(WindowPage window) {
        this.window = window;
    }

    /** Whether the dialog is shown. */
    public boolean isShown() {
        return window.robot().lookup("#settings").tryQuery().isPresent();
    }

    /** Chooses one of several by its place. */
    public void choose(String setting, int index) {
        ChoiceBox<?> box = window.robot().lookup("#settings-" + setting).queryAs(ChoiceBox.class);
        window.act(() -> box.getSelectionModel().select(index));
    }

    /** Turns a number up. */
    public void increase(String setting) {
        Spinner<?> spinner = window.robot().lookup("#settings-" + setting).queryAs(Spinner.class);
        window.act(spinner::increment);
    }

    /** Ticks or unticks. */
    public void tick(String setting) {
        window.click("#settings-" + setting);
    }

    /** Whether something is ticked. */
    public boolean isTicked(String setting) {
        return window.robot().lookup("#settings-" + setting).queryAs(CheckBox.class).isSelected();
    }

    /** Whether it says that the program must be started again. */
    public boolean asksForRestart() {
        return window.robot().lookup("#settings-restart").<Node>query().isVisible();
    }
}
