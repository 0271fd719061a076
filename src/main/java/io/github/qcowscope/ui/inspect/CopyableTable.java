package io.github.qcowscope.ui.inspect;

import io.github.qcowscope.ui.copy.Copier;
import io.github.qcowscope.ui.text.Messages;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;

/** A short table of a fixed number of rows, whose cells can be copied and can lead somewhere. */
abstract class CopyableTable<R> extends TableView<R> {

    private static final double ROW_HEIGHT = 17;
    private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");

    /** A table with cells that can be selected one by one. */
    CopyableTable(String id) {
        setId(id);
        getStyleClass().add("dense-table");
        setFixedCellSize(ROW_HEIGHT);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getSelectionModel().setCellSelectionEnabled(true);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                follow();
            }
        });
        MenuItem copy = item("inspect.copy", () -> copy(plain(selectedRow(), selectedColumn())));
        MenuItem copyShown = item("inspect.copy-shown", () -> copy(shown()));
        MenuItem go = item("inspect.go", this::follow);
        ContextMenu menu = new ContextMenu(copy, copyShown, go);
        menu.setOnShowing(e -> {
            copy.setDisable(plain(selectedRow(), selectedColumn()).isEmpty());
            copyShown.setDisable(shown().isEmpty());
            go.setDisable(!leads(selectedRow(), selectedColumn()));
        });
        contextMenuProperty().bind(Bindings.when(getSelectionModel().selectedItemProperty().isNull())
                .then((ContextMenu) null).otherwise(menu));
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Messages.get(key));
        item.setId(key.replace('.', '-'));
        item.setOnAction(e -> action.run());
        return item;
    }

    /** A column that stays where it is. */
    static <R, T> TableColumn<R, T> column(String titleKey, double width) {
        TableColumn<R, T> column = new TableColumn<>(Messages.get(titleKey));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private void keyPressed(KeyEvent key) {
        if (COPY.match(key)) {
            copy(plain(selectedRow(), selectedColumn()));
            // The window's own key would copy the selected bytes.
            key.consume();
        } else if (key.getCode() == KeyCode.ENTER && !key.isShortcutDown()) {
            follow();
            key.consume();
        }
    }

    private void follow() {
        if (leads(selectedRow(), selectedColumn())) {
            follow(selectedRow(), selectedColumn());
        }
    }

    private static void copy(String text) {
        if (!text.isEmpty()) {
            Copier.copy(text);
        }
    }

    private @Nullable R selectedRow() {
        return getSelectionModel().getSelectedItem();
    }

    private @Nullable TableColumn<R, ?> selectedColumn() {
        return getSelectionModel().getSelectedCells().stream().findFirst()
                .<TableColumn<R, ?>>map(CopyableTable::columnOf).orElse(null);
    }

    @SuppressWarnings("unchecked") // The position is one of this table, though its type does not say so.
    private static <R> @Nullable TableColumn<R, ?> columnOf(TablePosition<?, ?> position) {
        return (TableColumn<R, ?>) position.getTableColumn();
    }

    /** What the selected cell shows. */
    private String shown() {
        TableColumn<R, ?> column = selectedColumn();
        Object data = column == null ? null : column.getCellData(getSelectionModel().getSelectedIndex());
        return data == null ? "" : data.toString();
    }

    /** What to copy of a cell; empty for nothing. */
    abstract String plain(@Nullable R row, @Nullable TableColumn<R, ?> column);

    /** Whether a cell leads somewhere. */
    abstract boolean leads(@Nullable R row, @Nullable TableColumn<R, ?> column);

    /** Goes where a cell leads. */
    abstract void follow(@Nullable R row, @Nullable TableColumn<R, ?> column);
}
