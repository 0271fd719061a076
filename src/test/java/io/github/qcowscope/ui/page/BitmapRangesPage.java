package io.github.qcowscope.ui.page;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.testfx.api.FxRobot;

/** The table of a bitmap's ranges. */
public final class BitmapRangesPage {

    private final FxRobot robot;

    /** The table that is on the screen. */
    public BitmapRangesPage(FxRobot robot) {
        this.robot = robot;
    }

    /**
     * Sorts as a click on the head of a column does: without a screen, JavaFX takes that click for one of the right
     * button.
     */
    public BitmapRangesPage sortBy(String column, SortType type) {
        robot.interact(() -> sort(robot.lookup("#bitmap-ranges").queryTableView(), column, type));
        return this;
    }

    private static <R> void sort(TableView<R> table, String title, SortType type) {
        TableColumn<R, ?> column = table.getColumns().stream().filter(found -> found.getText().equals(title))
                .findFirst().orElseThrow();
        column.setSortType(type);
        table.getSortOrder().setAll(List.of(column));
    }

    /** Clicks the row of the range that starts somewhere. */
    public BitmapRangesPage click(String start) {
        robot.clickOn(start);
        return this;
    }

    /** Saves the ranges as CSV. */
    public BitmapRangesPage saveAsCsv() {
        robot.clickOn("#bitmap-ranges-csv");
        return this;
    }

    /** Where the listed ranges start. */
    public List<String> starts() {
        TableView<?> table = robot.lookup("#bitmap-ranges").queryTableView();
        return table.getItems().stream().map(row -> starts(table, table.getItems().indexOf(row))).toList();
    }

    private static String starts(TableView<?> table, int row) {
        return String.valueOf(table.getColumns().getFirst().getCellData(row));
    }

    /** What is told of the list as a whole. */
    public String summary() {
        return robot.lookup("#bitmap-ranges-summary").queryAs(Label.class).getText();
    }
}
