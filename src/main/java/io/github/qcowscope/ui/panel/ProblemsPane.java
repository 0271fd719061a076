package io.github.qcowscope.ui.panel;

import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.ui.Messages;
import io.github.qcowscope.ui.NodeText;
import io.github.qcowscope.ui.SeverityIcon;
import javafx.beans.binding.Bindings;
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

/** What is wrong with the image; a click goes there. */
public final class ProblemsPane implements Panel {

    private final ProblemsModel model;
    private final TableView<ProblemScan.Found> table = new TableView<>();
    private final VBox view;

    /** The problems of an image. */
    public ProblemsPane(ProblemsModel model) {
        this.model = model;
        table.setId("problems");
        table.setFixedCellSize(Columns.ROW_HEIGHT);
        TableColumn<ProblemScan.Found, ProblemScan.Found> severity = Columns.row("problems.severity", 100);
        severity.setCellFactory(column -> new SeverityCell());
        table.getColumns().add(severity);
        table.getColumns().add(Columns.code("problems.offset", 100, found -> NodeText.offset(found.node())));
        table.getColumns().add(Columns.code("problems.node", 280, found -> found.node().path()));
        table.getColumns().add(Columns.text("problems.message", 400, found -> found.problem().message()));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(model.found());
        table.setRowFactory(of -> {
            TableRow<ProblemScan.Found> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (!row.isEmpty()) {
                    model.select(row.getItem());
                }
            });
            return row;
        });
        table.setOnKeyPressed(e -> {
            ProblemScan.Found found = table.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && found != null) {
                model.select(found);
                e.consume();
            }
        });
        Label nothing = new Label();
        nothing.textProperty().bind(model.isDoneProperty().map(done ->
                Messages.get(done ? "problems.none" : "problems.searching")));
        table.setPlaceholder(nothing);
        Label cut = new Label(Messages.get("problems.cut", Long.toString(ProblemScan.ENTRIES)));
        cut.getStyleClass().addAll("hint", "panel-note");
        cut.visibleProperty().bind(model.isCutProperty());
        cut.managedProperty().bind(cut.visibleProperty());
        view = new VBox(table, cut);
        VBox.setVgrow(table, Priority.ALWAYS);
    }

    @Override
    public String id() {
        return "problems";
    }

    @Override
    public ObservableValue<String> title() {
        return Bindings.createStringBinding(() -> model.found().isEmpty() ? Messages.get("problems.title")
                : Messages.get("problems.title-count", model.found().size()), model.found());
    }

    @Override
    public Ikon icon() {
        return Feather.ALERT_TRIANGLE;
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Boolean> isAvailable() {
        return new ReadOnlyObjectWrapper<>(true);
    }

    private static final class SeverityCell extends TableCell<ProblemScan.Found, ProblemScan.Found> {
        @Override
        protected void updateItem(ProblemScan.@Nullable Found item, boolean empty) {
            super.updateItem(item, empty);
            Severity severity = item == null || empty ? null : item.problem().severity();
            setText(severity == null ? null : NodeText.severity(severity));
            setGraphic(severity == null ? null : SeverityIcon.of(severity));
        }
    }
}
