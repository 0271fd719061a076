package io.github.qcowscope.ui.panel;

import io.github.qcowscope.diff.Difference.Change;
import io.github.qcowscope.ui.Messages;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/** The differences of two images; a click on one selects its node in the open image. */
final class DiffTable extends TableView<ImageDiff.Row> {

    DiffTable(DiffModel model) {
        setId("diff");
        setAccessibleText(Messages.get("diff.table"));
        setFixedCellSize(Columns.ROW_HEIGHT);
        TableColumn<ImageDiff.Row, ImageDiff.Row> change = Columns.row("diff.change", 110);
        change.setCellFactory(column -> new ChangeCell());
        getColumns().add(change);
        getColumns().add(Columns.code("diff.where", 300, ImageDiff.Row::path));
        getColumns().add(Columns.text("diff.before", 260, ImageDiff.Row::before));
        getColumns().add(Columns.text("diff.after", 260, ImageDiff.Row::after));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Label nothing = new Label();
        nothing.textProperty().bind(model.summaryProperty().map(summary ->
                model.canSaveProperty().get() ? Messages.get("diff.none") : summary));
        setPlaceholder(nothing);
        setItems(model.rows());
        setRowFactory(of -> {
            TableRow<ImageDiff.Row> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (!row.isEmpty()) {
                    model.select(row.getItem());
                }
            });
            return row;
        });
        setOnKeyPressed(e -> {
            ImageDiff.Row row = getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && row != null) {
                model.select(row);
                e.consume();
            }
        });
    }

    private static final class ChangeCell extends TableCell<ImageDiff.Row, ImageDiff.Row> {
        @Override
        protected void updateItem(ImageDiff.@Nullable Row item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            Label pill = new Label(item.change().label());
            pill.getStyleClass().addAll("pill", styleOf(item.change()));
            setGraphic(pill);
            setAccessibleText(item.change().label());
        }

        private static String styleOf(Change change) {
            return switch (change) {
                case ADDED -> "verdict-good";
                case REMOVED -> "verdict-bad";
                case CHANGED -> "verdict-doubtful";
            };
        }
    }
}
