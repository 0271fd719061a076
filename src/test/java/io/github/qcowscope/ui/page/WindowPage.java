package io.github.qcowscope.ui.page;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.MainWindow;
import io.github.qcowscope.ui.Panels;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.go.GuestGoto;
import io.github.qcowscope.ui.hex.HexColumn;
import io.github.qcowscope.ui.hex.HexMark;
import io.github.qcowscope.ui.hex.HexPane;
import io.github.qcowscope.ui.panel.PanelTabs;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.workspace.Sample;
import io.github.qcowscope.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.controlsfx.control.NotificationPane;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.robot.Motion;
import org.testfx.util.WaitForAsyncUtils;

/** The main window. */
public final class WindowPage {

    private static final int SECONDS = 30;
    private static final int TRIES = 20;

    private final FxRobot robot = new SwiftRobot();
    private final Stage stage;
    private final MainWindow window;
    private final List<String> exported = new ArrayList<>();
    private final List<Path> compared = new ArrayList<>();
    private Optional<Path> chosen = Optional.empty();
    private int clicks;

    /** Shows a window; to be called on the FX thread. */
    public WindowPage(Stage stage, Settings settings, Sample sample) {
        this.stage = stage;
        window = new MainWindow(stage, new MainWindow.Parts(settings, sample, folder -> chosen,
                (owner, document, from) -> exported.add(from.path()), (owner, document, other) -> compared.add(other), Panels.all(),
                new GuestGoto(), (owner, title, name) -> chosen));
        stage.setX(0);
        stage.setY(0);
        window.show();
    }

    /** The robot that moves mouse and keys. */
    FxRobot robot() {
        return robot;
    }

    /** Waits until nothing is at work and everything is drawn. */
    public void settle() {
        try {
            Rest.untilDrawn();
            while (!isIdle()) {
                WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS, this::isIdle);
                Rest.untilDrawn();
            }
        } catch (TimeoutException e) {
            throw new AssertionError("still at work after " + SECONDS + " s", e);
        }
    }

    private boolean isIdle() {
        return WaitForAsyncUtils.waitForAsyncFx(SECONDS * 1000L, window::isIdle);
    }

    /** How often the user has clicked so far; a double click counts twice. */
    public int clicks() {
        return clicks;
    }

    /** Counts clicks that another page makes. */
    void clicked(int times) {
        clicks += times;
    }

    /** Names the file that the next question for one is answered with. */
    public void willChoose(Path file) {
        chosen = Optional.of(file);
    }

    /** Opens a file with its key, which takes a tenth of the time that the menu takes. */
    public void open(Path file) {
        chosen = Optional.of(file);
        press(KeyCode.CONTROL, KeyCode.O);
    }

    /** Opens a file with File > Open. */
    public void openByMenu(Path file) {
        chosen = Optional.of(file);
        menu("file", "open");
    }

    /** What a query finds. */
    public javafx.scene.Node query(String query) {
        return robot.lookup(query).query();
    }

    /** Calls for File > Open, and names no file. */
    public void openNothing() {
        chosen = Optional.empty();
        menu("file", "open");
    }

    /** Chooses an item of a menu. */
    public void menu(String menu, String item) {
        openMenu(menu, "#" + item);
        robot.clickOn("#" + item);
        settle();
    }

    /** Chooses an item of a menu within a menu. */
    public void menu(String menu, String within, String item) {
        openMenu(menu, "#" + within);
        chooseWithin(within, item);
    }

    private void openMenu(String menu, String item) {
        robot.clickOn("#menu-" + menu);
        settle();
        if (robot.lookup(item).tryQuery().isEmpty()) {
            // On a real display the click may have met a menu that was about to close, and have closed it.
            robot.clickOn("#menu-" + menu);
            settle();
        }
    }

    /** Moves the pointer over what a query finds. */
    public void moveTo(String query) {
        robot.moveTo(query);
        settle();
    }

    /** Presses keys together. */
    public void press(KeyCode... keys) {
        robot.push(keys);
        settle();
    }

    /** Types text where the focus is. */
    public void type(String text) {
        robot.write(text);
        settle();
    }

    /** Clicks what a query finds. */
    public void click(String query) {
        clicked(1);
        robot.clickOn(query);
        settle();
    }

    /** Clicks a byte in the hex pane, scrolling there first as a user would. */
    public void clickByte(long offset) {
        HexPane hex = hex();
        act(() -> hex.model().scrollTo(offset / 16));
        clicked(1);
        robot.clickOn(placeOfByte(offset));
        settle();
    }

    /** Where a byte is on the screen. */
    public Bounds placeOfByte(long offset) {
        return hex().localToScreen(Objects.requireNonNull(hex().boundsOf(offset, HexColumn.HEX)));
    }

    /** Chooses an item of the menu within the menu that a right click on a byte shows. */
    public void contextMenuOfByte(long offset, String within, String item) {
        robot.rightClickOn(placeOfByte(offset));
        settle();
        chooseWithin("menu-" + within, "#" + item);
    }

    /** Chooses an item of a menu within the context menu that is shown. */
    void chooseWithin(String within, String item) {
        for (int i = 0; i < TRIES && robot.lookup(item).tryQuery().isEmpty(); i++) {
            // On a real display a pointer that comes before the menu is there does not open the inner one: it must move once more.
            robot.moveTo(robot.point("#" + within).atOffset(i, 0));
            settle();
        }
        // Straight into the inner menu: it closes when the pointer crosses another item of the outer one.
        robot.clickOn(item, Motion.HORIZONTAL_FIRST);
        settle();
    }

    /** Saves the selected bytes by their key. */
    public void saveSelection(Path target) {
        chosen = Optional.of(target);
        press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
    }

    /** Size of the font of the bytes that are shown, in pixels. */
    public double hexFontSize() {
        return hex().fontSizeProperty().get();
    }

    private HexPane hex() {
        return robot.lookup(".hex-pane").queryAs(HexPane.class);
    }

    /** Where the matches begin that are marked among the bytes. */
    public List<Long> matchesMarked() {
        return hex().marks().stream().filter(mark -> mark.layer() == HexMark.Layer.MATCH)
                .map(mark -> mark.range().offset()).toList();
    }

    /** Does something on the FX thread. */
    public void act(Runnable action) {
        robot.interactNoWait(action);
        settle();
    }

    /** The open document. */
    public Document document() {
        return Objects.requireNonNull(window.workspace().document(), "no image is open");
    }

    /** Which image is open, and how to open another one. */
    public Workspace workspace() {
        return window.workspace();
    }

    /** Whether an image is open. */
    public boolean hasDocument() {
        return window.workspace().document() != null;
    }

    /** The path of the selected node. */
    public String selected() {
        return document().selectedNode().path();
    }

    /** Selects a node, as some pane would. */
    public void select(String path) {
        Node node = Objects.requireNonNull(document().root().find(path), path);
        act(() -> document().select(node));
    }

    /** The titles of all windows. */
    public List<String> windowTitles() {
        return robot.listWindows().stream().filter(Stage.class::isInstance).map(shown -> ((Stage) shown).getTitle()).toList();
    }

    /** Closes all windows but this one. */
    public void closeOtherWindows() {
        act(() -> List.copyOf(robot.listWindows()).stream().filter(shown -> shown instanceof Stage && shown != stage)
                .forEach(javafx.stage.Window::hide));
    }

    /** Whether the window is on the screen. */
    public boolean isShowing() {
        return stage.isShowing();
    }

    /** Whether the window fills the screen. */
    public boolean isFullScreen() {
        return stage.isFullScreen();
    }

    /** Size of the bytes' font in pixels. */
    public double fontSize() {
        return hex().fontSizeProperty().get();
    }

    /** The column of the bytes that has the caret. */
    public HexColumn column() {
        return hex().model().column();
    }

    /** Puts the focus on something. */
    public void focus(String query) {
        act(() -> robot.lookup(query).query().requestFocus());
    }

    /** Whether something can be seen. */
    public boolean isSeen(String query) {
        return robot.lookup(query).match(node -> node.isVisible() && node.getScene().getWindow().isShowing())
                .tryQuery().isPresent();
    }

    /** The window's title. */
    public String title() {
        return stage.getTitle();
    }

    /** Whether the start page is shown. */
    public boolean isAtStart() {
        return robot.lookup("#start-page").tryQuery().isPresent();
    }

    /** The sentence above everything; empty where there is none. */
    public String notice() {
        NotificationPane pane = robot.lookup("#notice").queryAs(NotificationPane.class);
        return pane.isShowing() ? pane.getText() : "";
    }

    /** What dumps have been asked for: the paths where they start. */
    public List<String> exported() {
        return exported;
    }

    /** Compares with a file by File > Compare With Image. */
    public void compareWith(Path file) {
        chosen = Optional.of(file);
        menu("file", "compare-image");
    }

    /** Shows a file beside the open one by File > Compare Side by Side. */
    public void compareSideBySide(Path file) {
        chosen = Optional.of(file);
        menu("file", "compare-bytes");
    }

    /** The files that have been compared with. */
    public List<Path> compared() {
        return compared;
    }

    /** What a part of the status line says. */
    public String status(String part) {
        return robot.lookup("#status-" + part).queryAs(Label.class).getText();
    }

    /** The names of the breadcrumb. */
    public List<String> breadcrumb() {
        return robot.from(robot.lookup("#breadcrumb").<javafx.scene.Node>query()).lookup(".crumb")
                .queryAllAs(Button.class).stream().sorted(Comparator.comparingDouble(javafx.scene.Node::getLayoutX))
                .map(Button::getText).toList();
    }

    /** What a label says. */
    public String text(String query) {
        return robot.lookup(query).queryAs(Labeled.class).getText();
    }

    /** The text of the bubble that is shown; empty where there is none. */
    public String bubble() {
        return robot.listWindows().stream().filter(shown -> shown instanceof Tooltip).findFirst()
                .map(shown -> ((Tooltip) shown).getText()).orElse("");
    }

    /** Where the context menu is on the screen that is shown; null where none is. */
    public @Nullable Point2D contextMenu() {
        return robot.listWindows().stream().filter(shown -> shown instanceof ContextMenu).findFirst()
                .map(shown -> new Point2D(((ContextMenu) shown).getAnchorX(), ((ContextMenu) shown).getAnchorY())).orElse(null);
    }

    /** What the labels inside something say. */
    public List<String> texts(String query) {
        return robot.from(robot.lookup(query).<javafx.scene.Node>query()).lookup(".label")
                .queryAllAs(Label.class).stream().map(Label::getText).toList();
    }

    /** The open images. */
    public ImageTabsPage images() {
        return new ImageTabsPage(this);
    }

    /** What the keyboard reaches. */
    public KeyboardPage keyboard() {
        return new KeyboardPage(this, stage.getScene());
    }

    /** The dialog of the settings. */
    public SettingsPage settings() {
        return new SettingsPage(this);
    }

    /** The tab in front, by the id of its panel. */
    public String tab() {
        return tabs().front().replaceFirst("^tab-", "");
    }

    /** The ids of the tabs that are there. */
    public List<String> allTabs() {
        return tabs().getTabs().stream().map(tab -> tab.getId().replaceFirst("^tab-", "")).toList();
    }

    /** Puts a tab in front. */
    public void showTab(String id) {
        act(() -> tabs().bringForward("tab-" + id));
    }

    private PanelTabs tabs() {
        return robot.lookup("#panels").queryAs(PanelTabs.class);
    }

    /** The text on the clipboard. */
    public String clipboard() {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> Clipboard.getSystemClipboard().getString());
    }

    /** Whether the focus is inside what a query finds. */
    public boolean hasFocus(String query) {
        settle();
        javafx.scene.Node pane = robot.lookup(query).query();
        for (javafx.scene.Node at = stage.getScene().getFocusOwner(); at != null; at = at.getParent()) {
            if (at == pane) {
                return true;
            }
        }
        return false;
    }

    /** Whether a style sheet with this in its name dresses the window. */
    public boolean isDressedIn(String name) {
        return stage.getScene().getStylesheets().stream().anyMatch(sheet -> sheet.contains(name));
    }

    /** The tree. */
    public TreePage tree() {
        return new TreePage(this);
    }

    /** The command palette. */
    public PalettePage palette() {
        return new PalettePage(this);
    }

    /** The card of the guided tour. */
    public TourPage tour() {
        return new TourPage(this);
    }

    /** The minimap. */
    public MinimapPage minimap() {
        return new MinimapPage(this);
    }

    /** The bytes that the hex pane shows. */
    public ByteRange shown() {
        HexPane hex = hex();
        return new ByteRange(hex.model().topRow() * 16, hex.model().visibleRows() * 16);
    }

    /** A table of a tab, by its id: {@code fields}, {@code entries}, {@code problems}. */
    public TablePage table(String id) {
        return new TablePage(this, id);
    }
}
