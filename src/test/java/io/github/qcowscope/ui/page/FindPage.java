package io.github.qcowscope.ui.page;

import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

/** The find bar, and the tab of what was found. */
public final class FindPage {

    private final WindowPage window;

    /** Opens the bar. */
    public FindPage(WindowPage window) {
        this.window = window;
        window.press(KeyCode.CONTROL, KeyCode.F);
    }

    /** Chooses what the text is: {@code bytes}, {@code text}, {@code number} or {@code regex}. */
    public FindPage mode(String id) {
        window.click("#find-" + id);
        return this;
    }

    /** Replaces the text. */
    public FindPage text(String text) {
        TextField field = window.robot().lookup("#find-field").queryAs(TextField.class);
        window.act(() -> {
            field.requestFocus();
            field.clear();
        });
        window.type(text);
        return this;
    }

    /** Chooses an option by the id of its list. */
    @SuppressWarnings("unchecked")
    public <T> FindPage choose(String id, T value) {
        ChoiceBox<T> box = window.robot().lookup("#" + id).queryAs(ChoiceBox.class);
        window.act(() -> box.setValue(value));
        return this;
    }

    /** Chooses where to look, by the id of the menu's item. */
    public FindPage in(String scope) {
        window.click("#find-scope");
        window.click("#find-in-" + scope);
        return this;
    }

    /** What the menu of scopes says. */
    public String scope() {
        return window.robot().lookup("#find-scope").queryAs(Labeled.class).getText();
    }

    /** What the bar says below. */
    public String status() {
        return window.text("#find-status");
    }

    /** Whether an option is there. */
    public boolean has(String id) {
        return window.robot().lookup("#" + id).query().isVisible();
    }

    /** Lists all matches by the key. */
    public FindPage all() {
        window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        window.settle();
        return this;
    }

    /** What stands below the list. */
    public String summary() {
        return window.text("#found-summary");
    }

    /** The list. */
    public TablePage list() {
        return window.table("found");
    }
}
