package io.github.qcowscope.ui.find;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.search.Needle;
import io.github.qcowscope.ui.command.Command;
import io.github.qcowscope.ui.command.Commands;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Tip;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The bar above the bytes in which to look for some; hidden until it is asked for. */
public final class FindBar extends VBox {

    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

    private final FindModel model;
    private final Document document;
    private final TextField field = new TextField();
    private final ToggleGroup group = new ToggleGroup();
    private final Runnable leave;
    private final ObservableValue<@Nullable Needle> marked;
    /** Where the focus was when the bar was asked for, and what was selected then. */
    private @Nullable Node before;
    private @Nullable ByteRange selectedBefore;

    /**
     * A bar.
     *
     * @param leave puts the focus on the bytes
     */
    public FindBar(FindModel model, Document document, Commands commands, Runnable leave) {
        this.model = model;
        this.document = document;
        this.leave = leave;
        setId("find-bar");
        getStyleClass().add("find-bar");
        managedProperty().bind(visibleProperty());
        setVisible(false);
        marked = Bindings.createObjectBinding(() -> isVisible() ? model.needleProperty().get() : null,
                visibleProperty(), model.needleProperty());
        buildField();
        Button close = new Button(null, new FontIcon(Feather.X));
        close.getStyleClass().addAll("button-icon", "flat");
        close.setAccessibleText(Messages.get("find.close"));
        close.setOnAction(e -> close());
        getChildren().addAll(
                line(modes(), field, commands.button(Command.FIND_PREVIOUS), commands.button(Command.FIND_NEXT),
                        commands.button(Command.FIND_ALL), close),
                options(), status());
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                escape();
                e.consume();
            }
        });
    }

    private HBox options() {
        HBox line = line(scopes());
        line.getChildren().addAll(new FindOptions(model).all());
        line.getChildren().add(stop());
        return line;
    }

    private static HBox line(Node... parts) {
        HBox line = new HBox(parts);
        line.getStyleClass().add("find-line");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void buildField() {
        field.setId("find-field");
        HBox.setHgrow(field, Priority.ALWAYS);
        field.textProperty().bindBidirectional(model.textProperty());
        field.promptTextProperty().bind(model.modeProperty().map(mode -> Messages.get("find.prompt." + id(mode))));
        field.setOnAction(e -> model.next());
        field.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER && e.isShiftDown()) {
                model.previous();
                e.consume();
            }
        });
        model.isMissingProperty().addListener((of, before, now) -> field.pseudoClassStateChanged(ERROR, now));
    }

    private HBox modes() {
        HBox box = new HBox();
        FindMode[] all = FindMode.values();
        for (FindMode mode : all) {
            ToggleButton button = new ToggleButton(Messages.get("find.mode." + id(mode)));
            button.setId("find-" + id(mode));
            button.getStyleClass().add(mode == all[0] ? "left-pill"
                    : mode == all[all.length - 1] ? "right-pill" : "center-pill");
            Tip.on(button, Messages.get("find.tip." + id(mode)));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setToggleGroup(group);
            button.setUserData(mode);
            button.setSelected(mode == model.modeProperty().get());
            box.getChildren().add(button);
        }
        box.setMinWidth(Region.USE_PREF_SIZE);
        group.selectedToggleProperty().addListener((of, before, now) -> {
            if (now == null) {
                before.setSelected(true);
            } else {
                model.modeProperty().set((FindMode) now.getUserData());
                if (isVisible()) {
                    field.requestFocus();
                }
            }
        });
        return box;
    }

    /** Shows a part only at times, and leaves no gap in its place. */
    static void show(Node node, ObservableValue<Boolean> when) {
        node.visibleProperty().bind(when);
        node.managedProperty().bind(when);
    }

    private MenuButton scopes() {
        MenuButton button = new MenuButton();
        button.setId("find-scope");
        Tip.on(button, Messages.get("find.in-tip"));
        button.textProperty().bind(model.scopeProperty().map(scope -> Messages.get("find.in", scope.label())));
        fill(button);
        // What is selected may have changed since it was shown the last time.
        button.setOnShowing(e -> fill(button));
        return button;
    }

    private void fill(MenuButton button) {
        button.getItems().setAll(FindScope.choices(document).stream().map(scope -> {
            RadioMenuItem item = new RadioMenuItem(scope.label());
            item.setMnemonicParsing(false);
            item.setId("find-in-" + scope.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            item.setSelected(scope.equals(model.scopeProperty().get()));
            item.setOnAction(e -> model.scopeProperty().set(scope));
            return item;
        }).toList());
    }

    private HBox stop() {
        ProgressIndicator busy = new ProgressIndicator();
        busy.getStyleClass().add("small-progress");
        Button stop = new Button(Messages.get("find.stop"));
        stop.setId("find-stop");
        stop.setOnAction(e -> {
            model.stop();
            model.found().stop();
        });
        HBox box = line(busy, stop);
        show(box, Bindings.or(model.isSearchingProperty(), model.found().isSearchingProperty()));
        return box;
    }

    private Label status() {
        Label status = new Label();
        status.setId("find-status");
        status.getStyleClass().add("hint");
        status.textProperty().bind(Bindings.createStringBinding(() -> model.statusProperty().get().isEmpty()
                        ? Messages.get("find.hint." + id(model.modeProperty().get())) : model.statusProperty().get(),
                model.statusProperty(), model.modeProperty()));
        status.setMaxWidth(Double.MAX_VALUE);
        status.setWrapText(true);
        model.isMissingProperty().addListener((of, before, now) -> status.pseudoClassStateChanged(ERROR, now));
        return status;
    }

    /** What a constant is called in ids and in the keys of texts. */
    static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What to mark among the bytes: what is looked for, while the bar is there. */
    public ObservableValue<@Nullable Needle> marked() {
        return marked;
    }

    /** Looks as another bar did, with its text and whether it was there: used after a reload. */
    public void takePlaceOf(FindBar earlier) {
        group.getToggles().stream().filter(button -> button.getUserData() == earlier.model.modeProperty().get())
                .forEach(group::selectToggle);
        model.takePlaceOf(earlier.model);
        setVisible(earlier.isVisible());
    }

    /** Shows the bar and puts the focus on it. */
    public void open() {
        if (!isFocusWithin()) {
            before = getScene().getFocusOwner();
            selectedBefore = document.selection();
        }
        setVisible(true);
        field.requestFocus();
        field.selectAll();
    }

    /** Goes to the next match; asks what for where nothing has been looked for yet. */
    public void next() {
        if (model.textProperty().get().isEmpty()) {
            open();
        } else {
            model.next();
        }
    }

    /** Goes to the match before; asks what for where nothing has been looked for yet. */
    public void previous() {
        if (model.textProperty().get().isEmpty()) {
            open();
        } else {
            model.previous();
        }
    }

    /** Lists all matches, and says whether it began to; asks what for where there is nothing to look for. */
    public boolean all() {
        if (model.textProperty().get().isEmpty() || !model.all()) {
            open();
            return false;
        }
        return true;
    }

    /** The first press ends a search, the next one closes the bar. */
    private void escape() {
        if (model.isSearchingProperty().get()) {
            model.stop();
        } else {
            close();
        }
    }

    /** Who has found something wants to see it; everybody else goes back to where they were. */
    private void close() {
        setVisible(false);
        if (before != null && before.getScene() == getScene() && document.selection().equals(selectedBefore)) {
            before.requestFocus();
        } else {
            leave.run();
        }
        before = null;
    }
}
