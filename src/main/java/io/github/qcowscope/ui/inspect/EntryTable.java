package io.github.qcowscope.ui.inspect;

import io.github.qcowscope.qcow2.entry.EntryReading;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Tip;
import io.github.qcowscope.ui.theme.KindMark;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The bytes at the caret as entries of the image's tables; what they are in fact is marked. */
final class EntryTable extends CopyableTable<InspectorModel.EntryRow> {

    private static final PseudoClass LEADS = PseudoClass.getPseudoClass("leads");

    private final InspectorModel model;
    private final TableColumn<InspectorModel.EntryRow, InspectorModel.Entry> kind =
            column("inspect.entry", 145);
    private final TableColumn<InspectorModel.EntryRow, String> says =
            text("inspect.entry-says", 234, EntryReading::words);
    private final TableColumn<InspectorModel.EntryRow, String> leads =
            text("inspect.entry-leads", 82, EntryTable::target);
    private final TableColumn<InspectorModel.EntryRow, String> against =
            text("inspect.entry-against", 94, EntryTable::against);

    EntryTable(InspectorModel model) {
        super("inspect-entries");
        this.model = model;
        setAccessibleText(Messages.get("inspect.entries"));
        kind.setCellValueFactory(row -> row.getValue().entryProperty());
        kind.setCellFactory(column -> new KindCell());
        leads.setCellFactory(column -> new TextCell(true));
        against.setCellFactory(column -> new TextCell(false));
        getColumns().setAll(List.of(kind, says, leads, against));
        setItems(FXCollections.observableList(model.entries()));
    }

    private static TableColumn<InspectorModel.EntryRow, String> text(
            String titleKey, double width, Function<EntryReading, String> words) {
        TableColumn<InspectorModel.EntryRow, String> column = column(titleKey, width);
        column.setCellValueFactory(row -> row.getValue().entryProperty().map(entry -> words.apply(entry.reading())));
        column.setCellFactory(of -> new TextCell(false));
        return column;
    }

    private static String target(EntryReading reading) {
        return reading.target() == null ? ""
                : Messages.get(reading.inside() ? "inspect.inside" : "inspect.outside");
    }

    private static String against(EntryReading reading) {
        return reading.problems().stream().map(Problem::message).collect(Collectors.joining(" "));
    }

    @Override
    String plain(InspectorModel.@Nullable EntryRow row,
            @Nullable TableColumn<InspectorModel.EntryRow, ?> column) {
        if (row == null) {
            return "";
        }
        EntryReading reading = row.reading();
        return column == kind ? reading.kind().label()
                : column == leads ? reading.target() == null ? "" : "0x" + Long.toHexString(reading.target().offset())
                : column == against ? against(reading)
                : reading.words();
    }

    @Override
    boolean leads(InspectorModel.@Nullable EntryRow row,
            @Nullable TableColumn<InspectorModel.EntryRow, ?> column) {
        return row != null && row.reading().target() != null && row.reading().inside();
    }

    @Override
    void follow(InspectorModel.@Nullable EntryRow row,
            @Nullable TableColumn<InspectorModel.EntryRow, ?> column) {
        if (row != null) {
            model.follow(row.reading());
        }
    }

    private static final class TextCell extends TableCell<InspectorModel.EntryRow, String> {
        private final boolean isTarget;
        private final Tip tip = new Tip(this);

        TextCell(boolean isTarget) {
            this.isTarget = isTarget;
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : item);
            tip.set(item == null || empty ? "" : item);
            InspectorModel.EntryRow row = getTableRow() == null ? null : getTableRow().getItem();
            pseudoClassStateChanged(LEADS, isTarget && !empty && row != null && row.reading().target() != null
                    && row.reading().inside());
        }
    }

    private static final class KindCell
            extends TableCell<InspectorModel.EntryRow, InspectorModel.Entry> {
        private static final PseudoClass ACTUAL = PseudoClass.getPseudoClass("actual");

        private final Tip tip = new Tip(this);
        private final KindMark mark = new KindMark();
        private final Label name = new Label();
        private final HBox row = new HBox(mark, name);

        KindCell() {
            row.getStyleClass().add("node-cell");
            row.setAlignment(Pos.CENTER_LEFT);
            name.setContentDisplay(ContentDisplay.RIGHT);
            getStyleClass().add("entry-kind");
        }

        @Override
        protected void updateItem(InspectorModel.@Nullable Entry item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                pseudoClassStateChanged(ACTUAL, false);
                return;
            }
            String label = item.reading().kind().label();
            mark.show(item.reading().kind().kind());
            name.setText(label);
            name.setGraphic(item.actual() ? new FontIcon(Feather.CHECK_CIRCLE) : null);
            setAccessibleText(item.actual() ? Messages.get("inspect.entry-actual", label) : label);
            tip.set(item.actual() ? getAccessibleText() : "");
            pseudoClassStateChanged(ACTUAL, item.actual());
            setGraphic(row);
        }
    }
}
