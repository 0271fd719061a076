package io.github.qcowscope.ui.panel.problems;

import io.github.qcowscope.check.Finding;
import io.github.qcowscope.check.RuleFamily;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelName;
import io.github.qcowscope.ui.panel.problems.ProblemsModel.State;
import io.github.qcowscope.ui.table.Columns;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import io.github.qcowscope.ui.theme.SeverityIcon;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is wrong with the image; a click goes there. */
public final class ProblemsPane implements Panel {

    private static final double TABLE_SHARE = 0.66;

    private final ProblemsModel model;
    private final TableView<Finding> table = new TableView<>();
    private final FindingDetails details = new FindingDetails();
    private final BorderPane view = new BorderPane();

    /** The problems of an image. */
    public ProblemsPane(ProblemsModel model) {
        this.model = model;
        buildTable();
        SplitPane halves = new SplitPane(table, details);
        halves.setDividerPositions(TABLE_SHARE);
        view.setTop(toolBar());
        view.setCenter(halves);
        view.setBottom(summary());
    }

    private void buildTable() {
        table.setId("problems");
        table.setAccessibleText(Messages.get("problems.title"));
        table.setFixedCellSize(Columns.ROW_HEIGHT);
        TableColumn<Finding, Finding> severity = Columns.row("problems.severity", 108);
        severity.setMinWidth(108);
        severity.setCellFactory(column -> new SeverityCell());
        List<String> families = Arrays.stream(RuleFamily.values()).map(ProblemsModel::name).toList();
        table.getColumns().add(sortable(severity, Comparator.comparing(Finding::severity)));
        table.getColumns().add(sortable(Columns.text("problems.family", 92, ProblemsModel::family),
                Comparator.comparingInt(families::indexOf)));
        table.getColumns().add(sortable(Columns.path("problems.node", 140, finding ->
                finding.nodePath().isEmpty() ? Messages.get("problems.image") : finding.nodePath()),
                Comparator.naturalOrder()));
        TableColumn<Finding, String> rule =
                sortable(Columns.path("problems.rule", 124, Finding::rule), Comparator.naturalOrder());
        rule.setMinWidth(70);
        table.getColumns().add(rule);
        table.getColumns().add(sortable(Columns.text("problems.message", 230, Finding::message),
                Comparator.naturalOrder()));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        SortedList<Finding> sorted = new SortedList<>(model.listed());
        sorted.comparatorProperty().bind(table.comparatorProperty()
                .map(asked -> asked.thenComparing(ProblemsModel.WORST_FIRST)).orElse(ProblemsModel.WORST_FIRST));
        table.setSortPolicy(of -> true);
        table.setItems(sorted);
        table.setRowFactory(of -> row());
        // Whoever has chosen none yet reads of the worst one.
        table.getSelectionModel().selectedItemProperty().subscribe(() -> details.show(told(sorted)));
        sorted.addListener((ListChangeListener<Finding>) change -> details.show(told(sorted)));
        details.show(told(sorted));
        table.setOnKeyPressed(e -> {
            Finding finding = table.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && finding != null) {
                model.select(finding);
                e.consume();
            }
        });
        Label nothing = new Label();
        nothing.textProperty().bind(Bindings.createStringBinding(this::whyEmpty, model.stateProperty(),
                model.countsProperty()));
        table.setPlaceholder(nothing);
    }

    private @Nullable Finding told(List<Finding> listed) {
        Finding chosen = table.getSelectionModel().getSelectedItem();
        return chosen != null || listed.isEmpty() ? chosen : listed.getFirst();
    }

    private static <T> TableColumn<Finding, T> sortable(TableColumn<Finding, T> column, Comparator<T> order) {
        column.setSortable(true);
        column.setComparator(order);
        return column;
    }

    private TableRow<Finding> row() {
        TableRow<Finding> row = new TableRow<>();
        row.setOnMouseClicked(e -> {
            if (!row.isEmpty()) {
                model.select(row.getItem());
            }
        });
        return row;
    }

    private String whyEmpty() {
        return Messages.get(model.counts().all() > 0 ? "problems.filtered" : switch (model.state()) {
            case RUNNING -> "problems.searching";
            case DONE -> "problems.none";
            case STOPPED -> "problems.stopped";
        });
    }

    private ToolBar toolBar() {
        TextField filter = new TextField();
        filter.setId("problems-filter");
        filter.setPromptText(Messages.get("problems.filter"));
        filter.setAccessibleText(Messages.get("problems.filter"));
        filter.textProperty().bindBidirectional(model.filterProperty());
        HBox.setHgrow(filter, Priority.ALWAYS);
        Button again = new Button(Messages.get("problems.again"), new FontIcon(Feather.REFRESH_CW));
        again.setId("problems-again");
        again.disableProperty().bind(model.stateProperty().isEqualTo(State.RUNNING));
        again.setOnAction(e -> model.check());
        return new ToolBar(toggle(Severity.ERROR), toggle(Severity.WARNING), toggle(Severity.NOTE), filter, again);
    }

    private ToggleButton toggle(Severity severity) {
        ToggleButton button = new ToggleButton(null, SeverityIcon.of(severity));
        button.setId("problems-" + severity.name().toLowerCase(Locale.ROOT));
        button.textProperty().bind(model.countsProperty().map(counts ->
                NodeText.count(severity, counts.of(severity))));
        button.selectedProperty().bindBidirectional(model.wantedProperty(severity));
        return button;
    }

    private Label summary() {
        Label summary = new Label();
        summary.setId("problems-summary");
        summary.getStyleClass().addAll("hint", "panel-note");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.textProperty().bind(Bindings.createStringBinding(() -> model.counts().most() <= FindingBatches.MOST
                ? model.summary()
                : Messages.get("problems.cut", FindingBatches.MOST) + "\n" + model.summary(),
                model.stateProperty(), model.countsProperty()));
        summary.visibleProperty().bind(summary.textProperty().isNotEmpty());
        summary.managedProperty().bind(summary.visibleProperty());
        return summary;
    }

    @Override
    public PanelName name() {
        return new PanelName("problems", model.countsProperty().map(counts -> counts.all() == 0
                ? Messages.get("problems.title") : Messages.get("problems.title-count", counts.all())),
                Feather.ALERT_TRIANGLE);
    }

    @Override
    public Region view() {
        return view;
    }

    private static final class SeverityCell extends TableCell<Finding, Finding> {
        @Override
        protected void updateItem(@Nullable Finding item, boolean empty) {
            super.updateItem(item, empty);
            Severity severity = item == null || empty ? null : item.severity();
            setText(severity == null ? null : NodeText.severity(severity));
            setGraphic(severity == null ? null : SeverityIcon.of(severity));
        }
    }
}
