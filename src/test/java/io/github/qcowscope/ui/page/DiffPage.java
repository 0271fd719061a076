package io.github.qcowscope.ui.page;

import io.github.qcowscope.diff.DiffRow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The window that compares two images. */
public final class DiffPage extends ComparisonPage<DiffPage> {

    /** The window that is on the screen. */
    public DiffPage(FxRobot robot) {
        super(robot, "diff");
    }

    @Override
    DiffPage self() {
        return this;
    }

    /** Lists only one kind of difference: {@code changed}, {@code added}, {@code removed}, or {@code all}. */
    public DiffPage only(String kind) {
        robot.clickOn("#diff-" + kind);
        WaitForAsyncUtils.waitForFxEvents();
        return this;
    }

    /** Lists only what has a text. */
    public DiffPage filter(String text) {
        robot.interact(() -> robot.lookup("#diff-text").<TextField>query().setText(text));
        WaitForAsyncUtils.waitForFxEvents();
        return this;
    }

    /** Swaps the sides. */
    public DiffPage swap() {
        robot.clickOn("#diff-swap");
        WaitForAsyncUtils.waitForFxEvents();
        return this;
    }

    /** Goes to the next difference. */
    public DiffPage next() {
        robot.clickOn("#diff-next");
        return this;
    }

    /** Goes to the difference before. */
    public DiffPage previous() {
        robot.clickOn("#diff-previous");
        return this;
    }

    /** Presses keys, as quick as can be. */
    public DiffPage keys(KeyCode... keys) {
        robot.type(keys);
        return this;
    }

    /** The row that is selected. */
    public DiffPage selected(Predicate<String> wanted) {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS, () -> wanted.test(selected()));
            WaitForAsyncUtils.waitForFxEvents();
            return this;
        } catch (TimeoutException e) {
            throw new AssertionError("selected is " + selected(), e);
        }
    }

    private String selected() {
        TreeItem<DiffRow> item = table().getSelectionModel().getSelectedItem();
        return item == null ? "" : item.getValue().pair().there().path();
    }

    private TreeTableView<DiffRow> table() {
        return robot.lookup("#diff").query();
    }

    /** Waits until the rows are these, and no others. */
    public DiffPage rows(String... paths) {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS, () -> paths().equals(List.of(paths)));
            return this;
        } catch (TimeoutException e) {
            throw new AssertionError("the rows are " + paths(), e);
        }
    }

    private List<String> paths() {
        return IntStream.range(0, table().getExpandedItemCount())
                .mapToObj(row -> table().getTreeItem(row).getValue().pair().there().path()).toList();
    }

    /** Opens a row. */
    public DiffPage open(String path) {
        row(path).ifPresent(row -> robot.interact(() -> row.getTreeItem().setExpanded(true)));
        WaitForAsyncUtils.waitForFxEvents();
        return this;
    }

    /** Clicks the row of a path. */
    public DiffPage click(String path) {
        robot.clickOn(row(path).orElseThrow(() -> new AssertionError(path + " cannot be seen")));
        WaitForAsyncUtils.waitForFxEvents();
        return this;
    }

    /** What the row of a path says: name, change, counts and both values. */
    public List<String> texts(String path) {
        return row(path).orElseThrow().lookupAll(".tree-table-cell").stream().map(Labeled.class::cast)
                .map(cell -> cell.getGraphic() instanceof Labeled pill ? pill.getText()
                        : String.valueOf(cell.getText()))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private Optional<TreeTableRow<DiffRow>> row(String path) {
        return robot.from(table()).lookup(".tree-table-row-cell").queryAllAs(TreeTableRow.class).stream()
                .map(row -> (TreeTableRow<DiffRow>) row)
                .filter(row -> !row.isEmpty() && !row.getItem().isRun()
                        && row.getItem().pair().there().path().equals(path)).findFirst();
    }

    /** Saves the list as text. */
    public DiffPage saveText() {
        robot.clickOn("#diff-save-txt");
        return this;
    }
}
