package io.github.qcowscope.ui.command;

import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Mnemonics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/**
 * Everything that a user can ask the window for. Menus, toolbar, context menus and the sheet of keys derive from this
 * list; the window says what each one does, {@link Commands} when it can be had.
 */
public enum Command {
    OPEN(Feather.FOLDER, Needs.NOTHING, "Shortcut+O"),
    OPEN_SAMPLE(Feather.BOOK_OPEN, Needs.SAMPLE),
    RELOAD(Feather.REFRESH_CW, Needs.IMAGE, "Shortcut+R", "F5"),
    EXPORT_DUMP(Feather.DOWNLOAD, Needs.IMAGE, "Shortcut+S"),
    EXPORT_SUBTREE(Feather.DOWNLOAD, Needs.IMAGE),
    OPEN_BACKING(Feather.LAYERS, Needs.BACKING, "Shortcut+Shift+B"),
    COMPARE_IMAGE(Feather.COLUMNS, Needs.IMAGE, "Shortcut+K"),
    COMPARE_BYTES(Feather.SIDEBAR, Needs.IMAGE, "Shortcut+Shift+K"),
    CLOSE(Feather.X, Needs.IMAGE, "Shortcut+W"),
    CLOSE_OTHERS(null, Needs.SEVERAL, "Shortcut+Shift+W"),
    QUIT(Feather.LOG_OUT, Needs.NOTHING, "Shortcut+Q"),
    EXPORT_SELECTION(Feather.SAVE, Needs.BYTES, "Shortcut+Shift+S"),

    COPY_HEX(Feather.COPY, Needs.BYTES, "Shortcut+C"),
    COPY_TEXT(Feather.TYPE, Needs.BYTES, "Shortcut+Alt+C"),
    COPY_VALUE(Feather.CLIPBOARD, Needs.IMAGE, "Shortcut+Shift+C"),
    COPY_PATH(Feather.LINK_2, Needs.IMAGE),
    COPY_OFFSET(Feather.HASH, Needs.IMAGE),
    COPY_FILE(Feather.FILE, Needs.IMAGE),
    FIND(Feather.SEARCH, Needs.IMAGE, "Shortcut+F"),
    FIND_NEXT(Feather.CHEVRON_DOWN, Needs.IMAGE, "F3"),
    FIND_PREVIOUS(Feather.CHEVRON_UP, Needs.IMAGE, "Shift+F3"),
    FILTER(Feather.FILTER, Needs.IMAGE, "Shortcut+L"),
    SCAN(Feather.ACTIVITY, Needs.IMAGE),
    FIND_ALL(Feather.LIST, Needs.IMAGE, "Shortcut+Shift+F"),
    SETTINGS(Feather.SETTINGS, Needs.NOTHING, "Shortcut+Comma"),
    COPY_HEX_PLAIN(null, Needs.BYTES),
    COPY_HEX_DUMP(null, Needs.BYTES),
    COPY_C(null, Needs.BYTES),
    COPY_JAVA(null, Needs.BYTES),
    COPY_PYTHON(null, Needs.BYTES),
    COPY_BASE64(null, Needs.BYTES),
    COPY_UTF16(null, Needs.BYTES),
    COPY_OFFSET_DECIMAL(null, Needs.IMAGE),
    COPY_FIELDS(null, Needs.IMAGE),
    COPY_MARKDOWN_DUMP(null, Needs.BYTES),

    GOTO(Feather.CROSSHAIR, Needs.IMAGE, "Shortcut+G"),
    FOLLOW(Feather.CORNER_DOWN_RIGHT, Needs.POINTER, "Shortcut+Enter"),
    PARENT(Feather.ARROW_UP, Needs.PARENT, "Backspace"),
    BACK(Feather.ARROW_LEFT, Needs.PAST, "Alt+Left"),
    FORWARD(Feather.ARROW_RIGHT, Needs.FUTURE, "Alt+Right"),
    BOOKMARK(Feather.BOOKMARK, Needs.IMAGE, "Shortcut+B"),
    NEXT_BOOKMARK(Feather.SKIP_FORWARD, Needs.IMAGE, "F4"),
    PREVIOUS_BOOKMARK(Feather.SKIP_BACK, Needs.IMAGE, "Shift+F4"),

    ZOOM_IN(Feather.ZOOM_IN, Needs.IMAGE, "Shortcut+Equals", "Shortcut+Plus", "Shortcut+Add"),
    ZOOM_OUT(Feather.ZOOM_OUT, Needs.IMAGE, "Shortcut+Minus", "Shortcut+Subtract"),
    ZOOM_RESET(null, Needs.IMAGE, "Shortcut+0", "Shortcut+Numpad 0"),
    NEXT_PANE(Feather.COLUMNS, Needs.IMAGE, "F6"),
    FULL_SCREEN(Feather.MAXIMIZE, Needs.NOTHING, "F11"),
    NEXT_IMAGE(Feather.CHEVRONS_RIGHT, Needs.SEVERAL, "Ctrl+Tab", "Ctrl+Page Down"),
    PREVIOUS_IMAGE(Feather.CHEVRONS_LEFT, Needs.SEVERAL, "Ctrl+Shift+Tab", "Ctrl+Page Up"),
    RELOAD_ON_CHANGE(Feather.ACTIVITY, Needs.NOTHING),
    MINIMAP(Feather.SIDEBAR, Needs.IMAGE, "Shortcut+M"),
    LITTLE_ENDIAN(null, Needs.IMAGE, "Shortcut+E"),

    KEYS(Feather.COMMAND, Needs.NOTHING, "F1"),
    ABOUT(Feather.INFO, Needs.NOTHING),
    PALETTE(Feather.TERMINAL, Needs.NOTHING, "Shortcut+Shift+P"),
    TOUR(Feather.MAP, Needs.SAMPLE);

    /** What must be there for a command to make sense. */
    public enum Needs {
        /** It always does. */
        NOTHING,
        /** An image is in front. */
        IMAGE,
        /** More than one image is open. */
        SEVERAL,
        /** The image in front names a backing file. */
        BACKING,
        /** Bytes are selected. */
        BYTES,
        /** The selected node leads somewhere. */
        POINTER,
        /** The selected node has a parent. */
        PARENT,
        /** The user has come from somewhere. */
        PAST,
        /** The user has gone back. */
        FUTURE,
        /** This build carries a sample. */
        SAMPLE
    }

    private final @Nullable Ikon icon;
    private final Needs needs;
    private final List<KeyCombination> keys;

    Command(@Nullable Ikon icon, Needs needs, String... keys) {
        this.icon = icon;
        this.needs = needs;
        this.keys = List.of(keys).stream().map(KeyCombination::valueOf).toList();
    }

    /** Its name in style sheets and tests, for instance {@code copy-hex}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a menu calls it, with a mnemonic. */
    public String text() {
        return Messages.get("command." + id());
    }

    /** {@link #text()} without the mark of the mnemonic. */
    public String plainText() {
        return Mnemonics.without(text());
    }

    /** Its icon; null where it has none. */
    public @Nullable Ikon icon() {
        return icon;
    }

    /** What must be there for it. */
    public Needs needs() {
        return needs;
    }

    /** The keys that call it in words, the one to show first: {@code F3}; empty where it has none. */
    public String keyText() {
        return keys.stream().map(KeyCombination::getDisplayText).distinct().collect(Collectors.joining(", "));
    }

    /** The keys that call it, the one to show first. */
    public List<KeyCombination> keys() {
        return keys;
    }
}
