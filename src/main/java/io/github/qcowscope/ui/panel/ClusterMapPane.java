package io.github.qcowscope.ui.panel;

import io.github.qcowscope.qcow2.ClusterSummary;
import io.github.qcowscope.ui.Background;
import io.github.qcowscope.ui.Document;
import io.github.qcowscope.ui.Messages;
import io.github.qcowscope.ui.panel.OwnerMapModel.State;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
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
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The cluster map: every cluster of the file in the colour of its owner, to be zoomed, panned, hovered over and clicked. */
public final class ClusterMapPane implements Panel {

    private static final Duration LOOK = Duration.millis(100);

    private final Document document;
    private final ClusterMapModel model;
    private final ClusterMapCanvas canvas;
    private final SaveChooser chooser;
    private final BorderPane view = new BorderPane();
    private final ScrollBar scrollBar = new ScrollBar();
    private final FlowPane legend = new FlowPane();
    private final Label info = new Label();
    private final Label notice = new Label();
    private final ProgressBar progress = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final VBox waiting = new VBox();
    private final Spinner<Integer> width = new Spinner<>(16, ClusterCells.MOST_PIXELS, 1024, 16);
    private final Spinner<Integer> height = new Spinner<>(16, ClusterCells.MOST_PIXELS, 768, 16);
    private boolean showing;

    /** The cluster map of a document. */
    public ClusterMapPane(Document document, Background background) {
        this(document, background, SaveChooser.DESKTOP);
    }

    /** The same, with another way to ask where to save. */
    public ClusterMapPane(Document document, Background background, SaveChooser chooser) {
        this.document = document;
        this.chooser = chooser;
        model = new ClusterMapModel(document, background);
        canvas = new ClusterMapCanvas(model);
        view.getStyleClass().add("cluster-map-pane");
        scrollBar.setOrientation(Orientation.VERTICAL);
        scrollBar.valueProperty().addListener((of, before, now) -> {
            if (!showing) {
                model.scrollTo(Math.round(now.doubleValue()));
            }
        });
        legend.setId("cluster-map-legend");
        legend.getStyleClass().add("cluster-legend");
        info.setId("cluster-map-info");
        info.getStyleClass().add("cluster-map-info");
        info.setMinHeight(Region.USE_PREF_SIZE);
        notice.setId("cluster-map-notice");
        notice.getStyleClass().add("cluster-map-info");
        notice.managedProperty().bind(notice.textProperty().isNotEmpty());
        view.setTop(toolBar());
        view.setCenter(new StackPane(canvas, waiting()));
        view.setRight(scrollBar);
        view.setBottom(new VBox(legend, info, notice));
        model.owners().stateProperty().subscribe(state -> canvas.fit());
        model.gridProperty().subscribe(this::show);
        model.toldProperty().subscribe(this::tell);
        watchTheWalk();
    }

    private ToolBar toolBar() {
        Button in = button("clusters.zoom-in", Feather.ZOOM_IN);
        in.setOnAction(e -> model.zoomBy(1, model.cursorProperty().get()));
        Button out = button("clusters.zoom-out", Feather.ZOOM_OUT);
        out.setOnAction(e -> model.zoomBy(-1, model.cursorProperty().get()));
        Button whole = button("clusters.whole", Feather.MAXIMIZE);
        whole.setOnAction(e -> model.zoomOut());
        in.disableProperty().bind(model.gridProperty().map(grid -> model.isFinest()));
        out.disableProperty().bind(model.gridProperty().map(PictureGrid::isWhole));
        whole.disableProperty().bind(model.gridProperty().map(PictureGrid::isWhole));
        Button save = button("clusters.save", Feather.SAVE);
        save.setId("cluster-map-save");
        save.setOnAction(e -> save());
        save.disableProperty().bind(model.owners().stateProperty().map(state -> !(state instanceof State.Ready)));
        for (Spinner<Integer> side : List.of(width, height)) {
            side.setEditable(true);
            side.setPrefWidth(90);
            side.setAccessibleText(Messages.get("clusters.save-size"));
            side.setTooltip(new Tooltip(Messages.get("clusters.save-size")));
        }
        Pane space = new Pane();
        HBox.setHgrow(space, Priority.ALWAYS);
        return new ToolBar(in, out, whole, space, width, new Label("×"), height, save);
    }

    private static Button button(String key, Feather icon) {
        Button button = new Button(null, new FontIcon(icon));
        button.setTooltip(new Tooltip(Messages.get(key)));
        button.setAccessibleText(Messages.get(key));
        return button;
    }

    /** What stands in place of the picture as long as there is none. */
    private VBox waiting() {
        progress.setId("cluster-map-progress");
        progress.setAccessibleText(Messages.get("clusters.job"));
        Button again = new Button(Messages.get("clusters.again"));
        again.setId("cluster-map-again");
        again.setOnAction(e -> model.owners().make());
        Label why = new Label();
        why.setId("cluster-map-why");
        why.setWrapText(true);
        model.owners().stateProperty().subscribe(state -> {
            progress.setVisible(state instanceof State.Walking);
            again.setVisible(state instanceof State.None);
            waiting.setVisible(!(state instanceof State.Ready));
            why.setText(switch (state) {
                case State.Walking walking -> Messages.get("clusters.walking");
                case State.Ready ready -> "";
                case State.None none -> none.sentence();
            });
        });
        progress.managedProperty().bind(progress.visibleProperty());
        again.managedProperty().bind(again.visibleProperty());
        waiting.getStyleClass().add("cluster-map-waiting");
        waiting.setAlignment(Pos.CENTER);
        waiting.getChildren().addAll(why, progress, again);
        return waiting;
    }

    /** The walk runs on another thread; the bar looks at it ten times a second. */
    private void watchTheWalk() {
        Timeline look = new Timeline(new KeyFrame(LOOK, e -> progress.setProgress(model.owners().share())));
        look.setCycleCount(Animation.INDEFINITE);
        model.owners().stateProperty().subscribe(state -> {
            if (state instanceof State.Walking) {
                look.play();
            } else {
                look.stop();
            }
        });
        view.sceneProperty().addListener((of, before, now) -> {
            if (now == null) {
                look.stop();
            }
        });
    }

    private void show(PictureGrid grid) {
        showing = true;
        scrollBar.setMax(Math.max(0, grid.totalRows() - grid.rows()));
        scrollBar.setVisibleAmount(grid.rows() * Math.max(1, scrollBar.getMax()) / Math.max(1, grid.totalRows()));
        scrollBar.setBlockIncrement(grid.rows());
        scrollBar.setUnitIncrement(1);
        scrollBar.setValue(grid.firstRow());
        scrollBar.setDisable(grid.isWhole());
        showing = false;
        ClusterSummary summary = model.summary();
        if (summary != null) {
            legend.getChildren().setAll(ClusterMapText.legend(summary).stream().map(ClusterMapPane::swatch).toList());
            legend.getChildren().add(new Label(
                    ClusterMapText.scale(grid, document.image().geometry().clusterSize())));
            tell(model.toldProperty().get());
        }
    }

    private void tell(String words) {
        ClusterSummary summary = model.summary();
        info.setText(summary == null ? "" : words.isEmpty() ? Messages.get("clusters.help") : words);
        canvas.setAccessibleText(summary == null ? words
                : ClusterMapText.summary(summary, model.clusters()) + " " + words);
    }

    private static Label swatch(ClusterMapText.LegendEntry entry) {
        Region color = new Region();
        color.getStyleClass().add("cluster-swatch");
        color.setStyle("-fx-background-color: " + entry.sort().colorName() + ";");
        return new Label(entry.text(), color);
    }

    private void save() {
        String name = document.image().source().name() + "-clusters.png";
        chooser.choose(view.getScene().getWindow(), Messages.get("clusters.save-title"), name).ifPresent(target ->
                model.savePng(target, width.getValue(), height.getValue(), canvas.colors().argb(), notice::setText));
    }

    @Override
    public String id() {
        return "cluster-map";
    }

    @Override
    public ObservableValue<String> title() {
        return new ReadOnlyObjectWrapper<>(Messages.get("clusters.title"));
    }

    @Override
    public Ikon icon() {
        return Feather.GRID;
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Boolean> isAvailable() {
        return new ReadOnlyObjectWrapper<>(document.image().isRecognized());
    }

    /** The model behind it. */
    ClusterMapModel model() {
        return model;
    }
}
