package io.github.qcowscope.ui.panel;

import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.ui.Background;
import io.github.qcowscope.ui.Document;
import io.github.qcowscope.ui.Messages;
import io.github.qcowscope.ui.SeverityIcon;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** All bitmaps of an image, there while their directory is selected; a click on one selects it. */
final class LedgerPane implements Panel {

    private final LedgerModel model;
    private final VBox view;

    /** The bitmaps of a document's image. */
    LedgerPane(Document document, Background background) {
        model = new LedgerModel(document, background);
        Label summary = new Label();
        summary.setId("ledger-summary");
        summary.getStyleClass().add("panel-note");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.textProperty().bind(model.summaryProperty());
        TableView<LedgerModel.Row> table = table();
        view = new VBox(summary, table);
        VBox.setVgrow(table, Priority.ALWAYS);
    }

    private TableView<LedgerModel.Row> table() {
        TableView<LedgerModel.Row> table = new TableView<>();
        table.setId("ledger");
        table.setAccessibleText(Messages.get("ledger.title"));
        table.setFixedCellSize(Columns.ROW_HEIGHT);
        TableColumn<LedgerModel.Row, LedgerModel.Row> verdict = Columns.row("ledger.verdict", 170);
        verdict.setCellFactory(column -> new VerdictCell());
        table.getColumns().add(Columns.text("ledger.name", 160, LedgerModel.Row::name));
        table.getColumns().add(verdict);
        table.getColumns().add(Columns.text("ledger.flags", 120, LedgerModel.Row::flags));
        table.getColumns().add(Columns.text("ledger.granularity", 90, LedgerModel.Row::granularity));
        table.getColumns().add(Columns.code("ledger.dirty", 90, LedgerModel.Row::dirty));
        table.getColumns().add(Columns.code("ledger.dirty-share", 100, LedgerModel.Row::dirtyShare));
        table.getColumns().add(Columns.code("ledger.clusters", 80, LedgerModel.Row::clusters));
        table.getColumns().add(Columns.code("ledger.bytes", 90, LedgerModel.Row::bytes));
        table.getColumns().add(Columns.code("ledger.file-share", 90, LedgerModel.Row::fileShare));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(Messages.get("bitmap.picture.none")));
        table.setItems(model.rows());
        table.setRowFactory(of -> {
            TableRow<LedgerModel.Row> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (!row.isEmpty()) {
                    model.select(row.getItem());
                }
            });
            return row;
        });
        table.setOnKeyPressed(e -> {
            LedgerModel.Row row = table.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && row != null) {
                model.select(row);
                e.consume();
            }
        });
        return table;
    }

    @Override
    public String id() {
        return "bitmaps";
    }

    @Override
    public ObservableValue<String> title() {
        return new ReadOnlyObjectWrapper<>(Messages.get("ledger.title"));
    }

    @Override
    public Ikon icon() {
        return Feather.LAYERS;
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Boolean> isAvailable() {
        return model.isAvailableProperty();
    }

    @Override
    public boolean comesForward() {
        return true;
    }

    private static final class VerdictCell extends TableCell<LedgerModel.Row, LedgerModel.Row> {
        @Override
        protected void updateItem(LedgerModel.@Nullable Row item, boolean empty) {
            super.updateItem(item, empty);
            setText(item == null || empty ? null : item.worth());
            setGraphic(item == null || empty || !item.isStale() ? null : SeverityIcon.of(Severity.WARNING));
        }
    }
}
