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
import io.github.qcowscope.ui.live.LiveBar;
import io.github.qcowscope.ui.live.LiveModel;
import io.github.qcowscope.ui.minimap.Minimap;
import io.github.qcowscope.ui.minimap.MinimapModel;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelTabs;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.tree.TreePane;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SplitPane;
import javafx.scene.control.skin.SplitPaneSkin;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
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
    private final List<Panel> panels;
    private final Settings settings;
    private final TreePane tree;
    private final HexPane hex;
    private final BookmarksModel bookmarks;
    private final Minimap minimap;
    private final FindBar find;
    private final PanelTabs tabs;
    private final LiveModel live;
    private final SplitPane right;
    private @Nullable Node lastFocused;
    private Subscription visible = Subscription.EMPTY;

    /**
     * Panes.
     *
     * @param panels   the tabs
     * @param nodeMenu what a right click on a node offers
     * @param byteMenu what a right click on the bytes offers
     * @param models   what is kept besides the document
     */
    DocumentView(Document document, Background background, Settings settings, Commands commands, List<Panel> panels,
            ContextMenu nodeMenu, ContextMenu byteMenu, Models models) {
        this.document = document;
        this.panels = panels;
        this.settings = settings;
        setId("document");
        tree = new TreePane(document, background, nodeMenu);
        hex = new HexPane(document);
        hex.setOnContextMenuRequested(e -> byteMenu.show(hex, e.getScreenX(), e.getScreenY()));
        hex.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> byteMenu.hide());
        FindModel search = new FindModel(document, background);
        find = new FindBar(search, document, commands, hex::requestFocus);
        find.marked().subscribe(needle -> hex.mark(needle == null ? null :
                (source, window) -> MatchMarks.in(source, window, needle)));
        tabs = new PanelTabs(Stream.concat(panels.stream(), Stream.of(new FoundPane(search.found()))).toList());
        FoundMarks.show(search.found(), document);
        live = models.live();
        bookmarks = models.bookmarks();
        minimap = minimap(background);
        HBox beside = new HBox(hex, minimap);
        HBox.setHgrow(hex, Priority.ALWAYS);
        VBox bytes = new VBox(new LiveBar(live, document.image().source().name(), () -> commands.run(Command.RELOAD)),
                find, beside);
        VBox.setVgrow(beside, Priority.ALWAYS);
        right = new SplitPane(bytes, tabs);
        right.setOrientation(Orientation.VERTICAL);
        getItems().addAll(tree, right);
        // Not left for the next pulse, which may come late: without a skin the panes are in no scene, and none could have the focus.
        setSkin(new SplitPaneSkin(this));
        right.setSkin(new SplitPaneSkin(right));
        setResizableWithParent(tree, false);
        setResizableWithParent(tabs, false);
        hex.fontSizeProperty().bindBidirectional(settings.hexFontSizeProperty());
        arrange();
    }

    private Minimap minimap(Background background) {
        HexModel rows = hex.model();
        ObservableValue<ByteRange> shown = Bindings.createObjectBinding(() -> new Span(document.source(),
                new ByteRange(rows.topRow() * BYTES_PER_ROW, rows.visibleRows() * BYTES_PER_ROW)).visible().range(),
                rows.topRowProperty(), rows.visibleRowsProperty(), document.sourceProperty());
        MinimapModel model = new MinimapModel(document, background, shown, offset ->
                rows.scrollTo(offset / BYTES_PER_ROW - rows.visibleRows() / 2));
        Minimap map = new Minimap(model, shown);
        visible = settings.showsMinimapProperty().subscribe(map::setVisible);
        return map;
    }

    /** The document. */
    Document document() {
        return document;
    }

    /** The bytes. */
    HexPane hex() {
        return hex;
    }

    /** The bar to look for bytes in. */
    FindBar find() {
        return find;
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
        if (find.all()) {
            tabs.bringForward("tab-found");
        }
    }

    /** The tree. */
    TreePane tree() {
        return tree;
    }

    /** Begins what a tab does when it is asked to, and puts it in front. */
    void start(String panel) {
        panels.stream().filter(one -> one.id().equals(panel)).forEach(Panel::start);
        tabs.bringForward("tab-" + panel);
    }

    /** Puts the focus on the next of tree, bytes, minimap and tabs. */
    void focusNext() {
        Node focused = getScene().getFocusOwner();
        if (isIn(focused, tree)) {
            hex.requestFocus();
        } else if (isIn(focused, hex) && minimap.isVisible()) {
            minimap.requestFocus();
        } else if (isIn(focused, tabs)) {
            tree.focusRows();
        } else if (isIn(focused, hex) || isIn(focused, minimap)) {
            tabs.requestFocus();
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
        tree.takePlaceOf(earlier.tree);
        find.takePlaceOf(earlier.find);
        tabs.bringForward(earlier.tabs.front());
        earlier.rememberArrangement();
        arrange();
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

    /** Ends what the panes do. */
    void dispose() {
        hex.fontSizeProperty().unbindBidirectional(settings.hexFontSizeProperty());
        minimap.dispose();
        visible.unsubscribe();
        hex.dispose();
    }
}
