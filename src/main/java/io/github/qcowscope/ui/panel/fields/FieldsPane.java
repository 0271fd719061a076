package io.github.qcowscope.ui.panel.fields;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelName;
import io.github.qcowscope.ui.table.Columns;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The fields of the structure that is selected, or of the one that the selected field belongs to. */
public final class FieldsPane implements Panel {

    private final Document document;
    private final TableView<FieldsModel.Row> table = new TableView<>();
    private final Label title = new Label();
    private final NodeDetails details = new NodeDetails();
    private final Region view;
    private FieldsModel model;
    /** Whether a row is being chosen: the rows then stay, also where the row is a structure of its own. */
    private boolean choosing;

    /** The fields of a document's selected node. */
    public FieldsPane(Document document) {
        this.document = document;
        model = FieldsModel.around(document.root(), document.selectedNode());
        buildTable();
        title.getStyleClass().add("panel-title");
        VBox left = new VBox(title, table);
        VBox.setVgrow(table, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox both = new HBox(left, details);
        both.getStyleClass().add("fields-pane");
        view = both;
        document.selectedNodeProperty().addListener((of, before, now) -> show(now));
        // Two roots are equal, as their paths are: a listener to changes would not be told.
        document.rootProperty().addListener(of -> showRoot());
        showStructure();
        show(document.selectedNode());
    }

    private void buildTable() {
        table.setId("fields");
        table.setAccessibleText(Messages.get("fields.title"));
        table.setFixedCellSize(Columns.ROW_HEIGHT);
        TableColumn<FieldsModel.Row, FieldsModel.Row> field = Columns.row("fields.field", 180);
        field.setCellFactory(column -> new NodeCell<>(FieldsModel.Row::node, FieldsModel.Row::depth));
        table.getColumns().add(field);
        table.getColumns().add(Columns.code("fields.offset", 84, row -> NodeText.offset(row.node())));
        table.getColumns().add(Columns.code("fields.size", 84, row -> NodeText.size(row.node())));
        table.getColumns().add(Columns.code("fields.value", 150, FieldsModel.Row::value));
        table.getColumns().add(Columns.text("fields.meaning", 236, FieldsModel.Row::meaning));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setRowFactory(view -> {
            TableRow<FieldsModel.Row> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (!row.isEmpty() && e.getButton() == MouseButton.PRIMARY) {
                    clicked(row.getItem().node(), e.getClickCount());
                }
            });
            row.setOnMouseEntered(e -> document.hover(row.isEmpty() ? null : row.getItem().node()));
            row.setOnMouseExited(e -> document.hover(null));
            return row;
        });
        table.getSelectionModel().selectedItemProperty().addListener((of, before, now) -> {
            if (now != null && table.isFocused() && !now.node().equals(document.selectedNode())) {
                choose(now.node());
            }
        });
        table.setOnKeyPressed(e -> {
            FieldsModel.Row row = table.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && row != null) {
                enter(row.node());
                e.consume();
            }
        });
    }

    private void clicked(Node node, int clicks) {
        if (clicks == 2) {
            enter(node);
        } else if (clicks == 1) {
            choose(node);
        }
    }

    private void choose(Node node) {
        choosing = true;
        document.select(node);
        choosing = false;
    }

    /** Follows a pointer, or shows the fields of a structure that is one of the rows. */
    private void enter(Node node) {
        if (node.target() != null) {
            document.follow();
        } else {
            show(node);
        }
    }

    private void show(Node node) {
        FieldsModel next = FieldsModel.around(document.root(), node);
        boolean stays = choosing && model.indexOf(node) >= 0;
        if (!stays && !next.structure().equals(model.structure())) {
            model = next;
            showStructure();
        }
        details.show(node);
        int row = model.indexOf(node);
        if (row < 0) {
            table.getSelectionModel().clearSelection();
        } else if (row != table.getSelectionModel().getSelectedIndex()) {
            table.getSelectionModel().clearAndSelect(row);
            Columns.bringIntoView(table, row);
        }
    }

    /** The root may have got more children. */
    private void showRoot() {
        Node root = document.root();
        if (model.structure().equals(root)) {
            model = FieldsModel.around(root, root);
            showStructure();
            show(document.selectedNode());
        }
    }

    private void showStructure() {
        table.getSelectionModel().clearSelection();
        table.setItems(model.rows());
        table.scrollTo(0);
        title.setText(NodeText.place(document.root(), model.structure()));
    }

    @Override
    public PanelName name() {
        return new PanelName("fields", Messages.get("fields.title"), Feather.LIST);
    }

    @Override
    public Region view() {
        return view;
    }
}
