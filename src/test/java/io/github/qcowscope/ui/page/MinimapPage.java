package io.github.qcowscope.ui.page;

import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;

/** The minimap. */
public final class MinimapPage {

    private final WindowPage window;

    MinimapPage(WindowPage window) {
        this.window = window;
    }

    private Region strip() {
        return window.robot().lookup("#minimap").queryAs(Region.class);
    }

    private Point2D at(double share) {
        return strip().localToScreen(strip().getWidth() / 2, strip().getHeight() * share);
    }

    /** Whether it is there. */
    public boolean isShown() {
        return window.robot().lookup("#minimap").match(Node::isVisible).tryQuery()
                .filter(node -> node.getParent().isVisible()).isPresent();
    }

    /** Clicks at a share of its height. */
    public void click(double share) {
        window.robot().clickOn(at(share));
        window.settle();
    }

    /** Drags from one share of its height to another. */
    public void drag(double from, double to) {
        window.robot().drag(at(from), MouseButton.PRIMARY).dropTo(at(to));
        window.settle();
    }

    /** Moves the pointer there. */
    public void pointAt(double share) {
        window.robot().moveTo(at(share));
        window.settle();
    }

    /** What a screen reader says. */
    public String words() {
        return strip().getAccessibleText();
    }
}
