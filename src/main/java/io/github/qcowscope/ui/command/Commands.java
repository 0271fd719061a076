package io.github.qcowscope.ui.command;

import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Tip;
import io.github.qcowscope.ui.workspace.Workspace;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes menu items and buttons out of {@link Command}s, each enabled when there is what its command needs. */
public final class Commands {

    private final Workspace workspace;
    private final Consumer<Command> run;

    /**
     * Commands of one window.
     *
     * @param workspace what they work on
     * @param run       does what a command says
     */
    public Commands(Workspace workspace, Consumer<Command> run) {
        this.workspace = workspace;
        this.run = run;
    }

    /** Whether there is what a command needs. */
    public ObservableValue<Boolean> enabled(Command command) {
        ObservableValue<Document> document = workspace.documentProperty();
        return switch (command.needs()) {
            case NOTHING -> new SimpleBooleanProperty(true);
            case SAMPLE -> new SimpleBooleanProperty(workspace.hasSample());
            case IMAGE -> document.map(open -> true).orElse(false);
            case SEVERAL -> Bindings.size(workspace.documents()).greaterThan(1);
            case BACKING -> document.map(open -> !open.image().header().backingFileName().range().isEmpty()).orElse(false);
            case BYTES -> document.flatMap(Document::selectionProperty).map(bytes -> !bytes.isEmpty()).orElse(false);
            case POINTER -> document.flatMap(Document::selectedNodeProperty).map(node -> node.target() != null)
                    .orElse(false);
            case PARENT -> document.flatMap(Document::selectedNodeProperty).map(node -> !node.path().isEmpty())
                    .orElse(false);
            case PAST -> document.flatMap(Document::canGoBackProperty).orElse(false);
            case FUTURE -> document.flatMap(Document::canGoForwardProperty).orElse(false);
        };
    }

    /** Does what a command says, if it can be had. */
    public void run(Command command) {
        if (enabled(command).getValue()) {
            run.accept(command);
        }
    }

    /** A menu item. */
    public MenuItem item(Command command) {
        return dress(new MenuItem(command.text()), command);
    }

    private MenuItem dress(MenuItem item, Command command) {
        item.setId(command.id());
        Ikon icon = command.icon();
        if (icon != null) {
            item.setGraphic(new FontIcon(icon));
        }
        if (!command.keys().isEmpty()) {
            item.setAccelerator(command.keys().getFirst());
        }
        item.disableProperty().bind(enabled(command).map(is -> !is));
        item.setOnAction(e -> run.accept(command));
        return item;
    }

    /** A menu item with a mark that shows whether what its command turns on and off is on. */
    public CheckMenuItem toggle(Command command, ObservableBooleanValue isOn) {
        CheckMenuItem item = new CheckMenuItem(command.text());
        isOn.subscribe(item::setSelected);
        dress(item, command);
        item.setOnAction(e -> {
            run.accept(command);
            item.setSelected(isOn.get());
        });
        return item;
    }

    /** A menu. */
    public Menu menu(String textKey, Command... commands) {
        Menu menu = new Menu(Messages.get(textKey));
        menu.setId(textKey.replace('.', '-'));
        addAll(menu, commands);
        return menu;
    }

    /**
     * The menu of all further ways to copy.
     *
     * @param withKeys whether its items call their commands by key: of all such menus one may
     */
    public Menu copyAs(boolean withKeys) {
        Menu menu = menu("menu.copy-as", Command.COPY_HEX_PLAIN, Command.COPY_HEX_DUMP, Command.COPY_TEXT,
                Command.COPY_UTF16, Command.COPY_BASE64);
        menu.disableProperty().bind(enabled(Command.COPY_PATH).map(is -> !is));
        menu.getItems().add(new SeparatorMenuItem());
        addAll(menu, Command.COPY_C, Command.COPY_JAVA, Command.COPY_PYTHON);
        menu.getItems().add(new SeparatorMenuItem());
        addAll(menu, Command.COPY_FIELDS, Command.COPY_MARKDOWN_DUMP);
        menu.getItems().add(new SeparatorMenuItem());
        addAll(menu, Command.COPY_PATH, Command.COPY_OFFSET, Command.COPY_OFFSET_DECIMAL, Command.COPY_FILE);
        if (!withKeys) {
            menu.getItems().forEach(item -> item.setAccelerator(null));
        }
        return menu;
    }

    private void addAll(Menu menu, Command... commands) {
        for (Command command : commands) {
            menu.getItems().add(item(command));
        }
    }

    /** What a right click offers: groups of commands with lines between them. */
    public ContextMenu contextMenu(Command[]... groups) {
        ContextMenu menu = new ContextMenu();
        for (Command[] group : groups) {
            if (!menu.getItems().isEmpty()) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            for (Command command : group) {
                MenuItem item = item(command);
                // Keys belong to the menu bar: here they would run the command a second time.
                item.setAccelerator(null);
                menu.getItems().add(item);
            }
        }
        return menu;
    }

    /** A button with an icon; its tool tip tells name and key. */
    public Button button(Command command) {
        Button button = new Button();
        Ikon icon = command.icon();
        if (icon != null) {
            button.setGraphic(new FontIcon(icon));
        }
        button.setId("button-" + command.id());
        button.getStyleClass().addAll("button-icon", "flat");
        button.setFocusTraversable(false);
        button.setAccessibleText(command.plainText());
        Tip.on(button, command.keys().isEmpty() ? command.plainText()
                : command.plainText() + " (" + command.keys().getFirst().getDisplayText() + ")");
        button.disableProperty().bind(enabled(command).map(is -> !is));
        button.setOnAction(e -> run.accept(command));
        return button;
    }

    /** Makes the keys work that no menu shows, and those that some controls would take for themselves. */
    public void addFurtherKeys(Scene scene) {
        for (Command command : Command.values()) {
            command.keys().stream().skip(1).forEach(key -> scene.getAccelerators().put(key, () -> run(command)));
        }
        scene.addEventFilter(KeyEvent.KEY_PRESSED, press -> {
            // The tabs below the bytes would turn themselves.
            for (Command command : new Command[] {Command.NEXT_IMAGE, Command.PREVIOUS_IMAGE}) {
                if (command.keys().stream().anyMatch(key -> key.match(press))) {
                    run(command);
                    press.consume();
                }
            }
        });
    }
}
