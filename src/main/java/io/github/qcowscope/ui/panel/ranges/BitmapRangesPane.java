package io.github.qcowscope.ui.panel.ranges;

import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelName;
import io.github.qcowscope.ui.panel.SaveRanges;
import io.github.qcowscope.ui.panel.ranges.BitmapRangesModel.Order;
import io.github.qcowscope.ui.panel.ranges.BitmapRangesModel.Row;
import io.github.qcowscope.ui.table.Columns;
import io.github.qcowscope.ui.text.Messages;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/** The dirty ranges of a bitmap as a table: a row can be clicked to go to its first bit, and all can be saved. */
public final class BitmapRangesPane implements Panel {

    private final BitmapRangesModel model;
    private final SaveChooser chooser;
    private final BorderPane view = new BorderPane();
    private final TableView<Row> table = new TableView<>();
    private final ChoiceBox<String> choice = new ChoiceBox<>();
    private final CheckBox clean = new CheckBox(Messages.get("bitmap.ranges.with-clean"));
    private final Label summary = new Label();
    private final TableColumn<Row, String> start;
    private final TableColumn<Row, String> length;

    /** The ranges of the bitmap that is selected in a document. */
    public BitmapRangesPane(Document document, Background background) {
        this(document, background, SaveChooser.DESKTOP);
    }

    /** The same, with another way to ask where to save. */
    public BitmapRangesPane(Document document, Background background, SaveChooser chooser) {
        this.chooser = chooser;
        model = new BitmapRangesModel(document, background);
        start = sortable(Columns.code("bitmap.ranges.start", 170, row -> "0x%x".formatted(row.range().start())));
        length = sortable(Columns.code("bitmap.ranges.length", 170, row -> Long.toString(row.range().length())));
        table.setId("bitmap-ranges");
        table.setAccessibleText(Messages.get("bitmap.ranges.title"));
        table.setFixedCellSize(Columns.ROW_HEIGHT);
        table.getColumns().add(start);
        table.getColumns().add(Columns.code("bitmap.ranges.end", 170, row -> "0x%x".formatted(row.range().end() - 1)));
        table.getColumns().add(length);
        table.getColumns().add(Columns.code("bitmap.ranges.clusters", 110, row -> Long.toString(row.clusters())));
        table.getColumns().add(Columns.text("bitmap.ranges.state", 280, row ->
                model.why(row).isEmpty() ? row.range().state().label() : model.why(row)));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(Messages.get("bitmap.ranges.none")));
        table.setSortPolicy(of -> {
            model.sort(order());
            return true;
        });
        Columns.link(table, model::select);
        model.rowsProperty().subscribe(rows -> {
            table.setItems(rows);
            summary.setText(model.summary());
        });
        model.orderProperty().addListener((of, before, now) -> {
            table.getSelectionModel().clearSelection();
            table.refresh();
        });
        model.bitmapProperty().subscribe(now -> {
            summary.setText(model.summary());
            if (now != null) {
                choice.getSelectionModel().clearAndSelect(now.bitmap().index());
            }
        });
        summary.setId("bitmap-ranges-summary");
        summary.getStyleClass().add("panel-note");
        view.setTop(toolBar());
        view.setCenter(table);
        view.setBottom(summary);
        // A tab that is not in front is laid out all the same: it must not read a bitmap that nobody looks at.
        view.parentProperty().flatMap(Node::visibleProperty).orElse(false).subscribe(model::setActive);
    }

    private ToolBar toolBar() {
        choice.setId("bitmap-ranges-choice");
        choice.setItems(FXCollections.observableArrayList(model.names()));
        choice.setAccessibleText(Messages.get("bitmap.picture.choose"));
        choice.getSelectionModel().selectedIndexProperty().addListener((of, before, now) -> {
            if (now.intValue() >= 0) {
                model.show(now.intValue());
            }
        });
        Pane space = new Pane();
        HBox.setHgrow(space, Priority.ALWAYS);
        ToolBar tools = new ToolBar(choice, space, clean);
        tools.getItems().addAll(new SaveRanges("bitmap-ranges", chooser, model.bitmapProperty().isNull(),
                () -> choice.getValue() == null ? "bitmap" : choice.getValue(),
                (target, format) -> model.save(target, format, clean.isSelected(), summary::setText)).buttons());
        return tools;
    }

    private static TableColumn<Row, String> sortable(TableColumn<Row, String> column) {
        column.setSortable(true);
        return column;
    }

    private Order order() {
        TableColumn<Row, ?> first = table.getSortOrder().isEmpty() ? null : table.getSortOrder().getFirst();
        boolean descending = first != null && first.getSortType() == SortType.DESCENDING;
        return first == length ? descending ? Order.LENGTH_DESCENDING : Order.LENGTH
                : descending ? Order.START_DESCENDING : Order.START;
    }

    @Override
    public PanelName name() {
        return new PanelName("bitmap-ranges", Messages.get("bitmap.ranges.title"), Feather.ALIGN_LEFT);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Boolean> isAvailable() {
        return new ReadOnlyObjectWrapper<>(!model.names().isEmpty());
    }

    /** The model behind it. */
    BitmapRangesModel model() {
        return model;
    }
}
