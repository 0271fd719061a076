package io.github.qcowscope.ui.page;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The window that compares two images. */
public final class DiffPage {

    private static final long LIMIT_SECONDS = 30;

    private final FxRobot robot;

    /** The window that is on the screen. */
    public DiffPage(FxRobot robot) {
        this.robot = robot;
    }

    /** Whether the window is there. */
    public boolean isOpen() {
        return robot.lookup("#diff-window").tryQuery().isPresent();
    }

    /** Waits until the comparison says something. */
    public DiffPage summary(Predicate<String> wanted) {
        return says("#diff-summary", wanted);
    }

    /** Waits until there is a message. */
    public DiffPage message(Predicate<String> wanted) {
        return says("#diff-message", wanted);
    }

    private DiffPage says(String label, Predicate<String> wanted) {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS,
                    () -> wanted.test(robot.lookup(label).<Labeled>query().getText()));
            WaitForAsyncUtils.waitForFxEvents();
            return this;
        } catch (TimeoutException e) {
            throw new AssertionError(label + " says: " + robot.lookup(label).<Labeled>query().getText(), e);
        }
    }

    /** Lists only one kind of difference: {@code changed}, {@code added}, {@code removed}, or {@code all}. */
    public DiffPage only(String kind) {
        robot.clickOn("#diff-" + kind);
        WaitForAsyncUtils.waitForFxEvents();
        return this;
    }

    /** The paths that are listed. */
    public List<String> paths() {
        TableView<?> table = robot.lookup("#diff").query();
        return IntStream.range(0, table.getItems().size())
                .mapToObj(row -> String.valueOf(table.getColumns().get(1).getCellData(row))).toList();
    }

    /** Clicks the row of a path. */
    public DiffPage click(String path) {
        int index = paths().indexOf(path);
        TableRow<?> row = robot.from(robot.lookup("#diff").<TableView<?>>query()).lookup(".table-row-cell")
                .queryAllAs(TableRow.class).stream().filter(each -> !each.isEmpty() && each.getIndex() == index)
                .findFirst().orElseThrow(() -> new AssertionError(path + " cannot be seen"));
        robot.clickOn(row);
        WaitForAsyncUtils.waitForFxEvents();
        return this;
    }

    /** Saves the list as text. */
    public DiffPage saveText() {
        robot.clickOn("#diff-save-txt");
        return this;
    }
}
