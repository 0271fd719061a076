package io.github.qcowscope.ui.page;

import java.util.List;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.testfx.api.FxRobot;

/** Two bitmaps compared. */
public final class ComparePage {

    private final FxRobot robot;

    /** The comparison that is on the screen. */
    public ComparePage(FxRobot robot) {
        this.robot = robot;
    }

    /** Takes another image to compare with. */
    public ComparePage openOther() {
        robot.clickOn("#compare-from").clickOn("#compare-open");
        return this;
    }

    /** Compares with bitmaps of the same image again. */
    public ComparePage openSame() {
        robot.clickOn("#compare-from").clickOn("#compare-same");
        return this;
    }

    /** Compares with the backing files. */
    public ComparePage openBehind() {
        robot.clickOn("#compare-from").clickOn("#compare-behind");
        return this;
    }

    /** Saves the picture. */
    public ComparePage savePicture() {
        robot.clickOn("#compare-save");
        return this;
    }

    /** Clicks a point of the picture. */
    public ComparePage click(double x, double y) {
        robot.clickOn(robot.lookup("#compare-picture").query().localToScreen(x, y));
        return this;
    }

    /** Presses keys while the picture has the focus. */
    public ComparePage keys(KeyCode... keys) {
        robot.interact(() -> robot.lookup("#compare-picture").query().requestFocus());
        for (KeyCode key : keys) {
            robot.type(key);
        }
        return this;
    }

    /** What the legend says, the size of a cell last. */
    public List<String> legend() {
        return robot.lookup("#compare-legend").queryAs(Pane.class).getChildren().stream()
                .map(label -> ((Label) label).getText()).toList();
    }

    /** Saves the ranges as CSV. */
    public ComparePage saveAsCsv() {
        robot.clickOn("#compare-csv");
        return this;
    }

    /** Moves the pointer to a point of the picture, and reads what is told of it. */
    public String hover(double x, double y) {
        robot.moveTo(robot.lookup("#compare-picture").query().localToScreen(x, y));
        return info();
    }

    /** What is told of the picture. */
    public String info() {
        return robot.lookup("#compare-info").queryAs(Label.class).getText();
    }

    /** The numbers. */
    public String summary() {
        return robot.lookup("#compare-summary").queryAs(Label.class).getText();
    }

    /** The bitmaps that can be compared with. */
    public List<String> others() {
        return robot.lookup("#compare-other").<ChoiceBox<?>>query().getItems().stream().map(String::valueOf).toList();
    }
}
