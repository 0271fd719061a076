package io.github.qcowscope.ui.table;

import io.github.qcowscope.ui.text.Messages;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Cursor;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Columns of tables, most of whose rows are made when they are looked at: such a table cannot be sorted by its rows.
 */
public final class Columns {

    /** Height of a row in pixels. */
    public static final double ROW_HEIGHT = 26;

    private static final double LEAST_WIDTH = 70;

    private static final PseudoClass LEADS = PseudoClass.getPseudoClass("leads");

    private Columns() {}

    /** A column of text. */
    public static <R> TableColumn<R, String> text(String titleKey, double width, Function<R, String> text) {
        TableColumn<R, String> column = of(titleKey, width, text);
        column.setCellFactory(of -> new WholeTextCell<>(OverrunStyle.ELLIPSIS));
        return column;
    }

    /** A column of numbers or codes, in a face of even width. */
    public static <R> TableColumn<R, String> code(String titleKey, double width, Function<R, String> text) {
        TableColumn<R, String> column = text(titleKey, width, text);
        column.getStyleClass().add("code");
        return column;
    }

    /** A column of paths, which are cut in the middle where they are too long: their ends tell most. */
    public static <R> TableColumn<R, String> path(String titleKey, double width, Function<R, String> path) {
        TableColumn<R, String> column = code(titleKey, width, path);
        column.setCellFactory(of -> new WholeTextCell<>(OverrunStyle.CENTER_ELLIPSIS));
        return column;
    }

    /** A column whose cells draw the row itself. */
    public static <R> TableColumn<R, R> row(String titleKey, double width) {
        return of(titleKey, width, row -> row);
    }

    /** A row, of which a column shows a text. */
    public record Shown<R>(R row, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** A column that can be sorted by what its text stands for; for tables that keep their rows. */
    public static <R> TableColumn<R, Shown<R>> sorted(
            String titleKey, double width, Function<R, String> text, Comparator<R> order) {
        TableColumn<R, Shown<R>> column = of(titleKey, width, row -> new Shown<>(row, text.apply(row)));
        column.setCellFactory(of -> new WholeTextCell<>(OverrunStyle.ELLIPSIS));
        column.setSortable(true);
        column.setComparator(Comparator.comparing(Shown::row, order));
        return column;
    }

    private static <R, T> TableColumn<R, T> of(String titleKey, double width, Function<R, T> value) {
        TableColumn<R, T> column = new TableColumn<>(Messages.get(titleKey));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, LEAST_WIDTH));
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        return column;
    }

    /** Makes the rows of a table links: a click on one follows it, and so does Enter. */
    public static <R> void link(TableView<R> table, Consumer<R> follow) {
        table.setRowFactory(of -> {
            TableRow<R> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (!row.isEmpty()) {
                    follow.accept(row.getItem());
                }
            });
            return row;
        });
        table.setOnKeyPressed(e -> {
            R row = table.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && row != null) {
                follow.accept(row);
                e.consume();
            }
        });
    }

    /** Makes the cells of a column links, where they say anything: a click on one follows its row. */
    public static <R> void linkCells(TableColumn<R, String> column, Consumer<R> follow) {
        column.setCellFactory(of -> {
            TableCell<R, String> cell = new TableCell<>() {
                @Override
                protected void updateItem(@Nullable String item, boolean empty) {
                    super.updateItem(item, empty);
                    boolean leads = item != null && !empty && !item.isEmpty();
                    setText(leads ? item : null);
                    setCursor(leads ? Cursor.HAND : null);
                    pseudoClassStateChanged(LEADS, leads);
                }
            };
            cell.addEventHandler(MouseEvent.MOUSE_CLICKED, click -> {
                R row = cell.getTableRow() == null ? null : cell.getTableRow().getItem();
                if (row != null && cell.getText() != null && click.getButton() == MouseButton.PRIMARY) {
                    if (click.getClickCount() == 1) {
                        follow.accept(row);
                    }
                    click.consume();
                }
            });
            return cell;
        });
    }

    /** Scrolls to a row, unless it is in sight, and leaves some rows above it. */
    public static void bringIntoView(TableView<?> table, int row) {
        int shown = (int) (table.getHeight() / ROW_HEIGHT) - 1;
        boolean inSight = table.lookupAll(".table-row-cell").stream()
                .filter(node -> node instanceof TableRow<?> cell && !cell.isEmpty()
                        && cell.getIndex() == row)
                .anyMatch(node -> {
                    double top = node.localToScene(0, 0).getY() - table.localToScene(0, 0).getY();
                    return node.isVisible() && top >= ROW_HEIGHT - 1 && top + ROW_HEIGHT <= table.getHeight() + 1;
                });
        if (!inSight) {
            table.scrollTo(Math.max(0, row - shown / 3));
        }
    }
}
