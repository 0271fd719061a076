package io.github.qcowscope.ui.go;

import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Where the user types where to go. What leads nowhere is answered by a sentence below the field. */
public final class GotoField extends CustomTextField {

    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
    private static final double BUBBLE_WIDTH = 360;
    private static final double BUBBLE_GAP = 4;

    private final Goto places;
    private final Tooltip bubble = new Tooltip();
    private @Nullable Document document;

    /**
     * A field that leads nowhere yet.
     *
     * @param places understands what is typed
     */
    public GotoField(Goto places) {
        this.places = places;
        setId("goto-field");
        setPromptText(Messages.get("goto.prompt"));
        setAccessibleText(Messages.get("goto.name"));
        setAccessibleHelp(Messages.get("goto.help"));
        setPrefColumnCount(20);
        StackPane icon = new StackPane(new FontIcon(Feather.CROSSHAIR));
        icon.getStyleClass().add("field-icon");
        setLeft(icon);
        bubble.setId("goto-answer");
        bubble.setWrapText(true);
        bubble.setMaxWidth(BUBBLE_WIDTH);
        setOnAction(e -> go());
        textProperty().addListener((of, before, now) -> clearAnswer());
        focusedProperty().addListener((of, before, now) -> {
            if (now && getText().isEmpty()) {
                answer(Messages.get("goto.help"), false);
            } else if (!now) {
                clearAnswer();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && (bubble.isShowing() || !getText().isEmpty())) {
                clear();
                clearAnswer();
                e.consume();
            }
        });
        setDisable(true);
    }

    /** Works on another document; on none where null. */
    public void show(@Nullable Document next) {
        document = next;
        clear();
        setDisable(next == null);
    }

    private void go() {
        Document open = document;
        if (open == null || getText().isBlank()) {
            return;
        }
        GotoParser.Target target = places.find(open, getText());
        if (target instanceof GotoParser.Address.Nowhere why) {
            answer(why.sentence(), true);
        } else {
            places.go(open, target);
            selectAll();
        }
    }

    private void answer(String text, boolean isWrong) {
        pseudoClassStateChanged(ERROR, isWrong);
        bubble.setText(text);
        Bounds field = localToScreen(getLayoutBounds());
        if (field != null) {
            bubble.show(this, field.getMinX(), field.getMaxY() + BUBBLE_GAP);
        }
    }

    private void clearAnswer() {
        pseudoClassStateChanged(ERROR, false);
        bubble.hide();
    }
}
