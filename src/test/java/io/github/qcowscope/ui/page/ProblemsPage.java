package io.github.qcowscope.ui.page;

import javafx.scene.control.TextField;

/** The tab that tells what is wrong with the image. */
public final class ProblemsPage {

    private final WindowPage window;

    /** The tab, in front already. */
    public ProblemsPage(WindowPage window) {
        this.window = window;
    }

    /** The list. */
    public TablePage table() {
        return window.table("problems");
    }

    /** Lists only what has these words. */
    public void filter(String words) {
        window.act(() -> window.robot().lookup("#problems-filter").queryAs(TextField.class).setText(words));
    }

    /** Lists a severity no longer, or again. */
    public void toggle(String severity) {
        window.click("#problems-" + severity);
    }

    /** What the details say of one thing: {@code qemu}, {@code refused}, {@code section}, {@code remedy}. */
    public String fact(String key) {
        return window.text("#problem-" + key);
    }

    /** The numbers below the list. */
    public String summary() {
        return window.text("#problems-summary");
    }
}
