package io.github.qcowscope.ui.picture;

import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Tip;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What every picture has around it: buttons to zoom, a scroll bar, a legend, words, and a way to save it at a chosen
 * size.
 */
public final class PictureFrame extends BorderPane {

    /** Draws a picture into a file, and tells the sentence that says how it went. */
    @FunctionalInterface
    public interface Save {
        /** Draws so many pixels. */
        void to(Path target, int width, int height, Consumer<String> then);
    }

    private final PictureModel model;
    private final ScrollBar scrollBar = new ScrollBar();
    private final ToolBar tools = new ToolBar();
    private final FlowPane legend = new FlowPane();
    private final Label info = new Label();
    private final Tip infoTip = new Tip(info);
    private final Label notice = new Label();
    private final Spinner<Integer> width = new Spinner<>(16, PicturePng.MOST, 1024, 16);
    private final Spinner<Integer> height = new Spinner<>(16, PicturePng.MOST, 768, 16);
    private boolean showing;

    /**
     * A frame.
     *
     * @param name     what the ids of its parts begin with
     * @param wholeKey the message that names everything there is to see
     * @param picture  the picture, or what has it in it
     */
    public PictureFrame(PictureModel model, String name, String wholeKey, Node picture) {
        this.model = model;
        getStyleClass().add("picture-frame");
        scrollBar.setOrientation(Orientation.VERTICAL);
        scrollBar.valueProperty().addListener((of, before, now) -> {
            if (!showing) {
                model.scrollTo(Math.round(now.doubleValue()));
            }
        });
        legend.setId(name + "-legend");
        legend.getStyleClass().add("picture-legend");
        info.setId(name + "-info");
        info.getStyleClass().add("picture-info");
        info.setWrapText(true);
        info.setMinHeight(Region.USE_PREF_SIZE);
        notice.setId(name + "-notice");
        notice.getStyleClass().add("picture-info");
        notice.managedProperty().bind(notice.textProperty().isNotEmpty());
        zooming(wholeKey);
        setTop(tools);
        setCenter(picture);
        setRight(scrollBar);
        setBottom(new VBox(legend, info, notice));
        model.gridProperty().subscribe(this::show);
    }

    private void zooming(String wholeKey) {
        Button in = button("picture.zoom-in", Feather.ZOOM_IN);
        in.setOnAction(e -> model.zoomBy(1, model.cursorProperty().get()));
        Button out = button("picture.zoom-out", Feather.ZOOM_OUT);
        out.setOnAction(e -> model.zoomBy(-1, model.cursorProperty().get()));
        Button whole = button(wholeKey, Feather.MAXIMIZE);
        whole.setOnAction(e -> model.zoomOut());
        in.disableProperty().bind(model.gridProperty().map(grid -> model.isFinest()));
        out.disableProperty().bind(model.gridProperty().map(PictureGrid::isWhole));
        whole.disableProperty().bind(model.gridProperty().map(PictureGrid::isWhole));
        tools.getItems().addAll(in, out, whole);
    }

    /**
     * Adds a way to save the picture.
     *
     * @param id         the button's id
     * @param titleKey   the message that asks where to
     * @param name       a name for the file; none where there is nothing to save
     * @param impossible whether there is nothing to save
     */
    public void saving(String id, SaveChooser chooser, String titleKey, ObservableValue<Boolean> impossible,
            Supplier<Optional<String>> name, Save save) {
        Button button = button("picture.save", Feather.SAVE);
        button.setId(id);
        button.disableProperty().bind(impossible);
        button.setOnAction(e -> name.get()
                .flatMap(file -> chooser.choose(getScene().getWindow(), Messages.get(titleKey), file))
                .ifPresent(target -> save.to(target, width.getValue(), height.getValue(), this::notice)));
        for (Spinner<Integer> side : List.of(width, height)) {
            side.setEditable(true);
            side.setPrefWidth(90);
            side.setAccessibleText(Messages.get("picture.save-size"));
            Tip.on(side, Messages.get("picture.save-size"));
        }
        Pane space = new Pane();
        HBox.setHgrow(space, Priority.ALWAYS);
        tools.getItems().addAll(space, width, new Label("\u00d7"), height, button);
    }

    private static Button button(String key, Feather icon) {
        Button button = new Button(null, new FontIcon(icon));
        Tip.on(button, Messages.get(key));
        button.setAccessibleText(Messages.get(key));
        return button;
    }

    private void show(PictureGrid grid) {
        showing = true;
        // A scroll bar counts in floating point; past 2^53 lines it skips some, which a hand cannot tell.
        scrollBar.setMax(Math.max(0, grid.totalRows() - grid.rows()));
        scrollBar.setVisibleAmount(grid.rows() * Math.max(1, scrollBar.getMax()) / Math.max(1, grid.totalRows()));
        scrollBar.setBlockIncrement(grid.rows());
        scrollBar.setUnitIncrement(1);
        scrollBar.setValue(grid.firstRow());
        // It keeps its place: a picture that grew into it would have other rows, and need it again.
        scrollBar.setVisible(scrollBar.getMax() > 0);
        showing = false;
    }

    /** The buttons. */
    public ToolBar tools() {
        return tools;
    }

    /** Shows what the colours mean, and the size of a cell. */
    public void legend(List<Label> swatches, String scale) {
        legend.getChildren().setAll(swatches);
        legend.getChildren().add(new Label(scale));
    }

    /** A colour by its name in style sheets, and what it means. */
    public static Label swatch(String colorName, String text) {
        Region color = new Region();
        color.getStyleClass().add("picture-swatch");
        color.setStyle("-fx-background-color: " + colorName + ";");
        return new Label(text, color);
    }

    /** Tells how saving went. */
    public void notice(String sentence) {
        notice.setText(sentence);
    }

    /** Tells what is under the pointer. */
    public void tell(String words) {
        info.setText(words);
        info.setWrapText(true);
        infoTip.set("");
    }

    /** Tells how to use the picture, in as few lines as may be: where there is little room, the picture needs it. */
    public void help(String words) {
        info.setText(words);
        info.setWrapText(false);
        infoTip.set(words);
    }
}
