package io.github.qcowscope.ui.panel;

import io.github.qcowscope.dump.BitmapFormat;
import io.github.qcowscope.qcow2.DirtyComparison;
import io.github.qcowscope.ui.Background;
import io.github.qcowscope.ui.Document;
import io.github.qcowscope.ui.ImageChooser;
import io.github.qcowscope.ui.Messages;
import io.github.qcowscope.ui.panel.CompareModel.Row;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToolBar;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
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
    private final Label info = new Label();

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
        table.setId("compare-ranges");
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
        table.setPlaceholder(new Label(Messages.get("bitmap.ranges.none")));
        table.setRowFactory(of -> row());
        table.setOnKeyPressed(e -> {
            Row row = table.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && row != null) {
                model.select(row);
                e.consume();
            }
        });
        model.rowsProperty().subscribe(table::setItems);
        model.resultProperty().subscribe(result -> summary.setText(model.summary()));
        model.firstProperty().subscribe(now -> {
            if (now != null) {
                first.getSelectionModel().clearAndSelect(now.bitmap().index());
            }
        });
        model.othersProperty().subscribe(names -> {
            other.setItems(FXCollections.observableArrayList(names));
            other.getSelectionModel().clearAndSelect(model.otherIndex());
        });
        summary.setId("compare-summary");
        summary.setWrapText(true);
        Label caution = new Label(DirtyComparison.CAUTION);
        caution.setWrapText(true);
        caution.getStyleClass().add("hint");
        FlowPane legend = new FlowPane();
        legend.getStyleClass().add("bitmap-legend");
        legend.getChildren().setAll(Stream.of(CompareShade.values()).map(ComparePane::swatch).toList());
        info.setId("compare-info");
        VBox words = new VBox(legend, summary, info, caution);
        words.getStyleClass().add("compare-words");
        SplitPane both = new SplitPane(new ComparePicture(model, info::setText), table);
        both.setDividerPositions(0.55);
        view.setTop(toolBar());
        view.setCenter(both);
        view.setBottom(words);
        // A tab that is not in front is laid out all the same: it must not read a bitmap that nobody looks at.
        view.parentProperty().flatMap(Node::visibleProperty).orElse(false).subscribe(model::setActive);
    }

    private static Label swatch(CompareShade shade) {
        Region color = new Region();
        color.getStyleClass().add("bitmap-swatch");
        color.setStyle("-fx-background-color: " + shade.colorName() + ";");
        return new Label(shade.label(), color);
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
        Button open = new Button(Messages.get("bitmap.compare.open"), new FontIcon(Feather.FOLDER));
        open.setId("compare-open");
        open.setOnAction(e -> images.choose(document.path().toAbsolutePath().getParent())
                .ifPresent(file -> model.openOther(file, summary::setText)));
        Pane space = new Pane();
        HBox.setHgrow(space, Priority.ALWAYS);
        return new ToolBar(new Label(Messages.get("bitmap.compare.a")), first, new Label(Messages.get("bitmap.compare.b")),
                other, open, space, save("csv", BitmapFormat.CSV), save("json", BitmapFormat.JSON));
    }

    private Button save(String extension, BitmapFormat format) {
        Button button = new Button(Messages.get("bitmap.ranges.save-" + extension), new FontIcon(Feather.SAVE));
        button.setId("compare-" + extension);
        button.disableProperty().bind(model.resultProperty().isNull());
        button.setOnAction(e -> chooser.choose(view.getScene().getWindow(), Messages.get("bitmap.ranges.save-title"),
                SaveChooser.fileName(first.getValue() + "-" + other.getValue(), extension))
                .ifPresent(target -> model.save(target, format, info::setText)));
        return button;
    }

    private TableRow<Row> row() {
        TableRow<Row> row = new TableRow<>();
        row.setOnMouseClicked(e -> {
            if (!row.isEmpty()) {
                model.select(row.getItem());
            }
        });
        return row;
    }

    @Override
    public String id() {
        return "compare";
    }

    @Override
    public ObservableValue<String> title() {
        return new ReadOnlyObjectWrapper<>(Messages.get("bitmap.compare.title"));
    }

    @Override
    public Ikon icon() {
        return Feather.COLUMNS;
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
