package io.github.qcowscope.ui.page;

import io.github.qcowscope.ui.palette.PaletteEntry;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

/** The command palette. */
public final class PalettePage {

    private final WindowPage window;

    PalettePage(WindowPage window) {
        this.window = window;
    }

    /** Opens it with its key. */
    public PalettePage open() {
        window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        return this;
    }

    /** Whether it is shown. */
    public boolean isOpen() {
        return window.robot().lookup("#palette-layer").<Node>query().isVisible();
    }

    /** Types into it. */
    public PalettePage type(String text) {
        window.type(text);
        return this;
    }

    /** What the field holds. */
    public String text() {
        return window.robot().lookup("#palette-field").queryAs(TextField.class).getText();
    }

    /** What it lists. */
    public List<String> entries() {
        return list().getItems().stream().map(PaletteEntry::title).toList();
    }

    /** The line that Enter chooses. */
    public String selected() {
        PaletteEntry entry = list().getSelectionModel().getSelectedItem();
        return entry == null ? "" : entry.title();
    }

    /** Clicks a line. */
    public void click(String title) {
        window.robot().clickOn(window.robot().from(list()).lookup(".list-cell").match(cell ->
                cell instanceof javafx.scene.control.ListCell<?> line && line.getItem() instanceof PaletteEntry entry
                        && entry.title().equals(title)).<Node>query());
        window.settle();
    }

    @SuppressWarnings("unchecked")
    private ListView<PaletteEntry> list() {
        return window.robot().lookup("#palette-list").queryAs(ListView.class);
    }
}
