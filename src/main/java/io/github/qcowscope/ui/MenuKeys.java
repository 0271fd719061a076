package io.github.qcowscope.ui;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The keys for the context menu of what has the focus. Windows asks for the menu itself; GTK leaves it to the application. */
final class MenuKeys {

    private static final List<KeyCombination> KEYS =
            List.of(KeyCombination.valueOf("Shift+F10"), KeyCombination.valueOf("Context Menu"));
    /** How far into a row its menu begins, so that its name stays to be read. */
    private static final double INDENT = 32;

    private MenuKeys() {}

    /** Makes the keys work in a window. */
    static void on(Scene scene) {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        scene.addEventHandler(KeyEvent.KEY_PRESSED, press -> {
            Node focused = scene.getFocusOwner();
            if (focused != null && KEYS.stream().anyMatch(key -> key.match(press))) {
                ask(focused);
                press.consume();
            }
        });
    }

    /** Asks for the menu below the row that has the focus, or in the middle of what has no rows. */
    private static void ask(Node focused) {
        Bounds all = focused.localToScreen(focused.getLayoutBounds());
        Node row = row(focused);
        Node target = row == null ? focused : row;
        Bounds place = target.localToScreen(target.getLayoutBounds());
        Point2D at = row == null ? new Point2D(place.getCenterX(), place.getCenterY())
                : new Point2D(place.getMinX() + Math.min(INDENT, place.getWidth() / 2), place.getMaxY());
        // A row may be out of sight.
        Point2D seen = new Point2D(Math.clamp(at.getX(), all.getMinX(), all.getMaxX()),
                Math.clamp(at.getY(), all.getMinY(), all.getMaxY()));
        Point2D inside = target.screenToLocal(seen);
        target.fireEvent(new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                inside.getX(), inside.getY(), seen.getX(), seen.getY(), true, null));
    }

    private static @Nullable Node row(Node focused) {
        Object item = focused.queryAccessibleAttribute(AccessibleAttribute.FOCUS_ITEM);
        return item instanceof Node row && row.getScene() == focused.getScene() && row.isVisible() ? row : null;
    }
}
