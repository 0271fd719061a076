package io.github.qcowscope.ui.hex.beside;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.hex.beside.BesideModel.State;
import io.github.qcowscope.ui.job.Jobs;
import io.github.qcowscope.ui.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Shows the bytes of the open image beside those of another file. Open at most as long as the image. */
public final class BesideWindow {

    private static final double WIDTH = 1340;
    private static final double HEIGHT = 760;
    private static final int ROW = 16;

    /** The other file, or the sentence that says why it cannot be opened. */
    private record Opened(@Nullable Qcow2Image image, String sentence) {}

    private final Stage stage = new Stage();
    private final Document document;
    private final Path path;
    /** Its own: the main window's are cancelled, and counted as running, for other reasons. */
    private final Jobs jobs = new Jobs(this::complain);
    private final Label summary = new Label();
    private final BorderPane content = new BorderPane();
    private boolean linking;

    /**
     * A window, not shown yet.
     *
     * @param owner    the window that it belongs to, whose look it shares
     * @param document the open image
     * @param path     the file to show beside it
     */
    public BesideWindow(Window owner, Document document, Path path) {
        this.document = document;
        this.path = path;
        content.setId("beside-window");
        summary.setId("beside-summary");
        summary.setMinWidth(0);
        summary.setText(Messages.get("beside.opening", path));
        content.setTop(bar(summary));
        Scene scene = new Scene(content, WIDTH, HEIGHT);
        Bindings.bindContent(scene.getStylesheets(), owner.getScene().getStylesheets());
        key(scene, new KeyCodeCombination(KeyCode.ESCAPE), stage::hide);
        key(scene, new KeyCodeCombination(KeyCode.W, KeyCombination.SHORTCUT_DOWN), stage::hide);
        stage.initOwner(owner);
        stage.setTitle(Messages.get("beside.title", document.image().source().name(), path.getFileName()));
        stage.setScene(scene);
        stage.setOnHidden(e -> jobs.close());
        document.closeWith(stage::hide);
    }

    /** Shows the window, and opens the file in it. */
    public void show() {
        stage.show();
        jobs.latest("open", Messages.get("beside.opening", path), progress -> open(path, progress), opened -> {
            Qcow2Image image = opened.image();
            if (image == null) {
                summary.setText(opened.sentence());
            } else {
                compare(new Document(path.toAbsolutePath().normalize(), image, jobs.scope()));
            }
        });
    }

    private static Opened open(Path path, Progress progress) {
        try {
            MappedFile file = MappedFile.open(path);
            if (progress.isCancelled()) {
                file.close();
                progress.check();
            }
            return new Opened(new Qcow2Image(file), "");
        } catch (IOException e) {
            return new Opened(null, String.valueOf(e.getMessage()));
        }
    }

    private void complain(String sentence) {
        summary.setText(sentence);
    }

    private void compare(Document right) {
        // The same image with a caret of its own: whoever moves here does not move in the main window.
        Document left = new Document(document.path(), document.image(), jobs.scope());
        BesideModel model = new BesideModel(left, right, jobs.scope());
        BesideSide one = new BesideSide(left, model, "left");
        BesideSide other = new BesideSide(right, model, "right");
        SplitPane sides = new SplitPane(one, other);
        content.setCenter(sides);
        content.setTop(bar(button(Feather.ARROW_UP, "previous", model::previous),
                button(Feather.ARROW_DOWN, "next", model::next), linked(model), summary, space(), progress(model),
                stop(model), button(Feather.REFRESH_CW, "again", () -> again(model, one, other))));
        content.setBottom(message(model));
        model.countProperty().subscribe(count -> summary.setText(model.summary()));
        model.stateProperty().subscribe(state -> summary.setText(model.summary()));
        link(model, one, other);
        link(model, other, one);
        addKeys(model, one, other);
        stage.setOnHidden(e -> {
            one.hex().dispose();
            other.hex().dispose();
            right.close();
            jobs.close();
        });
        one.hex().requestFocus();
        model.first();
    }

    /** Scrolls one side with the other; the shorter file is scrolled past its end. */
    private void link(BesideModel model, BesideSide one, BesideSide other) {
        one.hex().model().reachAsFarAs(model.rows(ROW));
        one.hex().model().topRowProperty().subscribe(row -> {
            if (model.linkedProperty().get() && !linking) {
                linking = true;
                try {
                    other.hex().model().scrollTo(row.longValue());
                } finally {
                    linking = false;
                }
            }
        });
        model.linkedProperty().addListener((of, before, now) -> {
            if (now && one.hex().isFocused()) {
                other.hex().model().scrollTo(one.hex().model().topRow());
            }
        });
    }

    private void addKeys(BesideModel model, BesideSide one, BesideSide other) {
        Scene scene = stage.getScene();
        key(scene, new KeyCodeCombination(KeyCode.F8), model::next);
        key(scene, new KeyCodeCombination(KeyCode.F8, KeyCombination.SHIFT_DOWN), model::previous);
        key(scene, new KeyCodeCombination(KeyCode.F5), () -> again(model, one, other));
        key(scene, new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN),
                () -> model.linkedProperty().set(!model.linkedProperty().get()));
        key(scene, new KeyCodeCombination(KeyCode.F6), () -> {
            BesideSide next = one.hex().isFocused() ? other : one;
            next.hex().requestFocus();
        });
    }

    private static void key(Scene scene, KeyCombination key, Runnable action) {
        scene.getAccelerators().put(key, action);
    }

    private static HBox bar(javafx.scene.Node... parts) {
        HBox bar = new HBox(parts);
        bar.getStyleClass().add("beside-bar");
        return bar;
    }

    private static Button button(Ikon icon, String id, Runnable action) {
        Button button = new Button(Messages.get("beside." + id), new FontIcon(icon));
        button.setId("beside-" + id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add("small");
        button.setFocusTraversable(false);
        button.setOnAction(e -> action.run());
        return button;
    }

    private static ToggleButton linked(BesideModel model) {
        ToggleButton linked = new ToggleButton(Messages.get("beside.linked"), new FontIcon(Feather.LINK));
        linked.setId("beside-linked");
        linked.setMinWidth(Region.USE_PREF_SIZE);
        linked.getStyleClass().add("small");
        linked.setFocusTraversable(false);
        linked.setTooltip(new Tooltip(Messages.get("beside.linked-tip")));
        linked.selectedProperty().bindBidirectional(model.linkedProperty());
        return linked;
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private static ProgressBar progress(BesideModel model) {
        ProgressBar progress = new ProgressBar();
        progress.setId("beside-progress");
        progress.progressProperty().bind(model.countProperty().map(count -> model.share()));
        onlyWhileBusy(progress, model);
        return progress;
    }

    private static Button stop(BesideModel model) {
        Button stop = button(Feather.X, "stop", model::stop);
        onlyWhileBusy(stop, model);
        return stop;
    }

    private static void onlyWhileBusy(javafx.scene.Node part, BesideModel model) {
        part.visibleProperty().bind(model.stateProperty().isEqualTo(State.COUNTING).or(model.seekingProperty()));
        part.managedProperty().bind(part.visibleProperty());
    }

    private static void again(BesideModel model, BesideSide one, BesideSide other) {
        model.count();
        one.hex().requestLayout();
        other.hex().requestLayout();
    }

    private static VBox message(BesideModel model) {
        Label message = new Label();
        message.setId("beside-message");
        message.textProperty().bind(model.messageProperty());
        VBox bottom = new VBox(message);
        bottom.getStyleClass().add("beside-message");
        bottom.visibleProperty().bind(message.textProperty().isNotEmpty());
        bottom.managedProperty().bind(bottom.visibleProperty());
        return bottom;
    }
}
