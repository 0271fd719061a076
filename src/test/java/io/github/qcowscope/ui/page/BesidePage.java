package io.github.qcowscope.ui.page;

import io.github.qcowscope.ui.hex.HexMark;
import io.github.qcowscope.ui.hex.HexPane;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The window with two files side by side. */
public final class BesidePage {

    private static final long LIMIT_SECONDS = 30;

    private final FxRobot robot;

    /** The window that is on the screen. */
    public BesidePage(FxRobot robot) {
        this.robot = robot;
    }

    /** Whether the window is there. */
    public boolean isOpen() {
        return robot.lookup("#beside-window").tryQuery().isPresent();
    }

    /** Waits until the line above the bytes says something. */
    public BesidePage summary(Predicate<String> wanted) {
        return says("#beside-summary", wanted);
    }

    /** Waits until there is a message. */
    public BesidePage message(Predicate<String> wanted) {
        return says("#beside-message", wanted);
    }

    /** Waits until a side, {@code left} or {@code right}, says whose a byte is. */
    public BesidePage owner(String side, Predicate<String> wanted) {
        return says("#beside-owner-" + side, wanted);
    }

    private BesidePage says(String label, Predicate<String> wanted) {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS,
                    () -> wanted.test(robot.lookup(label).<Labeled>query().getText()));
            WaitForAsyncUtils.waitForFxEvents();
            return this;
        } catch (TimeoutException e) {
            throw new AssertionError(label + " says: " + robot.lookup(label).<Labeled>query().getText(), e);
        }
    }

    /** Presses keys together. */
    public BesidePage press(KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
        return this;
    }

    /** Clicks a button: {@code next}, {@code previous}, {@code linked}, {@code again}. */
    public BesidePage click(String button) {
        robot.clickOn("#beside-" + button);
        WaitForAsyncUtils.waitForFxEvents();
        return this;
    }

    /** The first row that a side shows. */
    public long topRow(String side) {
        return hex(side).model().topRow();
    }

    /** Scrolls a side, as the wheel does. */
    public BesidePage scrollTo(String side, long row) {
        robot.interact(() -> hex(side).model().scrollTo(row));
        WaitForAsyncUtils.waitForFxEvents();
        return this;
    }

    /** The bytes that a side marks as different, of those that are shown. */
    public List<HexMark> differences(String side) {
        return hex(side).marks().stream().filter(mark -> mark.layer() == HexMark.Layer.DIFFERENT).toList();
    }

    private HexPane hex(String side) {
        return robot.lookup("#beside-hex-" + side).queryAs(HexPane.class);
    }
}
