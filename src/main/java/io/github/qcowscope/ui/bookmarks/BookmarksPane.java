package io.github.qcowscope.ui.bookmarks;

import io.github.qcowscope.ui.bookmarks.Bookmark.Hue;
import io.github.qcowscope.ui.command.Command;
import io.github.qcowscope.ui.command.Commands;
import io.github.qcowscope.ui.copy.Copier;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelName;
import io.github.qcowscope.ui.table.Columns;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import io.github.qcowscope.ui.text.Tip;
import io.github.qcowscope.ui.theme.KindMark;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToolBar;
import javafx.scene.control.cell.TextFieldTableCell;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The bookmarks of an image as a table: a click goes there, a double click on a note edits it. */
public final class BookmarksPane implements Panel {

    private final BookmarksModel model;
    private final TableView<Bookmark> table = new TableView<>();
    private final ComboBox<Hue> color = new ComboBox<>();
    private final BorderPane view = new BorderPane();

    /** The bookmarks of an image. */
    public BookmarksPane(BookmarksModel model, Commands commands) {
        this.model = model;
        buildTable();
        buildColor();
        view.setTop(toolBar(commands));
        view.setCenter(table);
        view.setBottom(told());
    }

    private void buildTable() {
        table.setId("bookmarks");
        table.setAccessibleText(Messages.get("bookmarks.title"));
        table.setEditable(true);
        table.setFixedCellSize(Columns.ROW_HEIGHT);
        table.getColumns().add(colorColumn());
        table.getColumns().add(column("bookmarks.offset", 170, "code", each -> model.isPastEnd(each)
                ? Messages.get("bookmarks.offset-past-end", NodeText.offset(each.range().offset()))
                : NodeText.offset(each.range().offset())));
        table.getColumns().add(column("bookmarks.length", 80, "code", each -> Long.toString(each.range().length())));
        TableColumn<Bookmark, String> note = column("bookmarks.note", 300, "note", Bookmark::note);
        note.setEditable(true);
        note.setCellFactory(TextFieldTableCell.forTableColumn());
        note.setOnEditCommit(e -> model.note(e.getRowValue(), e.getNewValue()));
        table.getColumns().add(note);
        table.getColumns().add(column("bookmarks.path", 240, "code", Bookmark::path));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(model.bookmarks());
        Label nothing = new Label(Messages.get("bookmarks.none", Command.BOOKMARK.keyText()));
        nothing.setWrapText(true);
        nothing.setTextAlignment(TextAlignment.CENTER);
        nothing.setPadding(new Insets(16));
        table.setPlaceholder(nothing);
        table.setRowFactory(of -> row());
        table.setOnKeyPressed(this::press);
    }

    private static TableColumn<Bookmark, String> column(String key, double width, String style,
            Function<Bookmark, String> text) {
        TableColumn<Bookmark, String> column = new TableColumn<>(Messages.get(key));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setEditable(false);
        column.getStyleClass().add(style);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        return column;
    }

    private static TableColumn<Bookmark, Hue> colorColumn() {
        TableColumn<Bookmark, Hue> column = new TableColumn<>(Messages.get("bookmarks.color"));
        column.setPrefWidth(100);
        column.setMinWidth(100);
        column.setSortable(false);
        column.setReorderable(false);
        column.setEditable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().color()));
        column.setCellFactory(of -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Hue item, boolean empty) {
                super.updateItem(item, empty);
                setText(item == null || empty ? null : item.label());
                setGraphic(item == null || empty ? null : swatch(item));
            }
        });
        return column;
    }

    private static Region swatch(Hue hue) {
        KindMark swatch = new KindMark();
        swatch.show(hue.kind());
        return swatch;
    }

    private TableRow<Bookmark> row() {
        TableRow<Bookmark> row = new TableRow<>();
        row.setOnMouseClicked(e -> {
            if (!row.isEmpty() && e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 1) {
                model.goTo(row.getItem());
            }
        });
        return row;
    }

    private void press(KeyEvent key) {
        if (table.getEditingCell() != null) {
            return;
        }
        switch (key.getCode()) {
            case ENTER -> withSelected(model::goTo);
            case DELETE -> withSelected(model::remove);
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void withSelected(Consumer<Bookmark> action) {
        Bookmark selected = table.getSelectionModel().getSelectedItem();
        if (selected != null) {
            action.accept(selected);
        }
    }

    private void buildColor() {
        color.setId("bookmarks-color");
        color.getItems().setAll(Hue.values());
        color.setAccessibleText(Messages.get("bookmarks.color"));
        Tip.on(color, Messages.get("bookmarks.color"));
        color.setCellFactory(of -> new HueCell());
        color.setButtonCell(new HueCell());
        color.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
        table.getSelectionModel().selectedItemProperty().subscribe(selected ->
                color.setValue(selected == null ? null : selected.color()));
        color.setOnAction(e -> withSelected(selected -> {
            if (color.getValue() != null && color.getValue() != selected.color()) {
                int row = table.getSelectionModel().getSelectedIndex();
                model.color(selected, color.getValue());
                table.getSelectionModel().select(row);
            }
        }));
    }

    private static final class HueCell extends ListCell<Hue> {
        @Override
        protected void updateItem(@Nullable Hue item, boolean empty) {
            super.updateItem(item, empty);
            setText(item == null || empty ? null : item.label());
            setGraphic(item == null || empty ? null : swatch(item));
        }
    }

    private ToolBar toolBar(Commands commands) {
        Button remove = button("bookmarks.remove", Feather.TRASH_2, () -> withSelected(model::remove));
        remove.setId("bookmarks-remove");
        remove.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
        Button markdown = button("bookmarks.copy-markdown", Feather.COPY, () -> Copier.copy(model.markdown()));
        markdown.setId("bookmarks-markdown");
        Button json = button("bookmarks.copy-json", Feather.CODE, () -> Copier.copy(model.json()));
        json.setId("bookmarks-json");
        json.disableProperty().bind(Bindings.isEmpty(model.bookmarks()));
        markdown.disableProperty().bind(Bindings.isEmpty(model.bookmarks()));
        Button paste = button("bookmarks.paste", Feather.CLIPBOARD, () -> model.add(Clipboard.getSystemClipboard().getString()));
        paste.setId("bookmarks-paste");
        return new ToolBar(commands.button(Command.BOOKMARK), commands.button(Command.PREVIOUS_BOOKMARK),
                commands.button(Command.NEXT_BOOKMARK), remove, color, markdown, json, paste);
    }

    private static Button button(String key, Ikon icon, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("button-icon", "flat");
        Tip.on(button, Messages.get(key));
        button.setAccessibleText(Messages.get(key));
        button.setOnAction(e -> action.run());
        return button;
    }

    private Label told() {
        Label told = new Label();
        told.setId("bookmarks-told");
        told.getStyleClass().addAll("hint", "panel-note");
        told.setWrapText(true);
        told.textProperty().bind(model.toldProperty());
        told.visibleProperty().bind(told.textProperty().isNotEmpty());
        told.managedProperty().bind(told.visibleProperty());
        return told;
    }

    @Override
    public PanelName name() {
        return new PanelName("bookmarks", Messages.get("bookmarks.title"), Feather.BOOKMARK);
    }

    @Override
    public Region view() {
        return view;
    }
}
