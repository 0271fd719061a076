package io.github.qcowscope.ui.page;

import io.github.qcowscope.dump.DumpFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The window that exports dumps. */
public final class DumpPage {

    private static final long LIMIT_SECONDS = 30;

    private final FxRobot robot;

    /** The window that is on the screen. */
    public DumpPage(FxRobot robot) {
        this.robot = robot;
    }

    /** Whether the window is there. */
    public boolean isOpen() {
        return robot.lookup("#dump-window").tryQuery().isPresent();
    }

    /** Chooses a format. */
    public DumpPage format(DumpFormat format) {
        ChoiceBox<DumpFormat> choice = robot.lookup("#dump-format").query();
        robot.interact(() -> choice.setValue(format));
        return this;
    }

    /** Dumps only what is selected. */
    public DumpPage onlyNode() {
        return click("#dump-node");
    }

    /** What the choice of the node says. */
    public String node() {
        return robot.lookup("#dump-node").<Labeled>query().getText();
    }

    /** Dumps the whole image. */
    public DumpPage wholeImage() {
        return click("#dump-whole");
    }

    /** Leaves the header out, or puts it back. */
    public DumpPage extensionsOnly() {
        return click("#dump-extensions");
    }

    /** Whether the header can be left out. */
    public boolean hasExtensionsOnly() {
        return !robot.lookup("#dump-extensions").query().isDisabled();
    }

    /** Looks for words, as Ctrl+F does. */
    public DumpPage find(String words) {
        robot.push(KeyCode.CONTROL, KeyCode.F);
        // Typing goes to the window that was shown first, unless it is told another.
        robot.targetWindow(robot.lookup("#dump-window").query().getScene().getWindow());
        robot.write(words);
        return this;
    }

    /** Presses a key where the focus is. */
    public DumpPage press(KeyCode... keys) {
        robot.push(keys);
        return this;
    }

    /** Saves. */
    public DumpPage save() {
        return click("#dump-save");
    }

    /** Whether saving is possible. */
    public boolean canSave() {
        return !robot.lookup("#dump-save").query().isDisabled();
    }

    /** Cancels what is being worked on, once that has gone on long enough to be shown. */
    public DumpPage cancel() {
        await(() -> String.valueOf(robot.lookup("#dump-cancel").query().getParent().isVisible()), "true"::equals);
        return click("#dump-cancel");
    }

    /** Closes the window. */
    public DumpPage close() {
        return click("#dump-close");
    }

    private DumpPage click(String id) {
        robot.clickOn(id);
        return this;
    }

    /** The preview, once it is as the test expects. */
    public String text(Predicate<String> expected) {
        return await(() -> robot.lookup("#dump-text").<StyleClassedTextArea>query().getText(), expected);
    }

    /** What is selected in the preview. */
    public String selected() {
        return robot.lookup("#dump-text").<StyleClassedTextArea>query().getSelectedText();
    }

    /** How many of the preview's lines have cells on the screen. */
    public int visibleLines() {
        return robot.lookup("#dump-text").<StyleClassedTextArea>query().getVisibleParagraphs().size();
    }

    /** Which match of how many. */
    public String findStatus() {
        return label("#dump-find-status");
    }

    /** What there is to know of the preview. */
    public String note() {
        return label("#dump-note");
    }

    /** How saving went, once it is as the test expects. */
    public String message(Predicate<String> expected) {
        return await(() -> label("#dump-message"), expected);
    }

    private String label(String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private String await(java.util.function.Supplier<String> text, Predicate<String> expected) {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS, () -> {
                WaitForAsyncUtils.waitForFxEvents();
                return expected.test(text.get());
            });
        } catch (TimeoutException e) {
            throw new AssertionError("still: " + text.get(), e);
        }
        // What hangs together with it may not have changed yet.
        WaitForAsyncUtils.waitForFxEvents();
        return text.get();
    }
}
