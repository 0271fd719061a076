package io.github.qcowscope.ui.page;

import java.util.Comparator;
import java.util.List;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The inspector and the statistics: tables of which single cells are used. */
public final class InspectorPage {

    private final WindowPage window;
    private final FxRobot robot;

    /** The tabs of a window. */
    public InspectorPage(WindowPage window) {
        this.window = window;
        robot = window.robot();
    }

    private TableView<?> table(String id) {
        return robot.lookup("#" + id).queryAs(TableView.class);
    }

    /** The heads of a table's columns. */
    public List<String> columns(String table) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> table(table).getColumns().stream().map(TableColumn::getText).toList());
    }

    /** The row that starts with a text; -1 where there is none. */
    public int rowOf(String table, String first) {
        TablePage rows = new TablePage(window, table);
        for (int i = 0; i < rows.rowCount(); i++) {
            if (rows.row(i).getFirst().equals(first)) {
                return i;
            }
        }
        return -1;
    }

    /** What a cell says. */
    public String cell(String table, String first, int column) {
        return new TablePage(window, table).row(rowOf(table, first)).get(column);
    }

    /** Height of a byte's bar in the histogram. */
    public double barHeight(int value) {
        return robot.from(robot.lookup("#histogram").<javafx.scene.Node>query()).lookup(".histogram-bar")
                .queryAllAs(Region.class).stream().sorted(Comparator.comparingDouble(Region::getLayoutX))
                .toList().get(value).getHeight();
    }

    /** Clicks a cell. */
    public void click(String table, String first, int column, MouseButton button) {
        robot.clickOn(drawn(table, rowOf(table, first), column), button);
        window.settle();
    }

    /** Clicks a cell twice. */
    public void doubleClick(String table, String first, int column) {
        robot.doubleClickOn(drawn(table, rowOf(table, first), column));
        window.settle();
    }

    private TableCell<?, ?> drawn(String table, int row, int column) {
        return robot.from(table(table)).lookup(".table-cell").queryAllAs(TableCell.class).stream()
                .map(cell -> (TableCell<?, ?>) cell)
                .filter(cell -> cell.getTableRow() != null && !cell.isEmpty() && cell.getTableRow().getIndex() == row
                        && cell.getTableView().getColumns().indexOf(cell.getTableColumn()) == column)
                .findFirst().orElseThrow(() -> new AssertionError("row %d, column %d cannot be seen"
                        .formatted(row, column)));
    }
}
