package io.github.qcowscope.ui.panel.map;

import io.github.qcowscope.qcow2.owner.ClusterSummary;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelName;
import io.github.qcowscope.ui.panel.map.OwnerMapModel.State;
import io.github.qcowscope.ui.picture.PictureFrame;
import io.github.qcowscope.ui.picture.PictureGrid;
import io.github.qcowscope.ui.text.Messages;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/**
 * The cluster map: every cluster of the file in the colour of its owner, to be zoomed, panned, hovered over and
 * clicked.
 */
public final class ClusterMapPane implements Panel {

    private static final Duration LOOK = Duration.millis(100);

    private final Document document;
    private final ClusterMapModel model;
    private final ClusterMapCanvas canvas;
    private final PictureFrame view;
    private final ProgressBar progress = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final VBox waiting = new VBox();

    /** The cluster map of a document. */
    public ClusterMapPane(Document document, Background background) {
        this(document, background, SaveChooser.DESKTOP);
    }

    /** The same, with another way to ask where to save. */
    public ClusterMapPane(Document document, Background background, SaveChooser chooser) {
        this.document = document;
        model = new ClusterMapModel(document, background);
        canvas = new ClusterMapCanvas(model);
        view = new PictureFrame(model, "cluster-map", "clusters.whole", new StackPane(canvas, waiting()));
        view.saving("cluster-map-save", chooser, "clusters.save-title",
                model.owners().stateProperty().map(state -> !(state instanceof State.Ready)),
                () -> Optional.of(document.image().source().name() + "-clusters.png"),
                (target, width, height, then) -> model.savePng(target, width, height, canvas.colors().argb(), then));
        model.owners().stateProperty().subscribe(state -> canvas.fit());
        model.gridProperty().subscribe(this::show);
        model.toldProperty().subscribe(this::tell);
        watchTheWalk();
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
        ClusterSummary summary = model.summary();
        if (summary != null) {
            view.legend(ClusterMapText.legend(summary).stream()
                            .map(entry -> PictureFrame.swatch(entry.sort().colorName(), entry.text())).toList(),
                    ClusterMapText.scale(grid, document.image().geometry().clusterSize()));
            tell(model.toldProperty().get());
        }
    }

    private void tell(String words) {
        ClusterSummary summary = model.summary();
        if (summary != null && words.isEmpty()) {
            view.help(Messages.get("clusters.help"));
        } else {
            view.tell(summary == null ? "" : words);
        }
        canvas.setAccessibleText(summary == null ? words
                : ClusterMapText.summary(summary, model.clusters()) + " " + words);
    }

    @Override
    public PanelName name() {
        return new PanelName("cluster-map", Messages.get("clusters.title"), Feather.MAP);
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
