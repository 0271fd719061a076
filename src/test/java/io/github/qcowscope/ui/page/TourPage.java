package io.github.qcowscope.ui.page;

import javafx.scene.Node;

/** The card of the guided tour. */
public final class TourPage {

    private final WindowPage window;

    TourPage(WindowPage window) {
        this.window = window;
    }

    /** Whether it is shown. */
    public boolean isShown() {
        return window.robot().lookup("#tour").<Node>query().isVisible();
    }

    /** Which step of how many. */
    public String count() {
        return window.text("#tour-count");
    }

    /** What the step is about. */
    public String title() {
        return window.text("#tour-title");
    }

    /** Clicks Next, or Done. */
    public void next() {
        window.click("#tour-next");
    }

    /** Clicks Back. */
    public void back() {
        window.click("#tour-back");
    }

    /** Clicks the cross. */
    public void close() {
        window.click("#tour-close");
    }
}
