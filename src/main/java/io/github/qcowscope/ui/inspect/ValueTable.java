package io.github.qcowscope.ui.inspect;

import io.github.qcowscope.ui.text.Messages;
import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** The bytes at the caret as values, a column for each byte order. */
final class ValueTable extends CopyableTable<InspectorModel.Value> {

    private final InspectorModel model;
    private final TableColumn<InspectorModel.Value, String> name = column("inspect.value", 68);
    private final TableColumn<InspectorModel.Value, Reading> big = column("inspect.big", 181);
    private final TableColumn<InspectorModel.Value, Reading> little = column("inspect.little", 181);

    /**
     * A table.
     *
     * @param littleFirst which order comes first; values without an order always stand in the first column
     */
    ValueTable(InspectorModel model, ObservableBooleanValue littleFirst) {
        super("inspect-values");
        this.model = model;
        setAccessibleText(Messages.get("inspect.values"));
        name.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue().kind().label()));
        big.setCellFactory(column -> new ReadingCell<>());
        little.setCellFactory(column -> new ReadingCell<>());
        setItems(FXCollections.observableList(model.values()));
        littleFirst.subscribe(this::order);
    }

    private void order(boolean littleFirst) {
        big.setCellValueFactory(row -> littleFirst && !row.getValue().kind().hasOrder()
                ? row.getValue().littleProperty() : row.getValue().bigProperty());
        little.setCellValueFactory(row -> littleFirst && !row.getValue().kind().hasOrder()
                ? row.getValue().bigProperty() : row.getValue().littleProperty());
        getColumns().setAll(littleFirst ? List.of(name, little, big) : List.of(name, big, little));
    }

    private Reading reading(InspectorModel.@Nullable Value row, @Nullable TableColumn<InspectorModel.Value, ?> column) {
        return row == null ? Reading.NONE
                : column == big ? big.getCellData(row)
                : column == little ? little.getCellData(row)
                : Reading.NONE;
    }

    @Override
    String plain(InspectorModel.@Nullable Value row, @Nullable TableColumn<InspectorModel.Value, ?> column) {
        return row != null && column == name ? row.kind().label() : reading(row, column).plain();
    }

    @Override
    boolean leads(InspectorModel.@Nullable Value row, @Nullable TableColumn<InspectorModel.Value, ?> column) {
        return reading(row, column).target() != Reading.NOWHERE;
    }

    @Override
    void follow(InspectorModel.@Nullable Value row, @Nullable TableColumn<InspectorModel.Value, ?> column) {
        model.follow(reading(row, column));
    }
}
