package io.github.qcowscope.ui;

import io.github.qcowscope.ui.find.FindBar;
import io.github.qcowscope.ui.find.FindModel;
import io.github.qcowscope.ui.find.FoundPane;
import io.github.qcowscope.ui.find.MatchMarks;
import io.github.qcowscope.ui.hex.HexPane;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelTabs;
import io.github.qcowscope.ui.tree.TreePane;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The panes of one open image: the tree, the bytes, and the tabs below them. */
final class DocumentView extends SplitPane {

    private static final String FONT_SIZE = "hex-font-size";
    private static final String TREE_DIVIDER = "divider.tree";
    private static final String TABS_DIVIDER = "divider.tabs";
    private static final double TREE_SHARE = 0.27;
    private static final double HEX_SHARE = 0.55;

    private final Document document;
    private final Settings settings;
    private final TreePane tree;
    private final HexPane hex;
    private final FindBar find;
    private final PanelTabs tabs;
    private final SplitPane right;

    /**
     * Panes.
     *
     * @param panels   the tabs
     * @param nodeMenu what a right click on a node offers
     */
    DocumentView(Document document, Background background, Settings settings, Commands commands, List<Panel> panels,
            ContextMenu nodeMenu) {
        this.document = document;
        this.settings = settings;
        setId("document");
        tree = new TreePane(document, background, nodeMenu);
        hex = new HexPane(document);
        FindModel search = new FindModel(document, background);
        find = new FindBar(search, document, commands, hex::requestFocus);
        find.marked().subscribe(needle -> hex.mark(needle == null ? null :
                (source, window) -> MatchMarks.in(source, window, needle)));
        tabs = new PanelTabs(Stream.concat(panels.stream(), Stream.of(new FoundPane(search.found()))).toList());
        VBox bytes = new VBox(find, hex);
        VBox.setVgrow(hex, Priority.ALWAYS);
        right = new SplitPane(bytes, tabs);
        right.setOrientation(Orientation.VERTICAL);
        getItems().addAll(tree, right);
        setResizableWithParent(tree, false);
        setResizableWithParent(tabs, false);
        setDividerPositions(settings.number(TREE_DIVIDER, TREE_SHARE));
        right.setDividerPositions(settings.number(TABS_DIVIDER, HEX_SHARE));
        hex.fontSizeProperty().set(settings.number(FONT_SIZE, HexPane.FONT_SIZE));
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

    /** Puts the focus on the next of tree, bytes and tabs. */
    void focusNext() {
        Node focused = getScene().getFocusOwner();
        if (isIn(focused, tree)) {
            hex.requestFocus();
        } else if (isIn(focused, tabs)) {
            tree.focusRows();
        } else if (isIn(focused, hex)) {
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
        find.takePlaceOf(earlier.find);
        tabs.bringForward(earlier.tabs.front());
    }

    /** Ends what the panes do, and writes down how they were arranged. */
    void dispose() {
        settings.setNumber(TREE_DIVIDER, getDividerPositions()[0]);
        settings.setNumber(TABS_DIVIDER, right.getDividerPositions()[0]);
        settings.setNumber(FONT_SIZE, hex.fontSizeProperty().get());
        hex.dispose();
    }
}
