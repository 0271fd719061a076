package io.github.qcowscope.ui;

import io.github.qcowscope.dump.raw.ByteFormat;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.command.Command;
import io.github.qcowscope.ui.command.KeySheet;
import io.github.qcowscope.ui.copy.Copier;
import io.github.qcowscope.ui.copy.SelectionExport;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.go.GotoField;
import io.github.qcowscope.ui.hex.beside.BesideWindow;
import io.github.qcowscope.ui.job.Notices;
import io.github.qcowscope.ui.settings.Language;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.settings.SettingsDialog;
import io.github.qcowscope.ui.text.NodeText;
import io.github.qcowscope.ui.theme.HexFont;
import io.github.qcowscope.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** What each {@link Command} does. */
final class Actions {

    private static final double ZOOM_STEP = 1.1;

    /**
     * What the window itself does.
     *
     * @param palette shows the command palette
     * @param tour    starts the tour
     * @param quit    closes all
     */
    record OfWindow(Runnable palette, Runnable tour, Runnable quit) {}

    private final Stage stage;
    private final MainWindow.Parts parts;
    private final Settings settings;
    private final Workspace workspace;
    private final SelectionExport selectionExport;
    private final Copier copier;
    private final GotoField target;
    private final OfWindow window;
    /** The language that the window was built in. */
    private final Language spoken;
    private @Nullable DocumentView view;

    Actions(Stage stage, MainWindow.Parts parts, Workspace workspace, Notices notices, GotoField target,
            OfWindow window) {
        this.stage = stage;
        this.parts = parts;
        this.workspace = workspace;
        this.target = target;
        this.window = window;
        settings = parts.settings();
        spoken = settings.languageProperty().get();
        selectionExport = new SelectionExport(notices, parts.saver());
        copier = new Copier(notices);
    }

    /** Works on other panes from now on; on none where null. */
    void workOn(@Nullable DocumentView next) {
        view = next;
    }

    /** Does what a command says. */
    void run(Command command) {
        switch (command) {
            case OPEN -> {
                Optional<Path> chosen = parts.chooser().choose(settings.lastFolder());
                chosen.ifPresent(workspace::open);
            }
            case OPEN_SAMPLE -> workspace.openSample();
            case OPEN_BACKING -> workspace.openBacking();
            case RELOAD -> workspace.reload();
            case CLOSE -> workspace.close();
            case CLOSE_OTHERS -> workspace.closeOthers();
            case QUIT -> window.quit().run();
            case NEXT_IMAGE -> workspace.bringForward(1);
            case PREVIOUS_IMAGE -> workspace.bringForward(-1);
            case FULL_SCREEN -> stage.setFullScreen(!stage.isFullScreen());
            case SETTINGS -> new SettingsDialog(stage, settings, spoken).show();
            case KEYS -> new KeySheet(stage).show();
            case ABOUT -> new AboutBox(stage).show();
            case PALETTE -> window.palette().run();
            case TOUR -> window.tour().run();
            case EXPORT_DUMP -> inPanes(panes -> exportFrom(panes, panes.document().root()));
            case EXPORT_SELECTION -> inPanes(panes -> selectionExport.save(stage, panes.document()));
            case EXPORT_SUBTREE -> inPanes(panes -> exportFrom(panes, panes.document().selectedNode()));
            case COMPARE_IMAGE -> withOther((document, other) -> parts.compare().show(stage, document, other));
            case COMPARE_BYTES -> withOther((document, other) -> new BesideWindow(stage, document, other).show());
            case COPY_HEX -> inPanes(panes -> copier.copyBytes(panes.document(), ByteFormat.HEX));
            case COPY_HEX_PLAIN -> inPanes(panes -> copier.copyBytes(panes.document(), ByteFormat.HEX_PLAIN));
            case COPY_HEX_DUMP -> inPanes(panes -> copier.copyBytes(panes.document(), ByteFormat.HEX_DUMP));
            case COPY_C -> inPanes(panes -> copier.copyBytes(panes.document(), ByteFormat.C));
            case COPY_JAVA -> inPanes(panes -> copier.copyBytes(panes.document(), ByteFormat.JAVA));
            case COPY_PYTHON -> inPanes(panes -> copier.copyBytes(panes.document(), ByteFormat.PYTHON));
            case COPY_BASE64 -> inPanes(panes -> copier.copyBytes(panes.document(), ByteFormat.BASE64));
            case COPY_TEXT -> inPanes(panes -> copier.copyBytes(panes.document(), ByteFormat.UTF8));
            case COPY_UTF16 -> inPanes(panes -> copier.copyBytes(panes.document(), ByteFormat.UTF16));
            case COPY_MARKDOWN_DUMP -> inPanes(panes ->
                    copier.copyBytes(panes.document(), ByteFormat.HEX_DUMP, dump -> "```\n" + dump + "```\n"));
            case COPY_FIELDS -> inPanes(panes -> copier.copyFields(panes.document()));
            case COPY_VALUE -> copy(NodeText::copied);
            case COPY_PATH -> copy(Node::path);
            case COPY_OFFSET -> copy(NodeText::offset);
            case COPY_OFFSET_DECIMAL -> copy(node -> Long.toString(node.span().range().offset()));
            case COPY_FILE -> inPanes(panes -> Copier.copy(panes.document().path().toString()));
            case FIND -> inPanes(panes -> panes.find().open());
            case FIND_NEXT -> inPanes(panes -> panes.find().next());
            case FIND_PREVIOUS -> inPanes(panes -> panes.find().previous());
            case FIND_ALL -> inPanes(DocumentView::findAll);
            case FILTER -> inPanes(panes -> panes.tree().focusFilter());
            case SCAN -> inPanes(panes -> panes.start("scan"));
            case GOTO -> {
                target.requestFocus();
                target.selectAll();
            }
            case FOLLOW -> inPanes(panes -> panes.document().follow());
            case PARENT -> inPanes(panes -> selectParent(panes.document()));
            case BACK -> inPanes(panes -> panes.document().back());
            case FORWARD -> inPanes(panes -> panes.document().forward());
            case ZOOM_IN -> zoom(settings.hexFontSizeProperty().get() * ZOOM_STEP);
            case ZOOM_OUT -> zoom(settings.hexFontSizeProperty().get() / ZOOM_STEP);
            case ZOOM_RESET -> zoom(HexFont.USUAL);
            case BOOKMARK -> inPanes(panes -> panes.bookmarks().toggle());
            case NEXT_BOOKMARK -> inPanes(panes -> panes.bookmarks().next());
            case PREVIOUS_BOOKMARK -> inPanes(panes -> panes.bookmarks().previous());
            case MINIMAP -> settings.showsMinimapProperty().set(!settings.showsMinimapProperty().get());
            case LITTLE_ENDIAN -> settings.littleEndianProperty().set(!settings.littleEndianProperty().get());
            case NEXT_PANE -> inPanes(DocumentView::focusNext);
            case RELOAD_ON_CHANGE -> settings.reloadOnChangeProperty().set(!settings.reloadOnChangeProperty().get());
        }
    }

    private void inPanes(Consumer<DocumentView> action) {
        if (view != null) {
            action.accept(view);
        }
    }

    private void exportFrom(DocumentView panes, Node node) {
        parts.export().show(stage, panes.document(), node);
    }

    /** Asks for another image to lay beside the one in front. */
    private void withOther(BiConsumer<Document, Path> action) {
        inPanes(panes -> parts.chooser().choose(panes.document().path().toAbsolutePath().getParent())
                .ifPresent(other -> action.accept(panes.document(), other)));
    }

    private void copy(Function<Node, String> text) {
        inPanes(panes -> Copier.copy(text.apply(panes.document().selectedNode())));
    }

    private static void selectParent(Document document) {
        String path = document.selectedNode().path();
        Node parent = document.root().find(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
        if (parent != null && !path.isEmpty()) {
            document.select(parent);
        }
    }

    private void zoom(double fontSize) {
        settings.hexFontSizeProperty().set(fontSize);
    }
}
