package io.github.qcowscope.ui.settings;

import io.github.qcowscope.ui.theme.HexFont;
import io.github.qcowscope.ui.theme.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the window remembers from one run to the next. Losing it is no more than a nuisance, so nothing here fails. */
public final class Settings {

    /**
     * An image that was open.
     *
     * @param file the image
     * @param node path of the node that was selected last; empty for the image as a whole
     * @param at   offset of the byte that had the caret
     */
    public record Recent(Path file, String node, long at) {}

    /**
     * The images that are open.
     *
     * @param files in the order of their tabs
     * @param front the one in front; null where none of them is
     */
    public record Session(List<Path> files, @Nullable Path front) {}

    /** Where the window was, in screen pixels. */
    public record Bounds(double x, double y, double width, double height, boolean maximized) {}

    /** How many images the list of recent ones can have, whatever the user wants. */
    static final int MOST_RECENT = 50;
    private static final int USUAL_RECENT = 12;

    private final StoredValues values;
    private final ObservableList<Recent> recent = FXCollections.observableArrayList();
    private final ObservableList<Recent> recentToRead = FXCollections.unmodifiableObservableList(recent);
    private final BooleanProperty showsMinimap = new SimpleBooleanProperty(this, "showsMinimap", true);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.SYSTEM);
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(this, "language", Language.SYSTEM);
    private final BooleanProperty reopensSession = new SimpleBooleanProperty(this, "reopensSession", true);
    private final BooleanProperty reloadOnChange = new SimpleBooleanProperty(this, "reloadOnChange", true);
    private final DoubleProperty hexFontSize = new SimpleDoubleProperty(this, "hexFontSize", HexFont.USUAL) {
        @Override
        public void set(double size) {
            super.set(Math.clamp(size, HexFont.LEAST, HexFont.LARGEST));
        }
    };
    private final IntegerProperty recentLimit = new SimpleIntegerProperty(this, "recentLimit", USUAL_RECENT);
    private final BooleanProperty littleEndian = new SimpleBooleanProperty(this, "littleEndian");
    private Session session;

    private Settings(StoredValues values) {
        this.values = values;
        recentLimit.set((int) Math.clamp(values.number("recent.limit", USUAL_RECENT), 0, MOST_RECENT));
        for (int i = 0; i < MOST_RECENT; i++) {
            Path file = values.path("recent." + i + ".file");
            if (file != null) {
                recent.add(new Recent(file, values.text("recent." + i + ".node", ""),
                        (long) Math.max(0, values.number("recent." + i + ".offset", 0))));
            }
        }
        shorten();
        recentLimit.addListener((of, before, now) -> shorten());
        theme.set(values.choice("theme", Theme.class, Theme.SYSTEM));
        language.set(values.choice("language", Language.class, Language.SYSTEM));
        reopensSession.set(values.flag("session.reopen", true));
        reloadOnChange.set(values.flag("reload-on-change", true));
        littleEndian.set(values.flag("little-endian", false));
        showsMinimap.set(values.flag("minimap", true));
        hexFontSize.set(values.number("hex-font-size", HexFont.USUAL));
        session = new Session(values.paths("session."), values.path("session.front"));
    }

    /** Settings that are forgotten at the end. */
    public static Settings inMemory() {
        return new Settings(StoredValues.inMemory());
    }

    /** Settings that are kept in a file. */
    public static Settings in(Path file) {
        return new Settings(StoredValues.in(file));
    }

    /** The folder of the file that they are kept in; null where they are not kept. */
    public @Nullable Path folder() {
        return values.folder();
    }

    /** Writes everything down. */
    public void save() {
        for (int i = 0; i < MOST_RECENT; i++) {
            Recent image = i < recent.size() ? recent.get(i) : null;
            values.put("recent." + i + ".file", image == null ? null : image.file());
            values.put("recent." + i + ".node", image == null ? null : image.node());
            values.put("recent." + i + ".offset", image == null ? null : image.at());
        }
        values.put("recent.limit", recentLimit.get());
        values.put("theme", theme.get().name());
        values.put("language", language.get().name());
        values.put("session.reopen", reopensSession.get());
        values.put("reload-on-change", reloadOnChange.get());
        values.put("hex-font-size", hexFontSize.get());
        values.putPaths("session.", session.files());
        values.put("session.front", session.front());
        values.put("minimap", showsMinimap.get());
        values.put("little-endian", littleEndian.get());
        values.save();
    }

    /** Images that were open, the latest first. */
    public ObservableList<Recent> recent() {
        return recentToRead;
    }

    /** Puts an image first in the list; where it was left is remembered. */
    public void remember(Path file) {
        Recent known = lastPlace(file);
        recent.removeIf(image -> image.file().equals(file));
        recent.addFirst(known);
        shorten();
        values.put("folder", file.getParent());
    }

    /** Writes down where the user is in an image, if it is in the list. */
    public void leave(Path file, String node, long at) {
        recent.replaceAll(known -> known.file().equals(file) ? new Recent(file, node, at) : known);
    }

    private void shorten() {
        if (recent.size() > recentLimit.get()) {
            recent.remove(Math.max(0, recentLimit.get()), recent.size());
        }
    }

    /** Takes an image from the list. */
    public void forget(Path file) {
        recent.removeIf(known -> known.file().equals(file));
    }

    /** Empties the list of images. */
    public void forgetAll() {
        recent.clear();
    }

    /** Where an image was left; its start where nobody knows. */
    public Recent lastPlace(Path file) {
        return recent.stream().filter(known -> known.file().equals(file)).findFirst().orElse(new Recent(file, "", 0));
    }

    /** How many images the list has at most, 0 to 50. */
    public IntegerProperty recentLimitProperty() {
        return recentLimit;
    }

    /** The images that were open when the program ended, or are open now. */
    public Session session() {
        return session;
    }

    /** Remembers which images are open. */
    public void setSession(Session open) {
        session = open;
    }

    /** The folder of the image that was opened last, if it is still there. */
    public @Nullable Path lastFolder() {
        Path folder = values.path("folder");
        return folder != null && Files.isDirectory(folder) ? folder : null;
    }

    /** The theme; to be changed by whoever likes. */
    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /** Whether numbers are shown little-endian first; to be changed by whoever likes. */
    public BooleanProperty littleEndianProperty() {
        return littleEndian;
    }

    /** The language; another one is spoken from the next start on. */
    public ObjectProperty<Language> languageProperty() {
        return language;
    }

    /** Whether the images that were open are opened again at the next start. */
    public BooleanProperty reopensSessionProperty() {
        return reopensSession;
    }

    /** Whether an image is read again as soon as another program has changed it. */
    public BooleanProperty reloadOnChangeProperty() {
        return reloadOnChange;
    }

    /** Size of the font of all hex panes, in pixels. */
    public DoubleProperty hexFontSizeProperty() {
        return hexFontSize;
    }

    /** Whether the minimap is shown beside the bytes; to be changed by whoever likes. */
    public BooleanProperty showsMinimapProperty() {
        return showsMinimap;
    }

    /** Where the window was; null at the first run. */
    public @Nullable Bounds bounds() {
        double width = values.number("window.width", 0);
        return width <= 0 ? null : new Bounds(values.number("window.x", 0), values.number("window.y", 0), width,
                values.number("window.height", 0), values.flag("window.maximized", false));
    }

    /** Remembers where the window is. */
    public void setBounds(Bounds bounds) {
        values.put("window.x", bounds.x());
        values.put("window.y", bounds.y());
        values.put("window.width", bounds.width());
        values.put("window.height", bounds.height());
        values.put("window.maximized", bounds.maximized());
    }

    /** A number that some part of the window remembers; {@code otherwise} where there is none. */
    public double number(String key, double otherwise) {
        return values.number(key, otherwise);
    }

    /** Remembers a number. */
    public void setNumber(String key, double number) {
        values.put(key, number);
    }
}
