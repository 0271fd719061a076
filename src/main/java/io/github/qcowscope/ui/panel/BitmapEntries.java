package io.github.qcowscope.ui.panel;

import io.github.qcowscope.qcow2.DirtyShares;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.Document;
import io.github.qcowscope.ui.LazyList;
import io.github.qcowscope.ui.Messages;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A bitmap's table, one row an entry: a row can be clicked to see its bytes, and followed to the data. */
final class BitmapEntries extends VBox {

    private final Document document;
    private final EntryTypeFilter types = new EntryTypeFilter();
    private final LazyList<Long> listed = new LazyList<>(0, row -> row);
    private final TableView<Long> table = new TableView<>(listed);
    private final TableColumn<Long, String> typeColumn;
    private @Nullable BitmapModel bitmap;
    private @Nullable TypeIndex index;
    private @Nullable DirtyShares shares;
    private EntryRows rows = EntryRows.ALL;

    /** An empty table. */
    BitmapEntries(Document document) {
        this.document = document;
        getStyleClass().add("bitmap-entries");
        table.setId("entries");
        table.setFixedCellSize(Columns.ROW_HEIGHT);
        table.setPlaceholder(new Label(Messages.get("entries.none")));
        table.getColumns().add(sortable(column("entries.index", 80, entry -> Long.toString(entry.index()))));
        typeColumn = sortable(column("entries.type", 110, entry -> entry.type().label()));
        table.getColumns().add(typeColumn);
        table.getColumns().add(column("entries.offset", 120, BitmapModel.Entry::offset));
        table.getColumns().add(column("entries.guest", 220, BitmapModel.Entry::guest));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(Columns.code("entries.dirty", 110, entry ->
                shares == null ? "" : BitmapModel.share(shares, entry)));
        table.setSortPolicy(view -> {
            list();
            return true;
        });
        table.setRowFactory(view -> row());
        table.getSelectionModel().selectedItemProperty().addListener((of, before, now) -> {
            if (now != null && table.isFocused()) {
                select(now);
            }
        });
        table.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                document.follow();
                e.consume();
            }
        });
        types.chosenProperty().addListener((of, before, now) -> list());
        getChildren().addAll(types, table);
        VBox.setVgrow(table, Priority.ALWAYS);
    }

    private TableColumn<Long, String> column(String titleKey, double width, Function<BitmapModel.Entry, String> text) {
        return Columns.code(titleKey, width, entry -> bitmap == null ? "" : text.apply(bitmap.entry(entry)));
    }

    private static TableColumn<Long, String> sortable(TableColumn<Long, String> column) {
        column.setSortable(true);
        return column;
    }

    private TableRow<Long> row() {
        TableRow<Long> row = new TableRow<>();
        row.setOnMouseClicked(e -> {
            if (row.isEmpty() || e.getButton() != MouseButton.PRIMARY) {
                return;
            }
            if (e.getClickCount() == 2) {
                document.follow();
            } else if (e.getClickCount() == 1) {
                select(row.getItem());
            }
        });
        row.setOnMouseEntered(e -> document.hover(row.isEmpty() || bitmap == null ? null : bitmap.entryNode(row.getItem())));
        row.setOnMouseExited(e -> document.hover(null));
        return row;
    }

    private void select(long entry) {
        Node node = bitmap == null ? null : bitmap.entryNode(entry);
        if (node != null && !node.equals(document.selectedNode())) {
            document.select(node);
        }
    }

    /** Shows another bitmap's table, all of it as it is in the file. */
    void show(BitmapModel next) {
        bitmap = next;
        index = null;
        shares = null;
        rows = EntryRows.ALL;
        types.clear();
        table.getSelectionModel().clearSelection();
        table.getSortOrder().clear();
        rows.fill(listed, next.table(), null);
        table.scrollTo(0);
    }

    /** Takes notice of which entries the table has. */
    void show(TypeIndex counted) {
        index = counted;
        if (bitmap != null) {
            types.show(counted, bitmap.table().count());
        }
        list();
    }

    /** Takes notice of how much of each entry is dirty. */
    void show(DirtyShares counted) {
        shares = counted;
        table.refresh();
    }

    /** Lists what the buttons and the column heads ask for. */
    private void list() {
        TableColumn<Long, ?> first = table.getSortOrder().isEmpty() ? null : table.getSortOrder().getFirst();
        EntryRows wanted = new EntryRows(types.chosen(), first == typeColumn,
                first != null && first.getSortType() == SortType.DESCENDING);
        if (bitmap != null && !wanted.equals(rows)) {
            rows = wanted;
            table.getSelectionModel().clearSelection();
            rows.fill(listed, bitmap.table(), index);
            showSelected(document.selectedNode());
        }
    }

    /** Marks the row of the entry that a node is, or is part of. */
    void showSelected(Node node) {
        long entry = bitmap == null ? -1 : bitmap.entryOf(node);
        if (bitmap == null || entry < 0) {
            table.getSelectionModel().clearSelection();
            return;
        }
        long row = rows.row(entry, bitmap.entry(entry).type(), bitmap.table(), index);
        if (row < 0 || row >= listed.size()) {
            table.getSelectionModel().clearSelection();
        } else if (row != table.getSelectionModel().getSelectedIndex()) {
            table.getSelectionModel().clearAndSelect((int) row);
            Columns.bringIntoView(table, (int) row);
        }
    }
}
