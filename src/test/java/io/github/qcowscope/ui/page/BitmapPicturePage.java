package io.github.qcowscope.ui.page;

import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.testfx.api.FxRobot;

/** The picture of a bitmap. */
public final class BitmapPicturePage {

    private final FxRobot robot;

    /** The picture that is on the screen. */
    public BitmapPicturePage(FxRobot robot) {
        this.robot = robot;
    }

    private Point2D at(double x, double y) {
        return robot.lookup("#bitmap-picture").query().localToScreen(x, y);
    }

    /** Clicks a point of the picture, in pixels. */
    public BitmapPicturePage click(double x, double y) {
        robot.clickOn(at(x, y));
        return this;
    }

    /** Moves the pointer to a point of the picture, in pixels. */
    public BitmapPicturePage hover(double x, double y) {
        robot.moveTo(at(x, y));
        return this;
    }

    /** Presses keys, one after the other, while the picture has the focus. */
    public BitmapPicturePage keys(KeyCode... keys) {
        robot.interact(() -> robot.lookup("#bitmap-picture").query().requestFocus());
        for (KeyCode key : keys) {
            robot.type(key);
        }
        return this;
    }

    /** Presses the button that saves the picture. */
    public BitmapPicturePage save() {
        robot.clickOn("#bitmap-picture-save");
        return this;
    }

    /** What is told of the cell under the pointer, or of the picture. */
    public String info() {
        return robot.lookup("#bitmap-picture-info").queryAs(Label.class).getText();
    }

    /** What became of saving. */
    public String notice() {
        return robot.lookup("#bitmap-picture-notice").queryAs(Label.class).getText();
    }

    /** What the legend says. */
    public List<String> legend() {
        return robot.lookup("#bitmap-picture-legend").queryAs(Pane.class).getChildren().stream()
                .map(label -> ((Label) label).getText()).toList();
    }

    /** What a screen reader says of the picture. */
    public String spoken() {
        Node picture = robot.lookup("#bitmap-picture").query();
        return picture.getAccessibleText();
    }
}
