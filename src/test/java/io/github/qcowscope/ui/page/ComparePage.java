package io.github.qcowscope.ui.page;

import java.util.List;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import org.testfx.api.FxRobot;

/** Two bitmaps compared. */
public final class ComparePage {

    private final FxRobot robot;

    /** The comparison that is on the screen. */
    public ComparePage(FxRobot robot) {
        this.robot = robot;
    }

    /** Presses the button that takes another image. */
    public ComparePage openOther() {
        robot.clickOn("#compare-open");
        return this;
    }

    /** Saves the ranges as CSV. */
    public ComparePage saveAsCsv() {
        robot.clickOn("#compare-csv");
        return this;
    }

    /** Moves the pointer to a point of the picture, and reads what is told of it. */
    public String hover(double x, double y) {
        robot.moveTo(robot.lookup("#compare-picture").query().localToScreen(x, y));
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
