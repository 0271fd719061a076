package io.github.qcowscope.ui;

import io.github.qcowscope.ui.command.Command;
import io.github.qcowscope.ui.command.Commands;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.TabPaneSkin;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The open images as tabs. Only the one in front has its panes in the window, so that the others cost no layout. While
 * a single image is open, the strip is hidden: the window's title says the same.
 */
final class ImageTabs extends TabPane {

    private static final String SINGLE = "single";

    private final Workspace workspace;
    private final Commands commands;
    /** While tabs come and go, one of them may be selected that the user has not asked for. */
    private boolean updating;
    /** The tab that has the panes. */
    private @Nullable Tab front;

    /**
     * Tabs.
     *
     * @param picked puts the focus into the image: called when one has been chosen with the mouse
     */
    ImageTabs(Workspace workspace, Commands commands, Runnable picked) {
        this.workspace = workspace;
        this.commands = commands;
        setId("images");
        getStyleClass().add("image-tabs");
        setTabClosingPolicy(TabClosingPolicy.ALL_TABS);
        setTabDragPolicy(TabDragPolicy.REORDER);
        setAccessibleText(Messages.get("tabs.name"));
        // Not left for the next pulse: the panes of the first image are to have the focus as soon as they are shown.
        setSkin(new TabPaneSkin(this));
        workspace.documents().addListener((ListChangeListener<Document>) change -> {
            updating = true;
            update();
            updating = false;
        });
        getSelectionModel().selectedItemProperty().addListener((of, before, now) -> {
            if (now != null && !updating) {
                workspace.bringForward(documentOf(now));
            }
        });
        getTabs().addListener((ListChangeListener<Tab>) change -> {
            while (change.next()) {
                if (change.wasPermutated() && !updating) {
                    workspace.arrange(getTabs().stream().map(ImageTabs::documentOf).toList());
                }
            }
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, click -> {
            if (isFocused() && click.getButton() == MouseButton.PRIMARY) {
                picked.run();
            }
        });
    }

    private static Document documentOf(Tab tab) {
        return (Document) Objects.requireNonNull(tab.getUserData());
    }

    /** Shows panes in the tab of their image, and puts it in front. */
    void show(DocumentView view) {
        int place = workspace.documents().indexOf(view.document());
        Tab next = getTabs().get(place);
        if (front != null && front != next) {
            front.setContent(null);
        }
        front = next;
        next.setContent(view);
        getSelectionModel().select(next);
    }

    /** There is a tab for each image, in the same order; a tab stays while its image is read again. */
    private void update() {
        List<Document> documents = workspace.documents();
        List<Path> files = documents.stream().map(Document::path).toList();
        List<Tab> gone = getTabs().stream().filter(tab -> !files.contains(documentOf(tab).path())).toList();
        getTabs().removeAll(gone);
        gone.forEach(this::letGo);
        for (int i = 0; i < documents.size(); i++) {
            if (i == getTabs().size() || !documentOf(getTabs().get(i)).path().equals(files.get(i))) {
                getTabs().add(i, tab(documents.get(i)));
            }
            Tab tab = getTabs().get(i);
            tab.setUserData(documents.get(i));
            tab.setText(TabTitles.of(files.get(i), files));
        }
        setFocusTraversable(documents.size() > 1);
        getStyleClass().remove(SINGLE);
        if (documents.size() < 2) {
            getStyleClass().add(SINGLE);
        }
    }

    /** The window's scene keeps the menu of a tab, and that the tab; it must not keep the image too. */
    private void letGo(Tab tab) {
        tab.setContent(null);
        tab.setUserData(null);
        if (front == tab) {
            front = null;
        }
    }

    private Tab tab(Document document) {
        Tab tab = new Tab();
        tab.setUserData(document);
        tab.setGraphic(new FontIcon(Feather.HARD_DRIVE));
        tab.setTooltip(new Tooltip(document.path().toString()));
        tab.setOnCloseRequest(e -> {
            // The workspace closes the image, and then the tab goes.
            e.consume();
            workspace.close(documentOf(tab));
        });
        tab.setContextMenu(new ContextMenu(item(tab, Command.CLOSE), item(tab, Command.CLOSE_OTHERS),
                new SeparatorMenuItem(), item(tab, Command.COPY_FILE)));
        return tab;
    }

    /**
     * The command works on the image in front. It can always be had, as there is a strip only where there are several.
     */
    private MenuItem item(Tab tab, Command command) {
        MenuItem item = new MenuItem(command.text());
        item.setId(command.id());
        item.setOnAction(e -> {
            getSelectionModel().select(tab);
            commands.run(command);
        });
        return item;
    }
}
