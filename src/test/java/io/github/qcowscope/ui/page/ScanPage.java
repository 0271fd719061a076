package io.github.qcowscope.ui.page;

import io.github.qcowscope.schema.Kind;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import org.jspecify.annotations.Nullable;

/** The tab that lists what looks like a structure. */
public final class ScanPage {

    private final WindowPage window;

    /** The tab, in front already. */
    public ScanPage(WindowPage window) {
        this.window = window;
    }

    /** Asks for the scan with the button of the note. */
    public void start() {
        window.click("#scan-start");
    }

    /** What the note says that stands here before a scan. */
    public String note() {
        return window.text("#scan-note");
    }

    /** The list. */
    public TablePage table() {
        return window.table("scan");
    }

    /** Index of the row for a structure at an offset, as the list writes both. */
    public int row(String kind, String offset) {
        for (int i = 0; i < table().rowCount(); i++) {
            if (table().row(i).get(1).contains(kind) && table().row(i).get(2).equals(Long.decode(offset).toString())) {
                return i;
            }
        }
        return -1;
    }

    /** Lists only a kind; all where null. */
    @SuppressWarnings("unchecked")
    public void filter(@Nullable Kind kind) {
        ComboBox<@Nullable Kind> choice = window.robot().lookup("#scan-filter").queryAs(ComboBox.class);
        window.act(() -> choice.setValue(kind));
    }

    /** Lists what the tree has already, too. */
    public void withKnown() {
        window.act(() -> window.robot().lookup("#scan-known").queryAs(CheckBox.class).setSelected(true));
    }

    /** The sentence below the list. */
    public String summary() {
        return window.text("#scan-summary");
    }
}
