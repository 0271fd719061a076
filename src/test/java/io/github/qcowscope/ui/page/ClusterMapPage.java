package io.github.qcowscope.ui.page;

import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.testfx.api.FxRobot;

/** The cluster map. */
public final class ClusterMapPage {

    private final FxRobot robot;

    /** The map that is on the screen. */
    public ClusterMapPage(FxRobot robot) {
        this.robot = robot;
    }

    private Point2D at(double x, double y) {
        return robot.lookup("#cluster-map").query().localToScreen(x, y);
    }

    /** Clicks a point of the map, in pixels. */
    public ClusterMapPage click(double x, double y) {
        robot.clickOn(at(x, y));
        return this;
    }

    /** Moves the pointer to a point of the map, in pixels. */
    public ClusterMapPage hover(double x, double y) {
        robot.moveTo(at(x, y));
        return this;
    }

    /** Presses keys, one after the other, while the map has the focus. */
    public ClusterMapPage keys(KeyCode... keys) {
        robot.interact(() -> robot.lookup("#cluster-map").query().requestFocus());
        for (KeyCode key : keys) {
            robot.type(key);
        }
        return this;
    }

    /** Presses the button that saves the map. */
    public ClusterMapPage save() {
        robot.clickOn("#cluster-map-save");
        return this;
    }

    /** Presses the button that makes the map again. */
    public ClusterMapPage again() {
        robot.clickOn("#cluster-map-again");
        return this;
    }

    /** Whether the map is still being made. */
    public boolean isWalking() {
        return robot.lookup("#cluster-map-progress").query().isVisible();
    }

    /** Why there is no map. */
    public String why() {
        return robot.lookup("#cluster-map-why").queryAs(Label.class).getText();
    }

    /** What is told of the cell under the pointer. */
    public String info() {
        return robot.lookup("#cluster-map-info").queryAs(Label.class).getText();
    }

    /** What became of saving. */
    public String notice() {
        return robot.lookup("#cluster-map-notice").queryAs(Label.class).getText();
    }

    /** What the legend says. */
    public List<String> legend() {
        return robot.lookup("#cluster-map-legend").queryAs(Pane.class).getChildren().stream()
                .map(label -> ((Label) label).getText()).toList();
    }

    /** What a screen reader says of the map. */
    public String spoken() {
        return robot.lookup("#cluster-map").query().getAccessibleText();
    }
}
