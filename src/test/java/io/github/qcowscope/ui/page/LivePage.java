package io.github.qcowscope.ui.page;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.ui.hex.HexPane;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** What the window shows of an image that another program writes to. */
public final class LivePage {

    private static final long LIMIT_SECONDS = 30;

    private final WindowPage window;
    private final FxRobot robot;

    /** Of a window with an open image. */
    public LivePage(WindowPage window) {
        this.window = window;
        robot = window.robot();
    }

    /** Waits until something is so: the watch looks by itself. */
    public void until(String what, BooleanSupplier isSo) {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS,
                    () -> WaitForAsyncUtils.waitForAsyncFx(LIMIT_SECONDS * 1000, isSo::getAsBoolean));
            Rest.untilDrawn();
        } catch (TimeoutException e) {
            throw new AssertionError("not within " + LIMIT_SECONDS + " s: " + what + "; the status is " + status(), e);
        }
    }

    /** What the status line says of the file; empty where it says nothing. */
    public String status() {
        return robot.lookup("#status-live").tryQueryAs(Label.class).filter(javafx.scene.Node::isVisible)
                .map(Label::getText).orElse("");
    }

    /** The sentence above the bytes; empty where there is none. */
    public String notice() {
        Label words = robot.lookup("#live-notice").queryAs(Label.class);
        return words.getParent().isVisible() ? words.getText() : "";
    }

    /** Whether the sentence comes with an offer to reload. */
    public boolean offersReload() {
        return robot.lookup("#live-reload").queryAs(Button.class).isVisible();
    }

    /** Takes the offer. */
    public void reload() {
        robot.clickOn("#live-reload");
        window.settle();
    }

    /** Turns reloading on change on or off. */
    public void toggleReload() {
        window.menu("view", "reload-on-change");
    }

    /** Whether the menu has reloading on change turned on. */
    public boolean reloads() {
        robot.clickOn("#menu-view");
        window.settle();
        boolean is = robot.listWindows().stream()
                .filter(shown -> shown instanceof javafx.scene.control.ContextMenu)
                .flatMap(shown -> ((javafx.scene.control.ContextMenu) shown).getItems().stream())
                .anyMatch(item -> "reload-on-change".equals(item.getId()) && ((CheckMenuItem) item).isSelected());
        robot.push(javafx.scene.input.KeyCode.ESCAPE);
        window.settle();
        return is;
    }

    /** The bytes that are lit because they have just changed. */
    public List<ByteRange> changedBytes() {
        return robot.lookup(".hex-pane").queryAs(HexPane.class).changes();
    }

    /** The first row of the bytes. */
    public long topRow() {
        return robot.lookup(".hex-pane").queryAs(HexPane.class).model().topRow();
    }

    /** Scrolls the bytes, as the wheel does. */
    public void scrollTo(long row) {
        window.act(() -> robot.lookup(".hex-pane").queryAs(HexPane.class).model().scrollTo(row));
    }
}
