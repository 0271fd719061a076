package io.github.qcowscope.ui.panel.bitmap;

import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelName;
import io.github.qcowscope.ui.table.Columns;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.theme.SeverityIcon;
import java.util.Comparator;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** All bitmaps of an image, there while their directory is selected; a click on one selects it. */
public final class LedgerPane implements Panel {

    private final LedgerModel model;
    private final VBox view;

    /** The bitmaps of a document's image. */
    public LedgerPane(Document document, Background background) {
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
        Comparator<LedgerModel.Row> byBytes = Comparator.comparingLong(row -> row.line().bytes());
        TableColumn<LedgerModel.Row, Columns.Shown<LedgerModel.Row>> verdict =
                Columns.sorted("ledger.verdict", 172, LedgerModel.Row::worth,
                        Comparator.comparing(LedgerModel.Row::worth));
        verdict.setCellFactory(column -> new VerdictCell());
        table.getColumns().add(
                Columns.sorted("ledger.name", 158, LedgerModel.Row::name, Comparator.comparing(LedgerModel.Row::name)));
        table.getColumns().add(verdict);
        table.getColumns().add(
                Columns.sorted("ledger.flags", 90, LedgerModel.Row::flags,
                        Comparator.comparing(LedgerModel.Row::flags)));
        table.getColumns().add(Columns.sorted("ledger.granularity", 104, LedgerModel.Row::granularity,
                Comparator.comparingInt(row -> row.line().bitmap().granularityBits())));
        table.getColumns().add(code("ledger.dirty", 84, LedgerModel.Row::dirty,
                Comparator.comparingLong(row -> row.count() == null ? -1 : row.count().dirtyBytes())));
        table.getColumns().add(code("ledger.dirty-share", 90, LedgerModel.Row::dirtyShare,
                Comparator.comparingDouble(row -> row.count() == null ? -1 : row.count().share())));
        table.getColumns().add(code("ledger.clusters", 78, LedgerModel.Row::clusters,
                Comparator.comparingLong(row -> row.line().clusters())));
        table.getColumns().add(code("ledger.bytes", 92, LedgerModel.Row::bytes, byBytes));
        table.getColumns().add(code("ledger.file-share", 90, LedgerModel.Row::fileShare, byBytes));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(Messages.get("bitmap.picture.none")));
        SortedList<LedgerModel.Row> sorted = new SortedList<>(model.rows());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        Columns.link(table, model::select);
        return table;
    }

    private static TableColumn<LedgerModel.Row, Columns.Shown<LedgerModel.Row>> code(
            String titleKey, double width, Function<LedgerModel.Row, String> text, Comparator<LedgerModel.Row> order) {
        TableColumn<LedgerModel.Row, Columns.Shown<LedgerModel.Row>> column = Columns.sorted(titleKey, width, text,
                order);
        column.getStyleClass().add("code");
        return column;
    }

    @Override
    public PanelName name() {
        return new PanelName("bitmaps", Messages.get("ledger.title"), Feather.LAYERS);
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

    private static final class VerdictCell extends TableCell<LedgerModel.Row, Columns.Shown<LedgerModel.Row>> {
        @Override
        protected void updateItem(Columns.@Nullable Shown<LedgerModel.Row> item, boolean empty) {
            super.updateItem(item, empty);
            setText(item == null || empty ? null : item.text());
            setGraphic(item == null || empty || !item.row().isStale() ? null : SeverityIcon.of(Severity.WARNING));
        }
    }
}
