package io.github.qcowscope.ui.tree;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.copy.DragOut;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** The tree beside the bytes: shows which node is selected, and selects the one that is clicked. */
public final class TreePane extends VBox {

    private static final int ROW_HEIGHT = 26;
    private static final Duration FADE_STEP = Duration.millis(200);

    private final Document document;
    private final Background background;
    private TreeModel model;
    private final ListView<TreeRow> list = new ListView<>();
    private final List<TreeCell> cells = new ArrayList<>();
    private final TreeFilterBar filter = new TreeFilterBar(this::filter, this::focusRows);
    private final TreeChanges changes = new TreeChanges();
    private final Timeline fading = new Timeline(new KeyFrame(FADE_STEP, tick -> fade()));

    /**
     * A tree.
     *
     * @param menu what a right click on a row offers
     */
    public TreePane(Document document, Background background, ContextMenu menu) {
        this.document = document;
        this.background = background;
        model = new TreeModel(document.root());
        getStyleClass().add("tree-pane");
        setId("tree-pane");
        buildList(menu);
        getChildren().addAll(filter, list);
        VBox.setVgrow(list, Priority.ALWAYS);
        document.selectedNodeProperty().addListener((of, before, now) -> showSelected());
        // Two roots are equal, as their paths are: a listener to changes would not be told.
        document.rootProperty().addListener(of -> showRoot());
        document.restingProperty().addListener((of, before, now) -> {
            if (isFiltered()) {
                filter(filter.wanted());
            }
        });
        document.troubles().changesProperty().addListener(of -> cells.forEach(TreeCell::showProblem));
        document.hoveredNodeProperty().addListener((of, before, now) -> cells.forEach(cell -> cell.preview(now)));
        fading.setCycleCount(Animation.INDEFINITE);
        showSelected();
    }

    private void buildList(ContextMenu menu) {
        list.setId("tree");
        list.setFixedCellSize(ROW_HEIGHT);
        list.setItems(model);
        list.setContextMenu(menu);
        list.setPlaceholder(new Label(Messages.get("tree.nothing")));
        list.setAccessibleText(Messages.get("tree.name"));
        list.setCellFactory(view -> {
            TreeCell cell = new TreeCell(document.troubles(), this::toggle, document::hover, changes::isMarked);
            cell.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> clicked(cell, e));
            cell.setOnDragDetected(e -> drag(cell));
            cells.add(cell);
            return cell;
        });
        list.getSelectionModel().selectedItemProperty().addListener((of, before, now) -> {
            if (now != null && !now.isRun() && !now.node().equals(document.selectedNode())) {
                document.select(now.node());
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private void drag(TreeCell cell) {
        TreeRow row = cell.getItem();
        if (row != null && !row.isRun()) {
            DragOut.begin(cell, DragOut.text(document, row.node()));
        }
    }

    private void clicked(TreeCell cell, MouseEvent click) {
        TreeRow row = cell.getItem();
        if (row == null) {
            return;
        }
        if (click.getButton() != MouseButton.PRIMARY) {
            selectBytesAgain(row);
            return;
        }
        if (click.getClickCount() == 2) {
            followOrToggle(cell.getIndex());
        } else if (click.getClickCount() == 1) {
            selectBytesAgain(row);
        }
    }

    /** The bytes may have been left since the row was selected; what the menu offers works on them, too. */
    private void selectBytesAgain(TreeRow row) {
        if (!row.isRun() && row.node().equals(document.selectedNode())
                && !row.node().span().visible().range().equals(document.selection())) {
            document.select(row.node());
        }
    }

    private void keyPressed(KeyEvent key) {
        int row = list.getSelectionModel().getSelectedIndex();
        if (row < 0 || key.isShortcutDown() || key.isAltDown() || key.isShiftDown()) {
            return;
        }
        if (key.getCode() == KeyCode.ENTER) {
            followOrToggle(row);
        } else if (key.getCode() == KeyCode.RIGHT) {
            goIn(row);
        } else if (key.getCode() == KeyCode.LEFT) {
            goOut(row);
        } else {
            return;
        }
        key.consume();
    }

    private void followOrToggle(int row) {
        TreeRow selected = list.getItems().get(row);
        if (!selected.isRun() && selected.node().target() != null) {
            document.follow();
        } else {
            toggle(row);
        }
    }

    private void goIn(int row) {
        switch (list.getItems().get(row).state()) {
            case LEAF -> { }
            case CLOSED -> model.open(row);
            case OPEN -> selectRow(row + 1);
        }
    }

    private void goOut(int row) {
        if (isFiltered()) {
            return;
        }
        if (model.get(row).state() == TreeRow.State.OPEN && row > 0) {
            model.close(row);
        } else if (model.parentOf(row) >= 0) {
            selectRow(model.parentOf(row));
        }
    }

    private void toggle(int row) {
        switch (list.getItems().get(row).state()) {
            case LEAF -> { }
            case CLOSED -> model.open(row);
            case OPEN -> close(row);
        }
    }

    /** A selected row that would be hidden gives its place to the row that hides it. */
    private void close(int row) {
        int selected = list.getSelectionModel().getSelectedIndex();
        boolean hidesIt = selected > row
                && document.selectedNode().path().startsWith(model.get(row).node().path() + "/");
        if (hidesIt) {
            selectRow(row);
        }
        model.close(row);
    }

    private void selectRow(int row) {
        list.getSelectionModel().clearAndSelect(row);
        scrollTo(row);
    }

    /** The same tree with more in it: what was open stays open. */
    private void showRoot() {
        TreeModel next = new TreeModel(document.root());
        next.openAll(model.openNodes());
        boolean filtered = isFiltered();
        model = next;
        noteChanges();
        if (filtered) {
            list.refresh();
        } else {
            int top = cells.stream().filter(cell -> !cell.isEmpty() && isWithin(cell)).mapToInt(TreeCell::getIndex)
                    .min().orElse(0);
            list(next);
            list.scrollTo(top);
        }
    }

    /** Marks the rows that do not say any more what they have just said. */
    private void noteChanges() {
        for (TreeCell cell : cells) {
            TreeRow row = cell.getItem();
            Node now = row == null || row.isRun() || !isWithin(cell) ? null : document.root().find(row.node().path());
            if (now != null) {
                changes.note(now.path(), cell.shownValue(), NodeText.value(now), now());
            }
        }
        if (!changes.isEmpty()) {
            fading.play();
        }
    }

    private void fade() {
        changes.fade(now());
        cells.forEach(TreeCell::showChange);
        if (changes.isEmpty()) {
            fading.stop();
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private void showSelected() {
        Node node = document.selectedNode();
        if (isFiltered()) {
            select(rowInFilter(node));
            return;
        }
        TreeRow selected = list.getSelectionModel().getSelectedItem();
        if (selected == null || selected.isRun() || !selected.node().equals(node)) {
            // The list would take care of its selection with every row that opens, and move it where one closes.
            list.getSelectionModel().clearSelection();
            select(model.reveal(node));
        }
    }

    private void select(int row) {
        if (row < 0) {
            list.getSelectionModel().clearSelection();
        } else {
            selectRow(row);
        }
    }

    private int rowInFilter(Node node) {
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i).node().equals(node)) {
                return i;
            }
        }
        return -1;
    }

    /** Scrolls no more than is needed, and leaves some rows around the one that is wanted. */
    private void scrollTo(int row) {
        // A cell still shows the row that was at its place before others were opened or closed.
        Node node = list.getItems().get(row).node();
        boolean isShown = cells.stream().anyMatch(cell -> !cell.isEmpty() && cell.getIndex() == row && isWithin(cell)
                && cell.getItem().node().equals(node));
        if (!isShown) {
            int rows = (int) (list.getHeight() / ROW_HEIGHT);
            list.scrollTo(Math.max(0, row - rows / 3));
        }
    }

    private boolean isWithin(TreeCell cell) {
        double top = cell.localToScene(0, 0).getY() - list.localToScene(0, 0).getY();
        return cell.isVisible() && top >= 0 && top + ROW_HEIGHT <= list.getHeight();
    }

    private boolean isFiltered() {
        return list.getItems() != model;
    }

    private void filter(String text) {
        if (text.isEmpty()) {
            filter.hideMatches();
            list(model);
            return;
        }
        Node root = document.root();
        background.latest("filter", Messages.get("tree.filtering"),
                progress -> TreeFilter.search(root, text, progress), this::show);
    }

    private void show(TreeFilter.Result found) {
        if (!filter.wanted().isEmpty()) {
            filter.show(found);
            list(FXCollections.observableList(found.rows()));
        }
    }

    /** What is selected is let go first: the list would look for it in all of the new rows. */
    private void list(ObservableList<TreeRow> rows) {
        list.getSelectionModel().clearSelection();
        list.setItems(rows);
        showSelected();
    }

    /** Puts the focus on the filter. */
    public void focusFilter() {
        filter.focus();
    }

    /** Puts the focus on the rows. */
    public void focusRows() {
        list.requestFocus();
    }

    /** Opens what is open in another tree of the same image. */
    public void takePlaceOf(TreePane earlier) {
        model.openAll(earlier.model.openNodes());
        filter.takePlaceOf(earlier.filter);
        showSelected();
    }
}
