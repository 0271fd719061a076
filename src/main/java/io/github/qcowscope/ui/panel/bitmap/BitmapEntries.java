package io.github.qcowscope.ui.panel.bitmap;

import io.github.qcowscope.qcow2.dirty.DirtyShares;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.table.Columns;
import io.github.qcowscope.ui.table.LazyList;
import io.github.qcowscope.ui.text.Messages;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableColumn;
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
    private final Background background;
    private final EntryTypeFilter types = new EntryTypeFilter();
    private final LazyList<Long> listed = new LazyList<>(0, row -> row);
    private final TableView<Long> table = new TableView<>(listed);
    private final TableColumn<Long, String> typeColumn = sortable(column("entries.type", 110,
            entry -> entry.type().label()));
    private final TableColumn<Long, String> offsetColumn = sortable(column("entries.offset", 120,
            BitmapModel.Entry::offset));
    private @Nullable BitmapModel bitmap;
    private @Nullable TypeIndex index;
    private @Nullable DirtyShares shares;
    private @Nullable EntryRows rows;

    /** An empty table. */
    BitmapEntries(Document document, Background background) {
        this.document = document;
        this.background = background;
        getStyleClass().add("bitmap-entries");
        table.setId("entries");
        table.setAccessibleText(Messages.get("bitmap.table"));
        table.setFixedCellSize(Columns.ROW_HEIGHT);
        table.setPlaceholder(new Label(Messages.get("entries.none")));
        table.getColumns().add(sortable(column("entries.index", 80, entry -> Long.toString(entry.index()))));
        table.getColumns().add(typeColumn);
        Columns.linkCells(offsetColumn, entry -> {
            select(entry);
            document.follow();
        });
        table.getColumns().add(offsetColumn);
        table.getColumns().add(sortable(column("entries.guest", 220, BitmapModel.Entry::guest)));
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
        row.setOnMouseEntered(e ->
                document.hover(row.isEmpty() || bitmap == null ? null : bitmap.entryNode(row.getItem())));
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
        types.clear();
        table.getSortOrder().clear();
        offsetColumn.setSortable(next.table().count() <= OffsetOrder.LONGEST);
        list();
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

    /** What the buttons and the column heads ask for. */
    private EntryRows.Choice choice() {
        TableColumn<Long, ?> first = table.getSortOrder().isEmpty() ? null : table.getSortOrder().getFirst();
        EntryRows.By by = first == typeColumn ? EntryRows.By.TYPE
                : first == offsetColumn ? EntryRows.By.OFFSET
                : EntryRows.By.INDEX;
        return new EntryRows.Choice(types.chosen(), by, first != null && first.getSortType() == SortType.DESCENDING);
    }

    private void list() {
        EntryRows.Choice wanted = choice();
        BitmapModel shown = bitmap;
        if (shown == null) {
            return;
        }
        if (wanted.by() != EntryRows.By.OFFSET) {
            list(new EntryRows(shown.table(), index, null, wanted));
            return;
        }
        background.latest("bitmap-order", Messages.get("entries.ordering"),
                progress -> OffsetOrder.of(shown.table(), wanted.only(), progress), order -> {
                    if (bitmap == shown && choice().equals(wanted)) {
                        list(new EntryRows(shown.table(), index, order, wanted));
                    }
                });
    }

    private void list(EntryRows next) {
        if (!next.equals(rows)) {
            rows = next;
            table.getSelectionModel().clearSelection();
            next.fill(listed);
            showSelected(document.selectedNode());
        }
    }

    /** Marks the row of the entry that a node is, or is part of. */
    void showSelected(Node node) {
        long entry = bitmap == null ? -1 : bitmap.entryOf(node);
        if (bitmap == null || rows == null || entry < 0) {
            table.getSelectionModel().clearSelection();
            return;
        }
        long row = rows.row(entry, bitmap.entry(entry).type());
        if (row < 0 || row >= listed.size()) {
            table.getSelectionModel().clearSelection();
        } else if (row != table.getSelectionModel().getSelectedIndex()) {
            table.getSelectionModel().clearAndSelect((int) row);
            Columns.bringIntoView(table, (int) row);
        }
    }
}
