package io.github.qcowscope.ui;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.ui.bookmarks.BookmarksModel;
import io.github.qcowscope.ui.hex.HexModel;
import io.github.qcowscope.ui.hex.HexPane;
import io.github.qcowscope.ui.minimap.Minimap;
import io.github.qcowscope.ui.minimap.MinimapModel;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelTabs;
import io.github.qcowscope.ui.tree.TreePane;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/** The panes of one open image: the tree, the bytes, and the tabs below them. */
final class DocumentView extends SplitPane {

    private static final String FONT_SIZE = "hex-font-size";
    private static final String TREE_DIVIDER = "divider.tree";
    private static final String TABS_DIVIDER = "divider.tabs";
    private static final int BYTES_PER_ROW = 16;
    private static final double TREE_SHARE = 0.27;
    private static final double HEX_SHARE = 0.55;

    private final Document document;
    private final Settings settings;
    private final TreePane tree;
    private final HexPane hex;
    private final BookmarksModel bookmarks;
    private final Minimap minimap;
    private final FindBar find;
    private final PanelTabs tabs;
    private final SplitPane right;
    private Subscription visible = Subscription.EMPTY;

    /**
     * Panes.
     *
     * @param panels   the tabs
     * @param nodeMenu  what a right click on a node offers
     * @param bookmarks the places that the user has kept
     */
    DocumentView(Document document, Background background, Settings settings, Commands commands, List<Panel> panels,
            ContextMenu nodeMenu, BookmarksModel bookmarks) {
        this.document = document;
        this.settings = settings;
        this.bookmarks = bookmarks;
        setId("document");
        tree = new TreePane(document, background, nodeMenu);
        hex = new HexPane(document);
        find = new FindBar(new FindModel(document, background), commands, hex::requestFocus);
        tabs = new PanelTabs(panels);
        minimap = minimap(background);
        HBox beside = new HBox(hex, minimap);
        HBox.setHgrow(hex, Priority.ALWAYS);
        VBox bytes = new VBox(find, beside);
        VBox.setVgrow(beside, Priority.ALWAYS);
        right = new SplitPane(bytes, tabs);
        right.setOrientation(Orientation.VERTICAL);
        getItems().addAll(tree, right);
        setResizableWithParent(tree, false);
        setResizableWithParent(tabs, false);
        setDividerPositions(settings.number(TREE_DIVIDER, TREE_SHARE));
        right.setDividerPositions(settings.number(TABS_DIVIDER, HEX_SHARE));
        hex.fontSizeProperty().set(settings.number(FONT_SIZE, HexPane.FONT_SIZE));
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

    /** The places that the user has kept. */
    BookmarksModel bookmarks() {
        return bookmarks;
    }

    /** The tree. */
    TreePane tree() {
        return tree;
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

    private static boolean isIn(Node focused, Node pane) {
        for (Node at = focused; at != null; at = at.getParent()) {
            if (at == pane) {
                return true;
            }
        }
        return false;
    }

    /** Looks like the panes of the same image before it was opened again. */
    void takePlaceOf(DocumentView earlier) {
        tree.takePlaceOf(earlier.tree);
        tabs.bringForward(earlier.tabs.front());
    }

    /** Ends what the panes do, and writes down how they were arranged. */
    void dispose() {
        settings.setNumber(TREE_DIVIDER, getDividerPositions()[0]);
        settings.setNumber(TABS_DIVIDER, right.getDividerPositions()[0]);
        settings.setNumber(FONT_SIZE, hex.fontSizeProperty().get());
        minimap.dispose();
        visible.unsubscribe();
        hex.dispose();
    }
}
