package io.github.qcowscope.ui.page;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.scene.control.Labeled;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A window beside the main one that compares with another file.
 *
 * @param <P> the page itself
 */
abstract class ComparisonPage<P extends ComparisonPage<P>> {

    /** How long anything may take. */
    static final long LIMIT_SECONDS = 30;

    final FxRobot robot;
    private final String name;

    /** The window with this name that is on the screen. */
    ComparisonPage(FxRobot robot, String name) {
        this.robot = robot;
        this.name = name;
    }

    /** This page, for what is done next. */
    abstract P self();

    /** Whether the window is there. */
    public final boolean isOpen() {
        return robot.lookup("#" + name + "-window").tryQuery().isPresent();
    }

    /** Waits until the line above the comparison says something. */
    public final P summary(Predicate<String> wanted) {
        return says("summary", wanted);
    }

    /** Waits until there is a message. */
    public final P message(Predicate<String> wanted) {
        return says("message", wanted);
    }

    /** Waits until a label says something. */
    final P says(String part, Predicate<String> wanted) {
        String label = "#" + name + "-" + part;
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS,
                    () -> wanted.test(robot.lookup(label).<Labeled>query().getText()));
            WaitForAsyncUtils.waitForFxEvents();
            return self();
        } catch (TimeoutException e) {
            throw new AssertionError(label + " says: " + robot.lookup(label).<Labeled>query().getText(), e);
        }
    }
}
