package io.github.qcowscope.ui.page;

import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.MouseButton;

/** The tabs of the open images. */
public final class ImageTabsPage {

    private final WindowPage window;

    ImageTabsPage(WindowPage window) {
        this.window = window;
    }

    private TabPane tabs() {
        return window.robot().lookup("#images").queryAs(TabPane.class);
    }

    /** What the tabs are called. */
    public List<String> titles() {
        return tabs().getTabs().stream().map(Tab::getText).toList();
    }

    /** What the tab in front is called. */
    public String front() {
        return tabs().getSelectionModel().getSelectedItem().getText();
    }

    /** What the bubble of a tab says. */
    public String tooltip(int index) {
        return tabs().getTabs().get(index).getTooltip().getText();
    }

    /** Whether the strip of tabs can be seen. */
    public boolean isStripShown() {
        Node strip = strip();
        return strip.isVisible() && strip.getBoundsInParent().getHeight() > 1;
    }

    /** Height that the strip takes, in pixels. */
    public double stripHeight() {
        return strip().getLayoutBounds().getHeight();
    }

    private Node strip() {
        // The tabs below the bytes have a strip of their own.
        return tabs().getChildrenUnmodifiable().stream()
                .filter(child -> child.getStyleClass().contains("tab-header-area")).findFirst().orElseThrow();
    }

    /** Clicks a tab. */
    public void click(String title, MouseButton button) {
        window.robot().clickOn(header(title), button);
        window.settle();
    }

    /** Clicks the cross of a tab. */
    public void clickCross(String title) {
        window.robot().clickOn(window.robot().from(header(title)).lookup(".tab-close-button").<Node>query());
        window.settle();
    }

    /** Puts the tabs in another order, as dragging them does; without a screen, heads take no drag. */
    public void arrange(List<String> order) {
        window.act(() -> tabs().getTabs().sort(Comparator.comparingInt(tab -> order.indexOf(tab.getText()))));
    }

    /** Chooses from what a right click on a tab offers. */
    public void choose(String title, String item) {
        click(title, MouseButton.SECONDARY);
        window.robot().clickOn(".context-menu #" + item);
        window.settle();
    }

    private Node header(String title) {
        return window.robot().from(tabs()).lookup((Node node) -> node.getStyleClass().contains("tab")
                && window.robot().from(node).lookup(title).tryQuery().isPresent()).query();
    }
}
