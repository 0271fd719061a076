package io.github.qcowscope.ui.page;

import io.github.qcowscope.ui.hex.HexColumn;
import io.github.qcowscope.ui.hex.HexMark.Layer;
import io.github.qcowscope.ui.hex.HexMark;
import io.github.qcowscope.ui.hex.HexPane;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import org.fxmisc.richtext.GenericStyledArea;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The hex pane as a user sees and handles it. */
public final class HexPage {

    private final FxRobot robot;
    private final HexPane pane;

    /** The page of a pane that is on the screen. */
    public HexPage(FxRobot robot, HexPane pane) {
        this.robot = robot;
        this.pane = pane;
    }

    /** Does something on the FX thread, and waits until it is shown. */
    public void act(Runnable action) {
        robot.interactNoWait(action);
        settle();
    }

    private static void settle() {
        Rest.untilDrawn();
    }

    /** Clicks the middle of a byte. */
    public void click(long offset, HexColumn column) {
        robot.clickOn(middle(offset, column));
        settle();
    }

    /** Clicks a byte twice. */
    public void doubleClick(long offset, HexColumn column) {
        robot.doubleClickOn(middle(offset, column), MouseButton.PRIMARY);
        settle();
    }

    /** Moves the pointer over a byte. */
    public void pointAt(long offset, HexColumn column) {
        robot.moveTo(middle(offset, column));
        settle();
    }

    /** Moves the pointer to a place in the pane. */
    public void pointAt(double x, double y) {
        robot.moveTo(pane.localToScreen(x, y));
        settle();
    }

    /** Drags from one byte to another. */
    public void drag(long from, long to, HexColumn column) {
        robot.drag(middle(from, column), MouseButton.PRIMARY).dropTo(middle(to, column));
        settle();
    }

    /** Turns the wheel over the pane. */
    public void wheel(int notches, VerticalDirection direction) {
        robot.scroll(notches, direction);
        settle();
    }

    /** Turns the wheel up by a notch while the control key is held, which robots cannot do. */
    public void wheelUpWithControl() {
        act(() -> pane.fireEvent(new ScrollEvent(ScrollEvent.SCROLL, 300, 300, 300, 300,
                false, true, false, false, false, false, 0, 40, 0, 40, ScrollEvent.HorizontalTextScrollUnits.NONE, 0,
                ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null)));
    }

    /** Presses keys together. */
    public void press(KeyCode... keys) {
        robot.push(keys);
        settle();
    }

    /** What the tooltip says, as soon as it is there. */
    public String tooltip() throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> !tooltips().isEmpty());
        return tooltips().getFirst().getText();
    }

    private List<Tooltip> tooltips() {
        return robot.listWindows().stream()
                .filter(Tooltip.class::isInstance)
                .map(Tooltip.class::cast)
                .filter(Tooltip::isShowing)
                .toList();
    }

    /** The rows that are shown. */
    public List<String> rows() {
        return area().getText().lines().toList();
    }

    /** How many rows the area of text holds, seen or not. */
    public int heldRows() {
        return area().getParagraphs().size();
    }

    /** The bytes that are lit for a reason. */
    public List<HexMark> marks(Layer layer) {
        return pane.marks().stream().filter(mark -> mark.layer() == layer).toList();
    }

    /** Where a byte is lit, on the screen. */
    public Bounds lit(long offset, HexColumn column) {
        return pane.localToScreen(Objects.requireNonNull(pane.boundsOf(offset, column), "not shown"));
    }

    /** Where a character of a row is drawn, on the screen. */
    public Bounds character(int row, int column) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            int start = area().getAbsolutePosition(row, column);
            return area().getCharacterBoundsOnScreen(start, start + 1).orElseThrow();
        });
    }

    /** The colour in a corner of a byte's cell, where no digit and no line is. */
    public Color colorBehind(long offset, HexColumn column) {
        Bounds cell = Objects.requireNonNull(pane.boundsOf(offset, column), "not shown");
        WritableImage picture = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> pane.snapshot(null, null));
        return picture.getPixelReader().getColor((int) cell.getMinX() + 3, (int) cell.getMinY() + 4);
    }

    private Point2D middle(long offset, HexColumn column) {
        Bounds cell = lit(offset, column);
        return new Point2D(cell.getCenterX(), cell.getCenterY());
    }

    private GenericStyledArea<?, ?, ?> area() {
        return (GenericStyledArea<?, ?, ?>) Objects.requireNonNull(pane.lookup(".hex-text"));
    }
}
