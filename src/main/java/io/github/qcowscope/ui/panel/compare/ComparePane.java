package io.github.qcowscope.ui.panel.compare;

import io.github.qcowscope.qcow2.dirty.DirtyComparison;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.file.ImageChooser;
import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelName;
import io.github.qcowscope.ui.panel.SaveRanges;
import io.github.qcowscope.ui.panel.compare.CompareModel.Row;
import io.github.qcowscope.ui.picture.CountedCanvas;
import io.github.qcowscope.ui.picture.PictureFrame;
import io.github.qcowscope.ui.table.Columns;
import io.github.qcowscope.ui.text.Messages;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Two bitmaps compared: numbers, a picture, and the ranges as a table. */
public final class ComparePane implements Panel {

    private final CompareModel model;
    private final SaveChooser chooser;
    private final ImageChooser images;
    private final Document document;
    private final BorderPane view = new BorderPane();
    private final ChoiceBox<String> first = new ChoiceBox<>();
    private final ChoiceBox<String> other = new ChoiceBox<>();
    private final TableView<Row> table = new TableView<>();
    private final Label summary = new Label();
    private final ComparePictureModel picture;
    private final CountedCanvas<CompareShade> canvas;
    private final PictureFrame frame;

    /** Compares the bitmap that is selected in a document with another. */
    public ComparePane(Document document, Background background) {
        this(document, background, SaveChooser.DESKTOP, SaveChooser.DESKTOP_OPEN);
    }

    /** The same, with other ways to ask for files. */
    public ComparePane(Document document, Background background, SaveChooser chooser, ImageChooser images) {
        this.document = document;
        this.chooser = chooser;
        this.images = images;
        model = new CompareModel(document, background);
        picture = new ComparePictureModel(document, background, model);
        canvas = new CountedCanvas<>(picture, "compare-picture", CompareShade.values(), CompareShade::colorName);
        frame = new PictureFrame(picture, "compare", "bitmap.picture.whole", canvas);
        frame.saving("compare-save", chooser, "bitmap.picture.save-title", model.comparisonProperty().isNull(),
                () -> Optional.of(SaveChooser.fileName(first.getValue() + "-" + other.getValue(), "png")),
                (target, width, height, then) -> picture.savePng(target, width, height, canvas.colors().argb(), then));
        table.setId("compare-ranges");
        table.setAccessibleText(Messages.get("bitmap.ranges.title"));
        table.setFixedCellSize(Columns.ROW_HEIGHT);
        table.getColumns().add(Columns.code("bitmap.ranges.start", 150, row -> "0x%x".formatted(row.start())));
        table.getColumns().add(Columns.code("bitmap.ranges.length", 130, row -> Long.toString(row.length())));
        table.getColumns().add(Columns.text("bitmap.compare.dirty-in", 150, row -> Messages.get(switch (row.side()) {
            case NEITHER -> "bitmap.compare.neither";
            case ONLY_A -> "bitmap.compare.only-a";
            case ONLY_B -> "bitmap.compare.only-b";
            case BOTH -> "bitmap.compare.both";
            case UNKNOWN -> "bitmap.compare.unknown-cell";
        })));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(Messages.get("bitmap.ranges.none")));
        Columns.link(table, row -> model.select(row));
        model.rowsProperty().subscribe(table::setItems);
        model.resultProperty().subscribe(result -> summary.setText(model.summary()));
        model.firstProperty().subscribe(now -> {
            if (now != null) {
                first.getSelectionModel().clearAndSelect(now.bitmap().index());
            }
        });
        model.othersProperty().subscribe(names -> {
            other.setItems(FXCollections.observableArrayList(names));
            showOther();
        });
        model.otherIndexProperty().subscribe(this::showOther);
        summary.setId("compare-summary");
        summary.setWrapText(true);
        Label caution = new Label(DirtyComparison.CAUTION);
        caution.setTooltip(new Tooltip(DirtyComparison.CAUTION));
        caution.getStyleClass().add("hint");
        VBox words = new VBox(summary, caution);
        words.getStyleClass().add("compare-words");
        SplitPane both = new SplitPane(frame, table);
        both.setDividerPositions(0.55);
        view.setTop(toolBar());
        view.setCenter(both);
        view.setBottom(words);
        for (ObservableValue<?> changing : new ObservableValue<?>[] {model.resultProperty(), picture.gridProperty(),
            picture.cursorProperty(), canvas.hoveredProperty(), canvas.focusedProperty(), canvas.looksProperty()}) {
            changing.addListener((of, before, now) -> tell());
        }
        tell();
        // A tab that is not in front is laid out all the same: it must not read a bitmap that nobody looks at.
        view.parentProperty().flatMap(Node::visibleProperty).orElse(false).subscribe(model::setActive);
    }

    private void showOther() {
        if (model.otherIndex() < other.getItems().size()) {
            other.getSelectionModel().clearAndSelect(model.otherIndex());
        }
    }

    private void tell() {
        frame.legend(Stream.of(CompareShade.values()).filter(shade -> shade != CompareShade.PENDING)
                .map(shade -> PictureFrame.swatch(shade.colorName(), shade.label())).toList(), picture.scale());
        String words = picture.describe(canvas.told());
        if (words.isEmpty()) {
            frame.help(Messages.get("bitmap.picture.help"));
        } else {
            frame.tell(words);
        }
        canvas.setAccessibleText(model.summary() + " " + words);
    }

    private ToolBar toolBar() {
        first.setId("compare-first");
        first.setItems(FXCollections.observableArrayList(model.names()));
        first.setAccessibleText(Messages.get("bitmap.compare.a"));
        first.getSelectionModel().selectedIndexProperty().addListener((of, before, now) -> {
            if (now.intValue() >= 0) {
                model.chooseFirst(now.intValue());
            }
        });
        other.setId("compare-other");
        other.setAccessibleText(Messages.get("bitmap.compare.b"));
        other.getSelectionModel().selectedIndexProperty().addListener((of, before, now) -> {
            if (now.intValue() >= 0) {
                model.chooseOther(now.intValue());
            }
        });
        MenuButton from = new MenuButton(Messages.get("bitmap.compare.from"), new FontIcon(Feather.FOLDER));
        from.setId("compare-from");
        from.getItems().addAll(
                source("compare-same", "bitmap.compare.same", model::openSame),
                source("compare-open", "bitmap.compare.open",
                        () -> images.choose(document.path().toAbsolutePath().getParent())
                        .ifPresent(file -> model.openOther(file, summary::setText))),
                source("compare-behind", "bitmap.compare.behind", () -> model.openBehind(summary::setText)));
        Pane space = new Pane();
        HBox.setHgrow(space, Priority.ALWAYS);
        ToolBar tools = new ToolBar(new Label(Messages.get("bitmap.compare.a")), first,
                new Label(Messages.get("bitmap.compare.b")), other, from, space);
        tools.getItems().addAll(new SaveRanges("compare", chooser, model.resultProperty().isNull(),
                () -> first.getValue() + "-" + other.getValue(),
                (target, format) -> model.save(target, format, frame::notice)).buttons());
        return tools;
    }

    private static MenuItem source(String id, String key, Runnable action) {
        MenuItem item = new MenuItem(Messages.get(key));
        item.setId(id);
        item.setOnAction(e -> action.run());
        return item;
    }

    @Override
    public PanelName name() {
        return new PanelName("compare", Messages.get("bitmap.compare.title"), Feather.COLUMNS);
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
    CompareModel model() {
        return model;
    }
}
