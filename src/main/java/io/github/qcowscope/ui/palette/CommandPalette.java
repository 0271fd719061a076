package io.github.qcowscope.ui.palette;

import io.github.qcowscope.ui.text.Messages;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The command palette, above everything else in the window; a click beside it, Esc, or going elsewhere closes it. */
public final class CommandPalette extends StackPane {

    private static final int PAGE = 10;

    private final PaletteModel model;
    private final TextField field = new TextField();
    private final ListView<PaletteEntry> list = new ListView<>();
    private @Nullable Node before;

    /** A palette that is closed. */
    public CommandPalette(PaletteModel model) {
        this.model = model;
        setId("palette-layer");
        getStylesheets().add(Objects.requireNonNull(
                CommandPalette.class.getResource("/io/github/qcowscope/ui/workbench.css")).toExternalForm());
        setVisible(false);
        setAlignment(Pos.TOP_CENTER);
        VBox box = new VBox(field, list);
        box.setId("palette");
        box.getStyleClass().add("command-palette");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(box);
        buildField();
        buildList();
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            if (e.getTarget() == this) {
                close(true);
            }
        });
        focusWithinProperty().addListener((of, was, is) -> {
            if (!is) {
                close(false);
            }
        });
    }

    private void buildField() {
        field.setId("palette-field");
        field.setPromptText(Messages.get("palette.prompt"));
        field.setAccessibleText(Messages.get("palette.name"));
        field.textProperty().bindBidirectional(model.queryProperty());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
    }

    private void buildList() {
        list.setId("palette-list");
        list.setItems(model.entries());
        list.setFocusTraversable(false);
        list.setPlaceholder(new Label(Messages.get("palette.nothing")));
        list.setCellFactory(of -> {
            PaletteCell cell = new PaletteCell();
            cell.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> choose(cell.getItem()));
            return cell;
        });
        // A screen reader follows the focus, which stays in the field.
        list.getSelectionModel().selectedItemProperty().subscribe(entry -> field.setAccessibleText(entry == null
                ? Messages.get("palette.name")
                : Messages.get("palette.chosen", Messages.get("palette.name"), entry.title(), entry.hindrance())));
        model.queryProperty().addListener((of, was, is) -> selectFirst());
    }

    private void press(KeyEvent key) {
        switch (key.getCode()) {
            case ESCAPE -> close(true);
            case ENTER -> choose(list.getSelectionModel().getSelectedItem());
            case UP -> move(-1);
            case DOWN -> move(1);
            case PAGE_UP -> move(-PAGE);
            case PAGE_DOWN -> move(PAGE);
            case TAB -> complete();
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void move(int lines) {
        int last = model.entries().size() - 1;
        if (last >= 0) {
            int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + lines, 0, last);
            list.getSelectionModel().clearAndSelect(next);
            list.scrollTo(Math.max(0, next - PAGE / 2));
        }
    }

    private void complete() {
        PaletteEntry entry = list.getSelectionModel().getSelectedItem();
        if (entry != null) {
            model.complete(entry);
            field.end();
        }
    }

    private void choose(@Nullable PaletteEntry entry) {
        if (entry != null && model.canChoose(entry)) {
            // What it does may depend on where the focus is.
            close(true);
            model.choose(entry);
        }
    }

    private void selectFirst() {
        list.getSelectionModel().clearAndSelect(0);
        list.scrollTo(0);
    }

    /** Shows the palette with all commands; closes it where it is shown already. */
    public void open() {
        if (isVisible()) {
            close(true);
            return;
        }
        before = getScene().getFocusOwner();
        model.begin();
        setVisible(true);
        field.requestFocus();
        selectFirst();
    }

    private void close(boolean goBack) {
        if (isVisible()) {
            setVisible(false);
            if (goBack && before != null) {
                before.requestFocus();
            }
            before = null;
        }
    }
}
