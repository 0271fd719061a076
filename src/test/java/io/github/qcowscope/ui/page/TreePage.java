package io.github.qcowscope.ui.page;

import io.github.qcowscope.ui.tree.TreeRow;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseButton;
import org.testfx.api.FxRobot;

/** The tree. */
public final class TreePage {

    private final WindowPage window;
    private final FxRobot robot;

    TreePage(WindowPage window) {
        this.window = window;
        robot = window.robot();
    }

    @SuppressWarnings("unchecked")
    private ListView<TreeRow> list() {
        return robot.lookup("#tree").queryAs(ListView.class);
    }

    @SuppressWarnings("unchecked")
    private List<ListCell<TreeRow>> cells() {
        Set<ListCell<TreeRow>> cells = robot.from(list()).lookup(".list-cell")
                .queryAllAs((Class<ListCell<TreeRow>>) (Class<?>) ListCell.class);
        return cells.stream().filter(cell -> !cell.isEmpty() && cell.isVisible()).toList();
    }

    private ListCell<TreeRow> cell(String path) {
        return cells().stream().filter(cell -> !cell.getItem().isRun() && cell.getItem().node().path().equals(path))
                .findFirst().orElseThrow(() -> new AssertionError("the tree shows no " + path + " but " + shown()));
    }

    /** What a screen reader says of a row. */
    public String said(String path) {
        return cell(path).getAccessibleText();
    }

    /** The paths of the nodes that can be seen, from above to below. */
    public List<String> shown() {
        return cells().stream().sorted((a, b) -> Integer.compare(a.getIndex(), b.getIndex()))
                .map(cell -> cell.getItem().node().path()).toList();
    }

    /** How many cells the tree has made. */
    public int cellCount() {
        return robot.from(list()).lookup(".list-cell").queryAll().size();
    }

    /** How many rows there are, seen or not. */
    public int rowCount() {
        return list().getItems().size();
    }

    /** What a row says, without its arrow and marks. */
    public String text(String path) {
        return robot.from(cell(path)).lookup(".label").queryAllAs(Label.class).stream()
                .map(Label::getText).filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
    }

    /** Whether a row bears the mark of a severity: {@code error}, {@code warning}, {@code note}. */
    public boolean isMarked(String path, String severity) {
        return robot.from(cell(path)).lookup(".severity-" + severity).tryQuery().isPresent();
    }

    /** Whether a row bears the mark of a node that has just changed. */
    public boolean isChanged(String path) {
        return robot.from(cell(path)).lookup(".node-changed").tryQuery().filter(javafx.scene.Node::isVisible).isPresent();
    }

    /** Whether a row says that something below it is wrong. */
    public boolean isMarkedForBelow(String path, String severity) {
        return robot.from(cell(path)).lookup(".severity-below").match(icon ->
                icon.getStyleClass().contains("severity-" + severity)).tryQuery().isPresent();
    }

    /** The path of the row that is selected; null where none is. */
    public String selected() {
        TreeRow row = list().getSelectionModel().getSelectedItem();
        return row == null ? null : row.node().path();
    }

    /** Clicks a row. */
    public void click(String path) {
        window.clicked(1);
        robot.clickOn(robot.from(cell(path)).lookup(".node-name").queryLabeled());
        window.settle();
    }

    /** Clicks a row twice. */
    public void doubleClick(String path) {
        window.clicked(2);
        robot.doubleClickOn(robot.from(cell(path)).lookup(".node-name").queryLabeled());
        window.settle();
    }

    /** Clicks the arrow of a row. */
    public void clickArrow(String path) {
        window.clicked(1);
        robot.clickOn(robot.from(cell(path)).lookup(".tree-arrow").<javafx.scene.Node>query());
        window.settle();
    }

    /** Chooses from what a right click on a row offers. Without a screen, only a left click selects. */
    public void contextMenu(String path, String command) {
        click(path);
        robot.clickOn(robot.from(cell(path)).lookup(".node-name").queryLabeled(), MouseButton.SECONDARY);
        window.settle();
        robot.clickOn("#" + command);
        window.settle();
    }

    /** Chooses an item of a menu within the menu that a right click on a row shows. */
    public void contextMenu(String path, String within, String item) {
        click(path);
        robot.clickOn(robot.from(cell(path)).lookup(".node-name").queryLabeled(), MouseButton.SECONDARY);
        window.settle();
        window.chooseWithin(within, item);
    }

    /** Types into the filter. */
    public void filter(String text) {
        robot.clickOn("#tree-filter");
        window.settle();
        window.type(text);
    }

    /** What the filter holds. */
    public String filterText() {
        return robot.lookup("#tree-filter").queryAs(TextField.class).getText();
    }

    /** How many matches the filter tells. */
    public String matches() {
        Label label = robot.lookup("#tree-matches").queryAs(Label.class);
        return label.isVisible() ? label.getText() : "";
    }
}
