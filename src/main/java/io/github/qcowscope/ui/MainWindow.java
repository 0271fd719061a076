package io.github.qcowscope.ui;

import io.github.qcowscope.ui.bookmarks.BookmarkStore;
import io.github.qcowscope.ui.bookmarks.BookmarksModel;
import io.github.qcowscope.ui.command.Commands;
import io.github.qcowscope.ui.command.Menus;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.file.ImageChooser;
import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.go.Goto;
import io.github.qcowscope.ui.go.GotoField;
import io.github.qcowscope.ui.go.GotoParser;
import io.github.qcowscope.ui.go.NavigationBar;
import io.github.qcowscope.ui.job.Jobs;
import io.github.qcowscope.ui.job.Notices;
import io.github.qcowscope.ui.live.LiveWatch;
import io.github.qcowscope.ui.palette.CommandPalette;
import io.github.qcowscope.ui.palette.PaletteModel;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.settings.WindowPlace;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.theme.Themes;
import io.github.qcowscope.ui.tour.TourCard;
import io.github.qcowscope.ui.tour.TourModel;
import io.github.qcowscope.ui.workspace.Sample;
import io.github.qcowscope.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.controlsfx.control.NotificationPane;
import org.jspecify.annotations.Nullable;

/**
 * The window: menus and navigation at the top, the open images or the start page below, the status line at the bottom.
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
            ImageComparison compare, List<Panels.Factory> panels, BiFunction<Document, Long, GotoParser.Address> guest,
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
    private final CommandPalette palette;
    private final TourModel tour = new TourModel();
    private boolean tourIsWanted;
    private final NavigationBar navigation;
    /** Held for as long as the window lives: it listens to the settings. */
    private final Themes themes;
    private final StatusLine status = new StatusLine(jobs);
    private final StartPage start;
    private final BorderPane center = new BorderPane();
    private final DocumentViews views;
    private final ImageTabs tabs;
    private @Nullable DocumentView view;

    /** A window, not shown yet. */
    public MainWindow(Stage stage, Parts parts) {
        this.stage = stage;
        this.parts = parts;
        settings = parts.settings();
        themes = new Themes(settings.themeProperty());
        workspace = new Workspace(jobs, settings, notices, parts.sample());
        Goto places = new Goto(parts.guest());
        GotoField target = new GotoField(places);
        actions = new Actions(stage, parts, workspace, notices, target,
                new Actions.OfWindow(this::showPalette, this::startTour, this::quit));
        commands = new Commands(workspace, actions::run);
        palette = new CommandPalette(new PaletteModel(command -> commands.enabled(command).getValue(), commands::run,
                workspace::document, places, settings));
        navigation = new NavigationBar(commands, target);
        start = new StartPage(commands, workspace, settings);
        BookmarkStore bookmarks = new BookmarkStore(settings.folder());
        views = new DocumentViews(workspace, settings, commands, parts.panels(),
                document -> new BookmarksModel(document, bookmarks, keptAs(document)));
        tabs = new ImageTabs(workspace, commands, this::focusImage);
        buildScene();
        workspace.documents().addListener((ListChangeListener<Document>) change -> showTitle());
        workspace.documentProperty().subscribe(this::showImage);
        LiveWatch.during(stage.getScene(), () -> view == null ? null : view.live());
    }

    /** The file that bookmarks are kept for: the sample is copied to another place in each run. */
    private Path keptAs(Document document) {
        return parts.sample().isAt(document.path()) ? Path.of(document.path().getFileName().toString())
                : document.path().toAbsolutePath();
    }

    private void buildScene() {
        VBox top = new VBox(new Menus(commands, workspace, settings).bar(), navigation);
        Scene scene = new Scene(new StackPane(new BorderPane(noticed(), top, null, status, null), new TourCard(tour), palette), WIDTH, HEIGHT);
        themes.dress(scene);
        commands.addFurtherKeys(scene);
        FileDrop.on(scene, workspace::open);
        scene.focusOwnerProperty().addListener((of, before, now) -> {
            if (view != null) {
                view.noteFocus(now);
            }
        });
        stage.setScene(scene);
        stage.setOnCloseRequest(e -> quit());
    }

    private void showPalette() {
        palette.open();
    }

    /** Opens the sample, and leads through it as soon as it is there. */
    private void startTour() {
        Document open = workspace.document();
        if (open != null && parts.sample().isAt(open.path())) {
            tour.start(open);
        } else {
            tourIsWanted = true;
            workspace.openSample();
        }
    }

    private void goOnWithTour(@Nullable Document document) {
        tour.leave(document);
        if (tourIsWanted && document != null && parts.sample().isAt(document.path())) {
            tour.start(document);
        }
        tourIsWanted = false;
    }

    /** What is open, with room above it for a sentence about what went wrong. */
    private NotificationPane noticed() {
        NotificationPane noticed = new NotificationPane(center);
        noticed.setId("notice");
        noticed.setFocusTraversable(false);
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
        List<Rectangle2D> screens = Stream.concat(Stream.of(Screen.getPrimary()), Screen.getScreens().stream())
                .map(Screen::getVisualBounds).toList();
        Settings.Bounds bounds = settings.bounds();
        if (bounds != null) {
            Settings.Bounds place = WindowPlace.on(screens, bounds);
            stage.setX(place.x());
            stage.setY(place.y());
            stage.setWidth(place.width());
            stage.setHeight(place.height());
            stage.setMaximized(place.maximized());
        } else {
            stage.setWidth(Math.min(WIDTH, screens.getFirst().getWidth()));
            stage.setHeight(Math.min(HEIGHT, screens.getFirst().getHeight()));
        }
        // What lies inside a notice comes into the scene with its skin: an image may be open before the first pulse.
        stage.getScene().getRoot().applyCss();
        stage.show();
    }

    /** Which image is open. */
    public Workspace workspace() {
        return workspace;
    }

    /** Whether nothing is at work in the background, and the panes are all there. */
    public boolean isIdle() {
        return jobs.isIdle() && (view == null || view.isComplete());
    }

    private void showImage(@Nullable Document document) {
        if (view != null) {
            view.rememberArrangement();
        }
        view = document == null ? null : views.of(document);
        actions.workOn(view);
        navigation.show(document);
        showTitle();
        if (document == null || view == null) {
            center.setCenter(start);
            status.clear();
            goOnWithTour(null);
            return;
        }
        boolean isInStrip = tabs.isFocused();
        status.show(document, views.problemsOf(document), view.live());
        view.arrange();
        tabs.show(view);
        center.setCenter(tabs);
        if (!isInStrip) {
            focusImage();
        }
        goOnWithTour(document);
    }

    private void focusImage() {
        if (view != null) {
            view.focusLast();
        }
    }

    private void showTitle() {
        Document front = workspace.document();
        stage.setTitle(front == null ? Messages.get("app.name") : Messages.get("window.title",
                TabTitles.of(front.path(), workspace.documents().stream().map(Document::path).toList())));
    }

    private void quit() {
        workspace.quit();
        jobs.close();
        Settings.Bounds before = settings.bounds();
        if (stage.isMaximized() && before != null) {
            // What it returns to when it is no longer maximized.
            settings.setBounds(new Settings.Bounds(before.x(), before.y(), before.width(), before.height(), true));
        } else if (!stage.isFullScreen()) {
            settings.setBounds(new Settings.Bounds(
                    stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized()));
        }
        settings.save();
        stage.hide();
        // Nobody sees it wait any more; the copy of the sample could not be deleted everywhere while it is mapped.
        jobs.awaitEnd();
    }
}
