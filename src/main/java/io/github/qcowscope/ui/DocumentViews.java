package io.github.qcowscope.ui;

import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.ProblemsModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ContextMenu;

/** The panes of each open image, made when it first comes to the front and kept until it is closed. */
final class DocumentViews {

    private record Shown(DocumentView view, ProblemsModel problems) {}

    private final Settings settings;
    private final Commands commands;
    private final List<Panel.Factory> panels;
    private final ContextMenu nodeMenu;
    private final Map<Document, Shown> shown = new HashMap<>();

    DocumentViews(Workspace workspace, Settings settings, Commands commands, List<Panel.Factory> panels) {
        this.settings = settings;
        this.commands = commands;
        this.panels = panels;
        nodeMenu = commands.contextMenu(
                new Command[] {Command.FOLLOW, Command.PARENT},
                new Command[] {Command.COPY_VALUE, Command.COPY_PATH, Command.COPY_OFFSET},
                new Command[] {Command.EXPORT_SUBTREE});
        workspace.documents().addListener(this::changed);
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
        ProblemsModel problems = new ProblemsModel(document, document.background());
        Panel.Context context = new Panel.Context(document, document.background(), problems);
        List<Panel> all = panels.stream().map(factory -> factory.create(context)).toList();
        return new Shown(new DocumentView(document, document.background(), settings, commands, all, nodeMenu), problems);
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
