package io.github.qcowscope.ui;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The bar above the bytes in which to look for some; hidden until it is asked for. */
public final class FindBar extends HBox {

    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

    private final FindModel model;
    private final TextField field = new TextField();
    private final Runnable leave;

    /**
     * A bar.
     *
     * @param leave puts the focus back on the bytes
     */
    public FindBar(FindModel model, Commands commands, Runnable leave) {
        this.model = model;
        this.leave = leave;
        setId("find-bar");
        getStyleClass().add("find-bar");
        setAlignment(Pos.CENTER_LEFT);
        managedProperty().bind(visibleProperty());
        setVisible(false);
        buildField();
        Label status = new Label();
        status.setId("find-status");
        status.getStyleClass().add("hint");
        status.textProperty().bind(model.statusProperty());
        HBox.setHgrow(status, Priority.ALWAYS);
        status.setMaxWidth(Double.MAX_VALUE);
        ProgressIndicator busy = new ProgressIndicator();
        busy.visibleProperty().bind(model.isSearchingProperty());
        busy.managedProperty().bind(busy.visibleProperty());
        busy.getStyleClass().add("small-progress");
        CheckBox ignoreCase = new CheckBox(Messages.get("find.ignore-case"));
        ignoreCase.setTooltip(new Tooltip(Messages.get("find.ignore-case-tip")));
        ignoreCase.selectedProperty().bindBidirectional(model.ignoresCaseProperty());
        ignoreCase.disableProperty().bind(model.isHexProperty());
        Button close = new Button(null, new FontIcon(Feather.X));
        close.getStyleClass().addAll("button-icon", "flat");
        close.setAccessibleText(Messages.get("find.close"));
        close.setOnAction(e -> close());
        getChildren().addAll(modes(), field, commands.button(Command.FIND_PREVIOUS), commands.button(Command.FIND_NEXT),
                ignoreCase, busy, status, close);
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                escape();
                e.consume();
            }
        });
    }

    private void buildField() {
        field.setId("find-field");
        field.setPrefColumnCount(24);
        field.textProperty().bindBidirectional(model.textProperty());
        field.promptTextProperty().bind(model.isHexProperty().map(hex ->
                Messages.get(hex ? "find.prompt-hex" : "find.prompt-text")));
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
        ToggleGroup group = new ToggleGroup();
        ToggleButton hex = mode("find.hex", "find-hex", "left-pill", group);
        ToggleButton text = mode("find.text", "find-text", "right-pill", group);
        (model.isHexProperty().get() ? hex : text).setSelected(true);
        group.selectedToggleProperty().addListener((of, before, now) -> {
            if (now == null) {
                before.setSelected(true);
            } else {
                model.isHexProperty().set(now == hex);
                field.requestFocus();
            }
        });
        return new HBox(hex, text);
    }

    private static ToggleButton mode(String textKey, String id, String style, ToggleGroup group) {
        ToggleButton button = new ToggleButton(Messages.get(textKey));
        button.setId(id);
        button.getStyleClass().add(style);
        button.setToggleGroup(group);
        return button;
    }

    /** Shows the bar and puts the focus on it. */
    public void open() {
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

    /** The first press ends a search, the next one closes the bar. */
    private void escape() {
        if (model.isSearchingProperty().get()) {
            model.stop();
        } else {
            close();
        }
    }

    private void close() {
        setVisible(false);
        leave.run();
    }
}
