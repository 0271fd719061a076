package io.github.qcowscope.ui.page;

import java.util.List;
import java.util.Map;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.robot.BaseRobot;
import org.testfx.robot.KeyboardRobot;
import org.testfx.robot.Motion;
import org.testfx.robot.MouseRobot;
import org.testfx.service.query.PointQuery;

/**
 * A robot that does not wait: TestFX's own rests a twentieth of a second after each key, letter, move and click. What a page
 * does with it ends with a single rest of its own.
 */
public final class SwiftRobot extends FxRobot {

    private static final Map<Character, KeyCode> NOT_LETTERS = Map.of('\n', KeyCode.ENTER, '\t', KeyCode.TAB);
    private static final int STEPS = 4;

    @Override
    public FxRobot push(KeyCode... keys) {
        KeyboardRobot keyboard = robotContext().getKeyboardRobot();
        keyboard.pressNoWait(keys);
        keyboard.releaseNoWait(List.of(keys).reversed().toArray(KeyCode[]::new));
        return this;
    }

    /** Types a text; before a line ends, what has been typed is at work. */
    @Override
    public FxRobot write(String text) {
        BaseRobot letters = robotContext().getBaseRobot();
        Scene scene = robotContext().getWindowFinder().window(Window::isFocused).getScene();
        text.chars().mapToObj(letter -> (char) letter).forEach(letter -> {
            KeyCode code = NOT_LETTERS.getOrDefault(letter, KeyCode.UNDEFINED);
            if (code != KeyCode.UNDEFINED) {
                Rest.untilDrawn();
            }
            letters.typeKeyboard(scene, code, letter.toString());
        });
        return this;
    }

    @Override
    public FxRobot moveTo(PointQuery place, Motion motion) {
        MouseRobot mouse = robotContext().getMouseRobot();
        Point2D from = robotContext().getBaseRobot().retrieveMouse();
        Point2D to = place.query();
        // Where no way is asked for, that into a menu leads down first: it must not cross another one.
        Motion way = motion == Motion.DEFAULT ? place.queryMotion().orElse(motion) : motion;
        Point2D corner = switch (way) {
            case HORIZONTAL_FIRST -> new Point2D(to.getX(), from.getY());
            case VERTICAL_FIRST -> new Point2D(from.getX(), to.getY());
            case DIRECT, DEFAULT -> from;
        };
        for (int i = 1; i < STEPS; i++) {
            mouse.moveNoWait(from.interpolate(corner, i / (double) STEPS));
        }
        for (int i = 0; i <= STEPS; i++) {
            mouse.moveNoWait(corner.interpolate(to, i / (double) STEPS));
        }
        return this;
    }

    @Override
    public FxRobot clickOn(PointQuery place, Motion motion, MouseButton... buttons) {
        moveTo(place, motion);
        click(buttons);
        return this;
    }

    @Override
    public FxRobot doubleClickOn(PointQuery place, Motion motion, MouseButton... buttons) {
        moveTo(place, motion);
        click(buttons);
        click(buttons);
        return this;
    }

    private void click(MouseButton... buttons) {
        MouseRobot mouse = robotContext().getMouseRobot();
        mouse.pressNoWait(buttons);
        mouse.releaseNoWait(buttons);
    }
}
