package io.github.qcowscope.ui;

import io.github.qcowscope.ui.bookmarks.BookmarksModel;
import io.github.qcowscope.ui.bookmarks.BookmarksPane;
import io.github.qcowscope.ui.command.Command;
import io.github.qcowscope.ui.command.Commands;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.live.LiveModel;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.problems.ProblemsModel;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.workspace.Workspace;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;

/** The panes of each open image, made when it first comes to the front and kept until it is closed. */
final class DocumentViews {

    private record Shown(DocumentView view, ProblemsModel problems) {}

    private final Workspace workspace;
    private final Settings settings;
    private final Commands commands;
    private final List<Panels.Factory> panels;
    private final Function<Document, BookmarksModel> bookmarks;
    private final ContextMenu nodeMenu;
    private final ContextMenu byteMenu;
    private final Map<Document, Shown> shown = new HashMap<>();

    DocumentViews(Workspace workspace, Settings settings, Commands commands, List<Panels.Factory> panels,
            Function<Document, BookmarksModel> bookmarks) {
        this.workspace = workspace;
        this.settings = settings;
        this.commands = commands;
        this.panels = panels;
        this.bookmarks = bookmarks;
        nodeMenu = commands.contextMenu(
                new Command[] {Command.FOLLOW, Command.PARENT},
                new Command[] {Command.COPY_VALUE, Command.COPY_PATH, Command.COPY_HEX},
                new Command[] {Command.EXPORT_SUBTREE, Command.EXPORT_SELECTION});
        addCopyAs(nodeMenu);
        byteMenu = commands.contextMenu(
                new Command[] {Command.FOLLOW},
                new Command[] {Command.COPY_HEX},
                new Command[] {Command.EXPORT_SELECTION});
        addCopyAs(byteMenu);
        workspace.documents().addListener(this::changed);
    }

    private void addCopyAs(ContextMenu menu) {
        List<String> ids = menu.getItems().stream().map(MenuItem::getId).toList();
        menu.getItems().add(ids.indexOf(Command.COPY_HEX.id()) + 1, commands.copyAs(false));
    }

    /** The panes of an image. */
    DocumentView of(Document document) {
        return shown.computeIfAbsent(document, this::make).view();
    }

    /** What is wrong with an image that has panes. */
    ProblemsModel problemsOf(Document document) {
        return Objects.requireNonNull(shown.get(document)).problems();
    }

    private Shown make(Document document) {
        // Until its panes are there: they take care of that.
        document.background().hold();
        ProblemsModel problems = new ProblemsModel(document, document.background());
        Panels.Context context = new Panels.Context(document, document.background(), problems, settings);
        BookmarksModel kept = bookmarks.apply(document);
        Supplier<List<Panel>> all = () -> Stream.concat(panels.stream().map(factory -> factory.create(context)),
                Stream.of(new BookmarksPane(kept, commands))).toList();
        LiveModel live = new LiveModel(document, document.background(), settings.reloadOnChangeProperty(),
                InstantSource.system(), image -> workspace.update(document, image));
        return new Shown(new DocumentView(document, document.background(), settings, commands, all, nodeMenu,
                byteMenu, new DocumentView.Models(live, kept)), problems);
    }

    private void changed(ListChangeListener.Change<? extends Document> change) {
        while (change.next()) {
            for (Document gone : change.getRemoved()) {
                Shown before = shown.remove(gone);
                if (before != null) {
                    if (change.wasReplaced()) {
                        of(change.getAddedSubList().getFirst()).takePlaceOf(before.view());
                    }
                    before.view().dispose();
                }
            }
        }
    }
}
