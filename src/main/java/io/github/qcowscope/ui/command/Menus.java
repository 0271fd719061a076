package io.github.qcowscope.ui.command;

import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.theme.Theme;
import io.github.qcowscope.ui.workspace.Workspace;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The menu bar. */
public final class Menus {

    private final Commands commands;
    private final Workspace workspace;
    private final Settings settings;

    /** The menus of a window. */
    public Menus(Commands commands, Workspace workspace, Settings settings) {
        this.commands = commands;
        this.workspace = workspace;
        this.settings = settings;
    }

    /** The bar. */
    public MenuBar bar() {
        MenuBar bar = new MenuBar(file(), edit(), go(), view(), help());
        bar.setUseSystemMenuBar(true);
        return bar;
    }

    private Menu file() {
        Menu file = commands.menu("menu.file", Command.OPEN);
        file.getItems().addAll(recent(), commands.item(Command.OPEN_SAMPLE), line(),
                commands.item(Command.RELOAD), commands.item(Command.EXPORT_DUMP),
                commands.item(Command.EXPORT_SELECTION),
                commands.item(Command.OPEN_BACKING), commands.item(Command.COMPARE_IMAGE),
                commands.item(Command.COMPARE_BYTES), line(),
                commands.item(Command.CLOSE), commands.item(Command.CLOSE_OTHERS), commands.item(Command.QUIT));
        return file;
    }

    private Menu recent() {
        Menu recent = new Menu(Messages.get("menu.recent"), new FontIcon(Feather.CLOCK));
        recent.setId("recent");
        settings.recent().addListener((ListChangeListener<Settings.Recent>) change -> fill(recent));
        fill(recent);
        return recent;
    }

    private void fill(Menu recent) {
        List<MenuItem> items = settings.recent().stream().map(image -> {
            MenuItem item = new MenuItem(image.file().toString());
            // The path of a file is no place for mnemonics.
            item.setMnemonicParsing(false);
            item.setOnAction(e -> workspace.open(image.file()));
            return item;
        }).toList();
        recent.getItems().setAll(items);
        recent.setDisable(items.isEmpty());
        if (!items.isEmpty()) {
            MenuItem forget = new MenuItem(Messages.get("menu.forget"));
            forget.setOnAction(e -> settings.forgetAll());
            recent.getItems().addAll(line(), forget);
        }
    }

    private Menu edit() {
        Menu edit = commands.menu("menu.edit", Command.COPY_HEX, Command.COPY_VALUE);
        edit.getItems().addAll(commands.copyAs(true), commands.item(Command.COPY_FILE), line(),
                commands.item(Command.FIND), commands.item(Command.FIND_NEXT), commands.item(Command.FIND_PREVIOUS),
                commands.item(Command.FIND_ALL), line(), commands.item(Command.FILTER), commands.item(Command.SCAN),
                line(), commands.item(Command.SETTINGS));
        return edit;
    }

    private Menu go() {
        Menu go = commands.menu("menu.go", Command.GOTO, Command.FOLLOW, Command.PARENT, Command.BACK, Command.FORWARD);
        go.getItems().addAll(line(), commands.item(Command.BOOKMARK), commands.item(Command.NEXT_BOOKMARK),
                commands.item(Command.PREVIOUS_BOOKMARK));
        return go;
    }

    private Menu view() {
        Menu view = commands.menu("menu.view", Command.ZOOM_IN, Command.ZOOM_OUT, Command.ZOOM_RESET);
        view.getItems().addAll(line(), themes(), line(), commands.toggle(Command.LITTLE_ENDIAN,
                settings.littleEndianProperty()), commands.item(Command.NEXT_PANE),
                commands.item(Command.FULL_SCREEN), line(), commands.item(Command.NEXT_IMAGE),
                commands.item(Command.PREVIOUS_IMAGE), line(),
                commands.toggle(Command.RELOAD_ON_CHANGE, settings.reloadOnChangeProperty()),
                commands.item(Command.MINIMAP));
        return view;
    }

    private Menu themes() {
        Menu themes = new Menu(Messages.get("menu.theme"), new FontIcon(Feather.SUN));
        themes.setId("theme");
        ToggleGroup group = new ToggleGroup();
        for (Theme theme : Theme.values()) {
            RadioMenuItem item = new RadioMenuItem(Messages.get("theme." + theme.id()));
            item.setId("theme-" + theme.id());
            item.setToggleGroup(group);
            // It can be chosen in the settings too.
            settings.themeProperty().subscribe(now -> item.setSelected(now == theme));
            item.setOnAction(e -> settings.themeProperty().set(theme));
            themes.getItems().add(item);
        }
        return themes;
    }

    private Menu help() {
        return commands.menu("menu.help", Command.KEYS, Command.ABOUT, Command.PALETTE, Command.TOUR);
    }

    private static SeparatorMenuItem line() {
        return new SeparatorMenuItem();
    }
}
