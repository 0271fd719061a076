package io.github.qcowscope.ui;

import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.ProblemsModel;
import io.github.qcowscope.ui.panel.SaveChooser;
import java.util.List;
import java.util.function.BiFunction;
import javafx.geometry.Insets;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.controlsfx.control.NotificationPane;
import org.jspecify.annotations.Nullable;

/**
 * The window: menus and navigation at the top, the open image or the start page below, the status line at the bottom.
 */
public final class MainWindow {

    /**
     * What a window works with.
     *
     * @param settings what it remembers
     * @param sample   the image to learn with
     * @param chooser  asks for a file; made for the window
     * @param export   shows and saves dumps
     * @param compare  shows what differs between two images
     * @param panels   the tabs
     * @param guest    tells where an offset of an image's virtual disk lies in the file
     * @param saver    asks where to save selected bytes
     */
    public record Parts(Settings settings, Sample sample, ImageChooser chooser, DumpExport export,
            ImageComparison compare, List<Panel.Factory> panels, BiFunction<Document, Long, GotoParser.Address> guest,
            SaveChooser saver) {}

    private static final double WIDTH = 1360;
    private static final double HEIGHT = 860;
    private static final double NOTICE_HEIGHT = 40;

    private final Stage stage;
    private final Parts parts;
    private final Settings settings;
    private final Notices notices = new Notices();
    private final Jobs jobs = new Jobs(notices::show);
    private final Workspace workspace;
    private final Actions actions;
    private final Commands commands;
    private final NavigationBar navigation;
    /** Held for as long as the window lives: it listens to the settings. */
    private final Themes themes;
    private final StatusLine status = new StatusLine(jobs);
    private final StartPage start;
    private final BorderPane center = new BorderPane();
    private final ContextMenu nodeMenu;
    private final ContextMenu byteMenu;
    private @Nullable DocumentView view;

    /** A window, not shown yet. */
    public MainWindow(Stage stage, Parts parts) {
        this.stage = stage;
        this.parts = parts;
        settings = parts.settings();
        themes = new Themes(settings);
        workspace = new Workspace(jobs, settings, notices, parts.sample());
        GotoField target = new GotoField(parts.guest());
        actions = new Actions(stage, workspace, settings, parts.chooser(), parts.export(),
                new SelectionExport(jobs, notices, parts.saver()), parts.compare(), target, new Copier(jobs, notices), this::quit);
        commands = new Commands(workspace, actions::run);
        navigation = new NavigationBar(commands, target);
        start = new StartPage(commands, workspace, settings);
        nodeMenu = commands.contextMenu(
                new Command[] {Command.FOLLOW, Command.PARENT},
                new Command[] {Command.COPY_VALUE, Command.COPY_PATH, Command.COPY_HEX},
                new Command[] {Command.EXPORT_SUBTREE, Command.EXPORT_SELECTION});
        addCopyAs(nodeMenu, Command.COPY_HEX);
        byteMenu = commands.contextMenu(
                new Command[] {Command.FOLLOW},
                new Command[] {Command.COPY_HEX},
                new Command[] {Command.EXPORT_SELECTION});
        addCopyAs(byteMenu, Command.COPY_HEX);
        buildScene();
        workspace.documentProperty().subscribe(this::showImage);
    }

    private void addCopyAs(ContextMenu menu, Command after) {
        List<String> ids = menu.getItems().stream().map(MenuItem::getId).toList();
        menu.getItems().add(ids.indexOf(after.id()) + 1, commands.copyAs(false));
    }

    private void buildScene() {
        VBox top = new VBox(new Menus(commands, workspace, settings).bar(), navigation);
        Scene scene = new Scene(new BorderPane(noticed(), top, null, status, null), WIDTH, HEIGHT);
        themes.dress(scene);
        commands.addFurtherKeys(scene);
        FileDrop.on(scene, workspace::open);
        stage.setScene(scene);
        stage.setOnCloseRequest(e -> quit());
    }

    /** What is open, with room above it for a sentence about what went wrong. */
    private NotificationPane noticed() {
        NotificationPane noticed = new NotificationPane(center);
        noticed.setId("notice");
        noticed.getStyleClass().add("notice");
        noticed.setShowFromTop(true);
        center.paddingProperty().bind(noticed.showingProperty().map(is -> new Insets(is ? NOTICE_HEIGHT : 0, 0, 0, 0)));
        notices.textProperty().addListener((of, before, now) -> {
            if (now.isEmpty()) {
                noticed.hide();
            } else {
                noticed.show(now);
            }
        });
        return noticed;
    }

    /** Shows the window where it was the last time. */
    public void show() {
        Settings.Bounds bounds = settings.bounds();
        if (bounds != null && !Screen.getScreensForRectangle(
                bounds.x(), bounds.y(), bounds.width(), bounds.height()).isEmpty()) {
            stage.setX(bounds.x());
            stage.setY(bounds.y());
            stage.setWidth(bounds.width());
            stage.setHeight(bounds.height());
            stage.setMaximized(bounds.maximized());
        } else {
            Rectangle2D screen = Screen.getPrimary().getVisualBounds();
            stage.setWidth(Math.min(WIDTH, screen.getWidth()));
            stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
        }
        stage.show();
    }

    /** Which image is open. */
    public Workspace workspace() {
        return workspace;
    }

    /** Whether nothing is at work in the background. */
    public boolean isIdle() {
        return jobs.isIdle();
    }

    private void showImage(@Nullable Document document) {
        DocumentView before = view;
        if (before != null) {
            before.dispose();
        }
        view = document == null ? null : panes(document);
        if (view != null && before != null && before.document().path().equals(view.document().path())) {
            view.takePlaceOf(before);
        }
        actions.workOn(view);
        navigation.show(document);
        center.setCenter(view == null ? start : view);
        if (view != null) {
            view.tree().focusRows();
        }
        stage.setTitle(document == null ? Messages.get("app.name")
                : Messages.get("window.title", document.source().name()));
        if (document == null) {
            status.clear();
        }
    }

    private DocumentView panes(Document document) {
        ProblemsModel problems = new ProblemsModel(document, jobs);
        Panel.Context context = new Panel.Context(document, jobs, problems, settings);
        List<Panel> panels = parts.panels().stream().map(factory -> factory.create(context)).toList();
        status.show(document, problems);
        return new DocumentView(document, jobs, settings, commands, panels, nodeMenu, byteMenu);
    }

    private void quit() {
        workspace.close();
        jobs.close();
        if (!stage.isFullScreen()) {
            settings.setBounds(new Settings.Bounds(
                    stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized()));
        }
        settings.save();
        stage.hide();
    }
}
