package io.github.qcowscope.ui.page;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** A table in one of the tabs. */
public final class TablePage {

    private final WindowPage window;
    private final FxRobot robot;
    private final String id;

    TablePage(WindowPage window, String id) {
        this.window = window;
        this.id = id;
        robot = window.robot();
    }

    private TableView<?> table() {
        return robot.lookup("#" + id).queryAs(TableView.class);
    }

    /** How many rows there are, seen or not. */
    public int rowCount() {
        return table().getItems().size();
    }

    /** How many rows have been drawn. */
    public int drawnRows() {
        return robot.from(table()).lookup(".table-row-cell").queryAll().size();
    }

    /** What the cells of a row say. */
    public List<String> row(int index) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> IntStream.range(0, table().getColumns().size())
                .mapToObj(column -> String.valueOf(table().getColumns().get(column).getCellData(index))).toList());
    }

    /** The index of the row that is selected; -1 where none is. */
    public int selected() {
        return table().getSelectionModel().getSelectedIndex();
    }

    /** Clicks a row that can be seen, in its first cell: others may be links. */
    public void click(int index) {
        clickCell(index, 0);
    }

    /** Clicks what the cell of a column says in a row that can be seen. */
    public void clickCell(int index, int column) {
        window.clicked(1);
        robot.clickOn(cell(index, column));
        window.settle();
    }

    /** Clicks a row twice, in its first cell. */
    public void doubleClick(int index) {
        window.clicked(2);
        robot.doubleClickOn(cell(index, 0));
        window.settle();
    }

    /** Sorts by a column, as a click on its head does; without a screen, heads take every click for a right click. */
    public void sort(int column, TableColumn.SortType type) {
        window.act(() -> sort(table(), column, type));
    }

    private static <S> void sort(TableView<S> table, int column, TableColumn.SortType type) {
        TableColumn<S, ?> wanted = table.getColumns().get(column);
        wanted.setSortType(type);
        table.getSortOrder().setAll(List.of(wanted));
    }

    private TableCell<?, ?> cell(int index, int column) {
        return drawn(index).getChildrenUnmodifiable().stream().filter(TableCell.class::isInstance)
                .<TableCell<?, ?>>map(TableCell.class::cast)
                .filter(cell -> table().getColumns().indexOf(cell.getTableColumn()) == column)
                .findFirst().orElseThrow();
    }

    private TableRow<?> drawn(int index) {
        return robot.from(table()).lookup(".table-row-cell").queryAllAs(TableRow.class).stream()
                .filter(row -> !row.isEmpty() && row.getIndex() == index)
                .findFirst().orElseThrow(() -> new AssertionError("row " + index + " cannot be seen"));
    }
}
