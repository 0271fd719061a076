package io.github.qcowscope.ui.page;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Spinner;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import org.testfx.util.WaitForAsyncUtils;

/** What somebody meets who has a keyboard, and maybe a screen reader, but no mouse. */
public final class KeyboardPage {

    private static final double VISIBLE = 0.12;

    private final WindowPage window;
    private final Scene scene;

    KeyboardPage(WindowPage window, Scene scene) {
        this.window = window;
        this.scene = scene;
    }

    /** All that can have the focus now. */
    public List<Node> stops() {
        List<Node> found = new ArrayList<>();
        window.act(() -> collect(scene.getRoot(), found));
        return found;
    }

    private static void collect(Parent parent, List<Node> found) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (!child.isVisible() || child.isDisabled()) {
                continue;
            }
            // The field of a spinner shows the focus for it; what a tool bar has no room for is JavaFX's own.
            if (child.isFocusTraversable() && !(child instanceof Spinner)
                    && !child.getStyleClass().contains("tool-bar-overflow-button")
                    && child.getBoundsInParent().getHeight() > 1
                    && child.getBoundsInParent().getWidth() > 1) {
                found.add(child);
            }
            if (child instanceof Parent inner) {
                collect(inner, found);
            }
        }
    }

    /** What a screen reader calls something; empty where it has no name. */
    public String name(Node node) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            Object text = node.queryAccessibleAttribute(AccessibleAttribute.TEXT);
            Object label = node.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY);
            return text instanceof String words && !words.isBlank() ? words
                    : label instanceof Node labelling
                            ? String.valueOf(labelling.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                    : "";
        });
    }

    /** What a screen reader says of what a query finds. */
    public String said(String query) {
        return name(window.robot().lookup(query).query());
    }

    /** How many pixels of something change when the keyboard comes to it. */
    public long pixelsThatShowTheFocus(Node node) {
        window.act(() -> {
            node.requestFocus();
            // As a key does it: some controls show the focus only then.
            if (node.requestFocusTraversal(TraversalDirection.NEXT)) {
                scene.getFocusOwner().requestFocusTraversal(TraversalDirection.PREVIOUS);
            }
            if (scene.getFocusOwner() != node) {
                node.requestFocus();
            }
        });
        WritableImage with = picture(node);
        window.act(() -> scene.getRoot().requestFocus());
        WritableImage without = picture(node);
        long changed = 0;
        PixelReader one = with.getPixelReader();
        PixelReader other = without.getPixelReader();
        for (int y = 0; y < Math.min(with.getHeight(), without.getHeight()); y++) {
            for (int x = 0; x < Math.min(with.getWidth(), without.getWidth()); x++) {
                if (Math.abs(one.getColor(x, y).getBrightness() - other.getColor(x, y).getBrightness()) > VISIBLE
                        || Math.abs(one.getColor(x, y).getSaturation()
                                - other.getColor(x, y).getSaturation()) > 2 * VISIBLE) {
                    changed++;
                }
            }
        }
        return changed;
    }

    private static WritableImage picture(Node node) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> node.snapshot(null, null));
    }
}
