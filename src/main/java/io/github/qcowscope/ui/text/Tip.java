package io.github.qcowscope.ui.text;

import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * The bubble of a control, made when the pointer comes over it for the first time: each {@link Tooltip} is a window with a scene
 * of its own, and those of all cells and buttons of an image would take longer than a frame to make. A screen reader says the
 * words as the control's help.
 */
public final class Tip {

    private static final double WIDTH = 480;

    private final Control owner;
    private String words = "";
    private @Nullable Tooltip bubble;

    /** No bubble yet. */
    public Tip(Control owner) {
        this.owner = owner;
        owner.addEventHandler(MouseEvent.MOUSE_ENTERED, e -> show());
    }

    /** Gives a control a bubble that always says the same. */
    public static void on(Control owner, String words) {
        new Tip(owner).set(words);
    }

    /** Gives a control a bubble with its own text, for as long as that does not fit. */
    public static void whenCut(Labeled owner) {
        Tip tip = new Tip(owner);
        Runnable update = () -> {
            String text = owner.getText();
            tip.set(owner.isTextTruncated() && text != null ? text : "");
        };
        owner.textTruncatedProperty().subscribe(update);
        owner.textProperty().subscribe(update);
    }

    /** What the bubble says from now on; there is none where the words are empty. */
    public void set(String text) {
        words = text;
        owner.setAccessibleHelp(text.isEmpty() ? null : text);
        if (bubble != null || owner.isHover()) {
            show();
        }
    }

    private void show() {
        Tooltip made = bubble;
        if (words.isEmpty()) {
            owner.setTooltip(null);
            return;
        }
        if (made == null) {
            made = new Tooltip();
            made.setWrapText(true);
            made.setMaxWidth(WIDTH);
            bubble = made;
        }
        made.setText(words);
        owner.setTooltip(made);
    }
}
