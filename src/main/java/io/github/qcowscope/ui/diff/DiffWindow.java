package io.github.qcowscope.ui.diff;

import io.github.qcowscope.diff.Difference.Change;
import io.github.qcowscope.dump.ListFormat;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.job.JobLine;
import io.github.qcowscope.ui.job.Jobs;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Tip;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
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
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Shows what differs between the open image and another file. Open at most as long as the image. */
public final class DiffWindow {

    private static final double WIDTH = 1000;
    private static final double HEIGHT = 600;

    private final Stage stage = new Stage();
    private final SaveChooser chooser;
    private final ToggleGroup group = new ToggleGroup();
    /** Its own: the main window's are cancelled, and counted as running, for other reasons. */
    private final Jobs jobs = new Jobs(this::complain);
    private final DiffModel model;

    /**
     * A window, not shown yet.
     *
     * @param owner    the window that it belongs to, whose look it shares
     * @param document the open image
     * @param other    the file to compare it with
     * @param chooser  asks for a file to save to
     */
    public DiffWindow(Window owner, Document document, Path other, SaveChooser chooser) {
        this.chooser = chooser;
        model = new DiffModel(document, jobs, other);
        Label summary = line("diff-summary");
        summary.textProperty().bind(model.summaryProperty());
        Label sides = line("diff-sides");
        sides.textProperty().bind(model.swappedProperty().map(turned -> turned
                ? Messages.get("diff.sides-swapped", other, document.path())
                : Messages.get("diff.sides", document.path(), other)));
        DiffTable table = new DiffTable(model);
        VBox top = new VBox(sides, summary, tools(table));
        top.getStyleClass().add("dump-options");
        BorderPane content = new BorderPane(table, top, null, bottom(), null);
        content.setId("diff-window");
        Scene scene = new Scene(content, WIDTH, HEIGHT);
        Bindings.bindContent(scene.getStylesheets(), owner.getScene().getStylesheets());
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), stage::hide);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.W, KeyCombination.SHORTCUT_DOWN), stage::hide);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F3), () -> table.next(true));
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F3, KeyCombination.SHIFT_DOWN), () -> table.next(false));
        stage.initOwner(owner);
        stage.setTitle(Messages.get("diff.title", document.image().source().name(), other.getFileName()));
        stage.setScene(scene);
        stage.setOnHidden(e -> {
            jobs.lastly(model::close);
            jobs.close();
        });
        document.closeWith(stage::hide);
    }

    /** Shows the window. */
    public void show() {
        stage.show();
    }

    private void complain(String sentence) {
        model.fail(sentence);
    }

    private static Label line(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private HBox tools(DiffTable table) {
        TextField text = new TextField();
        text.setId("diff-text");
        text.setPromptText(Messages.get("diff.text"));
        text.setAccessibleText(Messages.get("diff.text"));
        HBox.setHgrow(text, Priority.ALWAYS);
        model.textProperty().bind(text.textProperty());
        ToggleButton swap = new ToggleButton(Messages.get("diff.swap"), new FontIcon(Feather.REPEAT));
        swap.setId("diff-swap");
        model.swappedProperty().bind(swap.selectedProperty());
        HBox tools = new HBox(filter(), text, step("diff.previous", Feather.ARROW_UP, () -> table.next(false)),
                step("diff.next", Feather.ARROW_DOWN, () -> table.next(true)), swap);
        tools.getStyleClass().add("diff-tools");
        return tools;
    }

    private Button step(String key, Feather icon, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(key.replace('.', '-'));
        button.setAccessibleText(Messages.get(key));
        Tip.on(button, Messages.get(key));
        button.disableProperty().bind(model.shownProperty().isNull());
        button.setOnAction(e -> action.run());
        return button;
    }

    private HBox filter() {
        HBox filter = new HBox(choice(null, "left-pill"), choice(Change.CHANGED, "center-pill"),
                choice(Change.ADDED, "center-pill"), choice(Change.REMOVED, "right-pill"));
        group.selectToggle(group.getToggles().getFirst());
        group.selectedToggleProperty().addListener((of, before, now) -> {
            if (now == null) {
                // One of them is always chosen.
                before.setSelected(true);
            } else {
                model.onlyProperty().set((Change) now.getUserData());
            }
        });
        return filter;
    }

    private ToggleButton choice(@Nullable Change change, String style) {
        ToggleButton button = new ToggleButton(change == null ? Messages.get("entries.all") : change.label());
        button.setId("diff-" + (change == null ? "all" : change.label()));
        button.getStyleClass().addAll("small", style);
        button.setUserData(change);
        button.setToggleGroup(group);
        return button;
    }

    private VBox bottom() {
        Label message = line("diff-message");
        message.textProperty().bind(model.messageProperty());
        message.managedProperty().bind(message.textProperty().isNotEmpty());
        VBox messages = new VBox(message);
        messages.getStyleClass().add("dump-messages");
        Button close = new Button(Messages.get("dump.close"));
        close.setId("diff-close");
        close.setOnAction(e -> stage.hide());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(new JobLine(jobs, "diff"), space, save("txt", ListFormat.HUMAN),
                save("json", ListFormat.JSON), close);
        buttons.getStyleClass().add("dump-buttons");
        return new VBox(messages, buttons);
    }

    private Button save(String extension, ListFormat format) {
        Button button = new Button(Messages.get("diff.save-" + extension), new FontIcon(Feather.SAVE));
        button.setId("diff-save-" + extension);
        button.disableProperty().bind(model.shownProperty().isNull());
        button.setOnAction(e -> chooser.choose(stage, Messages.get("diff.save-title"), model.suggestedName(extension))
                .ifPresent(target -> model.save(target, format)));
        return button;
    }
}
