package io.github.qcowscope.ui.panel;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.ui.Background;
import io.github.qcowscope.ui.Document;
import io.github.qcowscope.ui.Messages;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The picture of a bitmap: the virtual disk as a grid of cells that can be zoomed, panned, hovered over and clicked. */
public final class BitmapPicturePane implements Panel {

    private static final Duration REPAINT = Duration.millis(100);

    private final BorderPane view = new BorderPane();
    private final BitmapPictureModel model;
    private final BitmapPictureText text;
    private final BitmapPictureCanvas canvas;
    private final ScrollBar scrollBar = new ScrollBar();
    private final ChoiceBox<String> choice = new ChoiceBox<>();
    private final FlowPane legend = new FlowPane();
    private final Label info = new Label();
    private final Label notice = new Label();
    private final SaveChooser chooser;
    private final Spinner<Integer> width = new Spinner<>(16, PicturePng.MOST, 1024, 16);
    private final Spinner<Integer> height = new Spinner<>(16, PicturePng.MOST, 768, 16);
    private boolean showing;

    /** The picture of the bitmap that is selected in a document. */
    public BitmapPicturePane(Document document, Background background) {
        this(document, background, SaveChooser.DESKTOP);
    }

    /** The same, with another way to ask where to save. */
    public BitmapPicturePane(Document document, Background background, SaveChooser chooser) {
        this.chooser = chooser;
        model = new BitmapPictureModel(document, background);
        text = new BitmapPictureText(model);
        canvas = new BitmapPictureCanvas(model);
        view.getStyleClass().add("bitmap-picture-pane");
        scrollBar.setOrientation(Orientation.VERTICAL);
        scrollBar.valueProperty().addListener((of, before, now) -> {
            if (!showing) {
                model.scrollTo(Math.round(now.doubleValue()));
            }
        });
        choice.setId("bitmap-picture-choice");
        choice.setItems(FXCollections.observableArrayList(model.names()));
        choice.setAccessibleText(Messages.get("bitmap.picture.choose"));
        choice.getSelectionModel().selectedIndexProperty().addListener((of, before, now) -> {
            if (!showing && now.intValue() >= 0) {
                model.show(now.intValue());
            }
        });
        legend.setId("bitmap-picture-legend");
        legend.getStyleClass().add("bitmap-legend");
        info.setId("bitmap-picture-info");
        info.getStyleClass().add("bitmap-picture-info");
        info.setMinHeight(Region.USE_PREF_SIZE);
        notice.setId("bitmap-picture-notice");
        notice.getStyleClass().add("bitmap-picture-info");
        notice.managedProperty().bind(notice.textProperty().isNotEmpty());
        view.setTop(toolBar());
        view.setCenter(canvas);
        view.setRight(scrollBar);
        view.setBottom(new VBox(legend, info, notice));
        for (ObservableValue<?> changing : new ObservableValue<?>[] {model.bitmapProperty(), model.gridProperty(),
            model.fillingProperty(), model.cursorProperty(), canvas.hoveredProperty(), canvas.focusedProperty()}) {
            changing.addListener((of, before, now) -> update());
        }
        // A tab that is not in front is laid out all the same: it must not read a bitmap that nobody looks at.
        view.parentProperty().flatMap(Node::visibleProperty).orElse(false).subscribe(model::setActive);
        repaintWhileFilling();
        update();
    }

    private ToolBar toolBar() {
        Button in = button("bitmap.picture.zoom-in", Feather.ZOOM_IN);
        in.setOnAction(e -> model.zoomBy(1, model.cursorProperty().get()));
        Button out = button("bitmap.picture.zoom-out", Feather.ZOOM_OUT);
        out.setOnAction(e -> model.zoomBy(-1, model.cursorProperty().get()));
        Button whole = button("bitmap.picture.whole", Feather.MAXIMIZE);
        whole.setOnAction(e -> model.zoomOut());
        in.disableProperty().bind(model.gridProperty().map(PictureGrid::isFinest));
        out.disableProperty().bind(model.gridProperty().map(PictureGrid::isWhole));
        whole.disableProperty().bind(model.gridProperty().map(PictureGrid::isWhole));
        Button save = button("bitmap.picture.save", Feather.SAVE);
        save.setId("bitmap-picture-save");
        save.setOnAction(e -> save());
        save.disableProperty().bind(model.bitmapProperty().isNull());
        for (Spinner<Integer> side : List.of(width, height)) {
            side.setEditable(true);
            side.setPrefWidth(90);
            side.setAccessibleText(Messages.get("bitmap.picture.save-size"));
            side.setTooltip(new Tooltip(Messages.get("bitmap.picture.save-size")));
        }
        Pane space = new Pane();
        HBox.setHgrow(space, Priority.ALWAYS);
        return new ToolBar(choice, in, out, whole, space, width, new Label("×"), height, save);
    }

    private static Button button(String key, Feather icon) {
        Button button = new Button(null, new FontIcon(icon));
        button.setTooltip(new Tooltip(Messages.get(key)));
        button.setAccessibleText(Messages.get(key));
        return button;
    }

    /** A count that takes long shows as far as it has come. */
    private void repaintWhileFilling() {
        Timeline repaint = new Timeline(new KeyFrame(REPAINT, e -> {
            canvas.requestLayout();
            update();
        }));
        repaint.setCycleCount(Animation.INDEFINITE);
        model.fillingProperty().addListener((of, before, filling) -> {
            if (filling) {
                repaint.play();
            } else {
                repaint.stop();
            }
        });
        view.sceneProperty().addListener((of, before, now) -> {
            if (now == null) {
                repaint.stop();
            }
        });
    }

    private void update() {
        showing = true;
        PictureGrid grid = model.grid();
        // A scroll bar counts in floating point; past 2^53 lines it skips some, which a hand cannot tell.
        scrollBar.setMax(Math.max(0, grid.totalRows() - grid.rows()));
        scrollBar.setVisibleAmount(grid.rows() * Math.max(1, scrollBar.getMax()) / Math.max(1, grid.totalRows()));
        scrollBar.setBlockIncrement(grid.rows());
        scrollBar.setUnitIncrement(1);
        scrollBar.setValue(grid.firstRow());
        scrollBar.setDisable(grid.isWhole());
        if (model.bitmap() != null) {
            choice.getSelectionModel().clearAndSelect(model.bitmap().bitmap().index());
        }
        choice.setDisable(model.names().isEmpty());
        showing = false;
        legend.getChildren().setAll(text.legend().stream().map(BitmapPicturePane::swatch).toList());
        legend.getChildren().add(new Label(text.scale()));
        ByteRange cell = canvas.hoveredProperty().get();
        ByteRange told = !cell.isEmpty() ? cell
                : canvas.isFocused() ? grid.cellOf(model.cursorProperty().get()) : cell;
        String words = text.describe(told);
        info.setText(words.isEmpty() ? text.summary() + "\n" + Messages.get("bitmap.picture.help") : words);
        canvas.setAccessibleText(text.summary() + " " + words);
    }

    private static Label swatch(BitmapPictureText.LegendEntry entry) {
        Region color = new Region();
        color.getStyleClass().add("bitmap-swatch");
        color.setStyle("-fx-background-color: " + entry.shade().colorName() + ";");
        return new Label(entry.text(), color);
    }

    private void save() {
        if (model.bitmap() != null) {
            String name = SaveChooser.fileName(model.bitmap().bitmap().name(), "png");
            chooser.choose(view.getScene().getWindow(), Messages.get("bitmap.picture.save-title"), name).ifPresent(target ->
                    model.savePng(target, width.getValue(), height.getValue(), canvas.colors().argb(), notice::setText));
        }
    }

    @Override
    public String id() {
        return "bitmap-picture";
    }

    @Override
    public ObservableValue<String> title() {
        return new ReadOnlyObjectWrapper<>(Messages.get("bitmap.picture.title"));
    }

    @Override
    public Ikon icon() {
        return Feather.IMAGE;
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
    BitmapPictureModel model() {
        return model;
    }
}
