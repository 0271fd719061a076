package io.github.qcowscope.ui.find;

import io.github.qcowscope.ui.copy.Copier;
import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.find.FoundModel.Row;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelName;
import io.github.qcowscope.ui.table.Columns;
import io.github.qcowscope.ui.text.Messages;
import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToolBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** All matches of a search as a table: a row can be clicked to go there, and all can be saved. */
public final class FoundPane implements Panel {

    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final FoundModel model;
    private final SaveChooser chooser;
    private final BorderPane view = new BorderPane();
    private final TableView<Row> table = new TableView<>();
    private final TableColumn<Row, String> length;
    private final TableColumn<Row, String> bytes;
    private final TableColumn<Row, String> owner;

    /** The matches of a document's searches. */
    public FoundPane(FoundModel model) {
        this(model, SaveChooser.DESKTOP);
    }

    /** The same, with another way to ask where to save. */
    public FoundPane(FoundModel model, SaveChooser chooser) {
        this.model = model;
        this.chooser = chooser;
        TableColumn<Row, String> offset = column("found.offset", 120, Row::offset);
        length = column("found.length", 70, row -> Integer.toString(row.match().length()));
        bytes = column("found.bytes", 300, row -> model.details(row).bytes());
        TableColumn<Row, String> text = column("found.text", 140, row -> model.details(row).text());
        text.setSortable(false);
        owner = column("found.owner", 300, row -> model.details(row).owner());
        table.setId("found");
        table.setAccessibleText(Messages.get("found.title"));
        table.setFixedCellSize(Columns.ROW_HEIGHT);
        table.getColumns().addAll(List.of(offset, length, bytes, text, owner));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(Messages.get("found.none")));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setItems(model.rows());
        table.setSortPolicy(of -> {
            sort();
            return true;
        });
        table.setRowFactory(of -> row());
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        model.newsProperty().addListener((of, before, now) -> table.refresh());
        Label summary = new Label();
        summary.setId("found-summary");
        summary.getStyleClass().add("panel-note");
        summary.textProperty().bind(model.summaryProperty());
        view.setTop(toolBar());
        view.setCenter(table);
        view.setBottom(summary);
    }

    private ToolBar toolBar() {
        TextField filter = new TextField();
        filter.setId("found-filter");
        filter.setPromptText(Messages.get("found.filter"));
        filter.setPrefColumnCount(20);
        filter.textProperty().addListener((of, before, now) -> model.filter(now));
        Button stop = new Button(Messages.get("find.stop"), new FontIcon(Feather.X_CIRCLE));
        stop.setId("found-stop");
        stop.visibleProperty().bind(model.isSearchingProperty());
        stop.setOnAction(e -> model.stop());
        Pane space = new Pane();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button save = new Button(Messages.get("found.save"), new FontIcon(Feather.SAVE));
        save.setId("found-save");
        save.disableProperty().bind(model.isSearchingProperty());
        save.setOnAction(e -> chooser.choose(view.getScene().getWindow(), Messages.get("found.save-title"),
                        SaveChooser.fileName(model.name(), "csv"))
                .ifPresent(model::save));
        return new ToolBar(filter, stop, space, save);
    }

    private static TableColumn<Row, String> column(String titleKey, double width, Function<Row, String> text) {
        TableColumn<Row, String> column = Columns.path(titleKey, width, text);
        column.setSortable(true);
        return column;
    }

    private TableRow<Row> row() {
        TableRow<Row> row = new TableRow<>();
        row.setOnMouseClicked(e -> {
            if (!row.isEmpty() && !e.isShiftDown() && !e.isShortcutDown()) {
                model.select(row.getItem());
            }
        });
        return row;
    }

    private void onKey(KeyEvent e) {
        Row row = table.getSelectionModel().getSelectedItem();
        if (row != null && e.getCode() == KeyCode.ENTER) {
            model.select(row);
            e.consume();
        } else if (row != null && COPY.match(e)) {
            Copier.copy(model.text(List.copyOf(table.getSelectionModel().getSelectedItems())));
            e.consume();
        }
    }

    private void sort() {
        TableColumn<Row, ?> first = table.getSortOrder().isEmpty() ? null : table.getSortOrder().getFirst();
        FoundOrder.Column by = first == length ? FoundOrder.Column.LENGTH : first == bytes ? FoundOrder.Column.BYTES
                : first == owner ? FoundOrder.Column.OWNER : FoundOrder.Column.OFFSET;
        model.sort(by, first != null && first.getSortType() == SortType.DESCENDING);
    }

    @Override
    public PanelName name() {
        return new PanelName("found", Messages.get("found.title"), Feather.SEARCH);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Boolean> isAvailable() {
        return model.wasAskedProperty();
    }
}
