package io.github.qcowscope.ui.page;

import io.github.qcowscope.ui.hex.HexMark;
import io.github.qcowscope.ui.hex.HexPane;
import java.util.List;
import java.util.function.Predicate;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The window with two files side by side. */
public final class BesidePage extends ComparisonPage<BesidePage> {

    /** The window that is on the screen. */
    public BesidePage(FxRobot robot) {
        super(robot, "beside");
    }

    @Override
    BesidePage self() {
        return this;
    }

    /** Waits until a side, {@code left} or {@code right}, says whose a byte is. */
    public BesidePage owner(String side, Predicate<String> wanted) {
        return says("owner-" + side, wanted);
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
