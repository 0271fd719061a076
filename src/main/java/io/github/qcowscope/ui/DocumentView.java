package io.github.qcowscope.ui;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.ui.bookmarks.BookmarksModel;
import io.github.qcowscope.ui.command.Command;
import io.github.qcowscope.ui.command.Commands;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.find.FindBar;
import io.github.qcowscope.ui.find.FindModel;
import io.github.qcowscope.ui.find.FoundMarks;
import io.github.qcowscope.ui.find.FoundPane;
import io.github.qcowscope.ui.find.MatchMarks;
import io.github.qcowscope.ui.hex.HexModel;
import io.github.qcowscope.ui.hex.HexPane;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.job.InParts;
import io.github.qcowscope.ui.job.Late;
import io.github.qcowscope.ui.live.LiveBar;
import io.github.qcowscope.ui.live.LiveModel;
import io.github.qcowscope.ui.minimap.Minimap;
import io.github.qcowscope.ui.minimap.MinimapModel;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelTabs;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.tree.TreePane;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SplitPane;
import javafx.scene.control.skin.SplitPaneSkin;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The panes of one open image: the tree, the bytes, and the tabs below them. */
final class DocumentView extends SplitPane {

    /**
     * What is kept of a document besides what it shows.
     *
     * @param live      watches the file
     * @param bookmarks the places that the user has kept
     */
    record Models(LiveModel live, BookmarksModel bookmarks) {}

    private static final String TREE_DIVIDER = "divider.tree";
    private static final String TABS_DIVIDER = "divider.tabs";
    private static final int BYTES_PER_ROW = 16;
    private static final double TREE_SHARE = 0.27;
    private static final double HEX_SHARE = 0.52;

    private final Document document;
    private final Background background;
    private final Settings settings;
    private final Commands commands;
    private final LiveModel live;
    private final BookmarksModel bookmarks;
    private final FindModel search;
    private final TreePane tree;
    private final Late<List<Panel>> panels;
    private final Late<HexPane> hex;
    private final Late<Minimap> minimap = new Late<>(this::buildMinimap);
    private final Late<FindBar> find = new Late<>(this::buildFind);
    private final Late<PanelTabs> tabs = new Late<>(this::buildTabs);
    private final HBox beside = new HBox();
    private final VBox bytes = new VBox();
    private final StackPane below = new StackPane();
    private final SplitPane right = new SplitPane(bytes, below);
    private final InParts parts = new InParts();
    private @Nullable Node lastFocused;
    private Subscription visible = Subscription.EMPTY;

    /**
     * Panes. Those that cost most come one by one with the next pulses; work on the document waits until they are there.
     *
     * @param panels   makes the tabs
     * @param nodeMenu what a right click on a node offers
     * @param byteMenu what a right click on the bytes offers
     * @param models   what is kept besides the document
     */
    DocumentView(Document document, Background background, Settings settings, Commands commands, Supplier<List<Panel>> panels,
            ContextMenu nodeMenu, ContextMenu byteMenu, Models models) {
        this.document = document;
        this.background = background;
        this.settings = settings;
        this.commands = commands;
        this.panels = new Late<>(panels);
        hex = new Late<>(() -> buildHex(byteMenu));
        live = models.live();
        bookmarks = models.bookmarks();
        search = new FindModel(document, background);
        setId("document");
        tree = new TreePane(document, background, nodeMenu);
        HBox.setHgrow(beside, Priority.ALWAYS);
        VBox.setVgrow(beside, Priority.ALWAYS);
        right.setOrientation(Orientation.VERTICAL);
        getItems().addAll(tree, right);
        // Not left for the next pulse, which may come late: without a skin the panes are in no scene, and none could have the focus.
        setSkin(new SplitPaneSkin(this));
        right.setSkin(new SplitPaneSkin(right));
        setResizableWithParent(tree, false);
        setResizableWithParent(below, false);
        arrange();
        build();
    }

    private void build() {
        bytes.getChildren().add(beside);
        parts.add(() -> beside.getChildren().add(hex.get()));
        parts.add(() -> beside.getChildren().add(minimap.get()));
        parts.add(panels::get);
        parts.add(() -> below.getChildren().add(tabs.get()));
        parts.add(() -> bytes.getChildren().addAll(0, List.of(new LiveBar(live, document.image().source().name(),
                () -> commands.run(Command.RELOAD)), find.get())));
        parts.add(background::release);
    }

    private HexPane buildHex(ContextMenu menu) {
        HexPane pane = new HexPane(document);
        pane.setOnContextMenuRequested(e -> {
            Bounds caret = e.isKeyboardTrigger() ? pane.boundsOf(document.caret(), pane.model().column()) : null;
            Point2D at = caret == null ? new Point2D(e.getScreenX(), e.getScreenY())
                    : pane.localToScreen(caret.getMinX(), caret.getMaxY());
            menu.show(pane, at.getX(), at.getY());
        });
        pane.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> menu.hide());
        pane.fontSizeProperty().bindBidirectional(settings.hexFontSizeProperty());
        HBox.setHgrow(pane, Priority.ALWAYS);
        return pane;
    }

    private Minimap buildMinimap() {
        HexModel rows = hex.get().model();
        ObservableValue<ByteRange> shown = Bindings.createObjectBinding(() -> new Span(document.source(),
                new ByteRange(rows.topRow() * BYTES_PER_ROW, rows.visibleRows() * BYTES_PER_ROW)).visible().range(),
                rows.topRowProperty(), rows.visibleRowsProperty(), document.sourceProperty());
        MinimapModel model = new MinimapModel(document, background, shown, offset ->
                rows.scrollTo(offset / BYTES_PER_ROW - rows.visibleRows() / 2));
        Minimap map = new Minimap(model, shown);
        visible = settings.showsMinimapProperty().subscribe(map::setVisible);
        return map;
    }

    private FindBar buildFind() {
        HexPane pane = hex.get();
        FindBar bar = new FindBar(search, document, commands, pane::requestFocus);
        bar.marked().subscribe(needle -> pane.mark(needle == null ? null :
                (source, window) -> MatchMarks.in(source, window, needle)));
        return bar;
    }

    private PanelTabs buildTabs() {
        FoundMarks.show(search.found(), document);
        return new PanelTabs(Stream.concat(panels.get().stream(), Stream.of(new FoundPane(search.found()))).toList());
    }

    /** The document. */
    Document document() {
        return document;
    }

    /** The bytes. */
    HexPane hex() {
        return hex.get();
    }

    /** The bar to look for bytes in. */
    FindBar find() {
        parts.finish();
        return find.get();
    }

    /** What watches the file. */
    LiveModel live() {
        return live;
    }

    /** The places that the user has kept. */
    BookmarksModel bookmarks() {
        return bookmarks;
    }

    /** Lists all matches of what is in the find bar. */
    void findAll() {
        if (find().all()) {
            tabs.get().bringForward("tab-found");
        }
    }

    /** The tree. */
    TreePane tree() {
        return tree;
    }

    /** Begins what a tab does when it is asked to, and puts it in front. */
    void start(String panel) {
        parts.finish();
        panels.get().stream().filter(one -> one.name().id().equals(panel)).forEach(Panel::start);
        tabs.get().bringForward("tab-" + panel);
    }

    /** Puts the focus on the next of tree, bytes, minimap and tabs. */
    void focusNext() {
        parts.finish();
        Node focused = getScene().getFocusOwner();
        if (isIn(focused, tree)) {
            hex.get().requestFocus();
        } else if (isIn(focused, hex.get()) && minimap.get().isVisible()) {
            minimap.get().requestFocus();
        } else if (isIn(focused, hex.get()) || isIn(focused, minimap.get())) {
            tabs.get().requestFocus();
        } else {
            tree.focusRows();
        }
    }

    private static boolean isIn(@Nullable Node focused, Node pane) {
        for (@Nullable Node at = focused; at != null; at = at.getParent()) {
            if (at == pane) {
                return true;
            }
        }
        return false;
    }

    /** Looks like the panes of the same image before it was opened again. */
    void takePlaceOf(DocumentView earlier) {
        earlier.parts.finish();
        tree.takePlaceOf(earlier.tree);
        earlier.rememberArrangement();
        arrange();
        parts.add(() -> {
            find.get().takePlaceOf(earlier.find.get());
            tabs.get().bringForward(earlier.tabs.get().front());
        });
    }

    /** Puts the dividers where the user wants them, who may have moved them in the tab of another image. */
    void arrange() {
        setDividerPositions(settings.number(TREE_DIVIDER, TREE_SHARE));
        right.setDividerPositions(settings.number(TABS_DIVIDER, HEX_SHARE));
    }

    /** Writes down how the panes are arranged. */
    void rememberArrangement() {
        settings.setNumber(TREE_DIVIDER, getDividerPositions()[0]);
        settings.setNumber(TABS_DIVIDER, right.getDividerPositions()[0]);
    }

    /** Tells which part of the window has the focus: where it is in these panes, it comes back to it. */
    void noteFocus(@Nullable Node focused) {
        if (isIn(focused, this)) {
            lastFocused = focused;
        }
    }

    /** Puts the focus where it was in these panes; on the tree at first. */
    void focusLast() {
        if (lastFocused != null && lastFocused.isFocusTraversable() && isIn(lastFocused, this)) {
            lastFocused.requestFocus();
        } else {
            tree.focusRows();
        }
    }

    /** Whether all panes are there. */
    boolean isComplete() {
        return parts.isDone();
    }

    /** Ends what the panes do. */
    void dispose() {
        parts.giveUp();
        visible.unsubscribe();
        minimap.ifMade(Minimap::dispose);
        hex.ifMade(pane -> {
            pane.fontSizeProperty().unbindBidirectional(settings.hexFontSizeProperty());
            pane.dispose();
        });
    }
}
