package io.github.qcowscope.ui.dump;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.job.JobLine;
import io.github.qcowscope.ui.job.Jobs;
import io.github.qcowscope.ui.text.Messages;
import javafx.beans.binding.Bindings;
import javafx.scene.Scene;
import javafx.scene.control.Button;
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
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Shows what a dump of an image looks like, and saves it. A window beside the main one, open at most as long as the
 * image.
 */
public final class DumpWindow {

    private static final double WIDTH = 1000;
    private static final double HEIGHT = 700;

    private final Stage stage = new Stage();
    private final SaveChooser chooser;
    /** Its own: the main window's are cancelled, and counted as running, for other reasons. */
    private final Jobs jobs = new Jobs(this::complain);
    private final DumpModel model;
    private final DumpTextPane text;

    /**
     * A window, not shown yet.
     *
     * @param owner    the window that it belongs to, whose look it shares
     * @param document the image
     * @param from     the node to dump, with all below it; the root for all of the image
     * @param chooser  asks for a file
     */
    public DumpWindow(Window owner, Document document, Node from, SaveChooser chooser) {
        this.chooser = chooser;
        model = new DumpModel(document, jobs, from);
        text = new DumpTextPane(model);
        BorderPane content = new BorderPane(text, new DumpOptions(model), null, bottom(), null);
        content.setId("dump-window");
        Scene scene = new Scene(content, WIDTH, HEIGHT);
        Bindings.bindContent(scene.getStylesheets(), owner.getScene().getStylesheets());
        addKeys(scene);
        stage.initOwner(owner);
        stage.setTitle(Messages.get("dump.title", document.image().source().name()));
        stage.setScene(scene);
        stage.setOnHidden(e -> jobs.close());
        document.closeWith(stage::hide);
    }

    /** Shows the window. */
    public void show() {
        stage.show();
    }

    private void complain(String sentence) {
        model.fail(sentence);
    }

    private void addKeys(Scene scene) {
        scene.getAccelerators().put(control(KeyCode.F), text::find);
        scene.getAccelerators().put(control(KeyCode.S), this::save);
        scene.getAccelerators().put(control(KeyCode.W), stage::hide);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F3), text::next);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F3, KeyCombination.SHIFT_DOWN), text::previous);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), stage::hide);
    }

    private static KeyCombination control(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }

    private VBox bottom() {
        Button save = new Button(Messages.get("dump.save"), new FontIcon(Feather.SAVE));
        save.setId("dump-save");
        save.setDefaultButton(true);
        save.setOnAction(e -> save());
        save.disableProperty().bind(model.canSave().not());
        Button close = new Button(Messages.get("dump.close"));
        close.setId("dump-close");
        close.setOnAction(e -> stage.hide());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(new JobLine(jobs, "dump"), space, save, close);
        buttons.getStyleClass().add("dump-buttons");
        return new VBox(new DumpMessages(model), buttons);
    }

    private void save() {
        if (model.canSave().get()) {
            chooser.choose(stage, Messages.get("dump.save-title"), model.suggestedName()).ifPresent(model::save);
        }
    }
}
