package io.github.qcowscope.ui.hex;

import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.hex.HexModel.Move;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** What the keys do while the pane has the keyboard. Keys with other modifiers belong to the window. */
final class HexKeys {

    private final Document document;
    private final HexModel model;

    private HexKeys(Document document, HexModel model) {
        this.document = document;
        this.model = model;
    }

    /** Makes {@code pane} obey keys. */
    static void install(Node pane, Document document, HexModel model) {
        HexKeys keys = new HexKeys(document, model);
        pane.addEventHandler(KeyEvent.KEY_PRESSED, keys::press);
    }

    private void press(KeyEvent event) {
        if (event.isAltDown() || event.isMetaDown() && !event.isShortcutDown()) {
            return;
        }
        boolean done = event.isShortcutDown() ? withShortcut(event) : plain(event);
        if (done) {
            event.consume();
        }
    }

    private boolean withShortcut(KeyEvent event) {
        switch (event.getCode()) {
            case HOME -> model.move(Move.FILE_START, event.isShiftDown());
            case END -> model.move(Move.FILE_END, event.isShiftDown());
            case UP -> model.scrollBy(-1);
            case DOWN -> model.scrollBy(1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyEvent event) {
        Move move = move(event.getCode());
        if (move != null) {
            model.move(move, event.isShiftDown());
            return true;
        }
        if (event.getCode() == KeyCode.TAB) {
            model.swapColumn();
            return true;
        }
        if (event.getCode() == KeyCode.ENTER && !event.isShiftDown()) {
            document.follow();
            return true;
        }
        return false;
    }

    private static @Nullable Move move(KeyCode code) {
        return switch (code) {
            case LEFT, KP_LEFT -> Move.LEFT;
            case RIGHT, KP_RIGHT -> Move.RIGHT;
            case UP, KP_UP -> Move.UP;
            case DOWN, KP_DOWN -> Move.DOWN;
            case PAGE_UP -> Move.PAGE_UP;
            case PAGE_DOWN -> Move.PAGE_DOWN;
            case HOME -> Move.ROW_START;
            case END -> Move.ROW_END;
            default -> null;
        };
    }
}
