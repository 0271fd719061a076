package io.github.qcowscope.ui;

import io.github.qcowscope.ui.hex.HexPane;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
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

    private static final System.Logger LOG = System.getLogger(Settings.class.getName());
    /** How many images the list of recent ones can have, whatever the user wants. */
    static final int MOST_RECENT = 50;
    private static final int USUAL_RECENT = 12;

    private final Properties values;
    private final Consumer<Properties> saver;
    private final @Nullable Path folder;
    private final ObservableList<Recent> recent = FXCollections.observableArrayList();
    private final ObservableList<Recent> recentToRead = FXCollections.unmodifiableObservableList(recent);
    private final BooleanProperty showsMinimap = new SimpleBooleanProperty(this, "showsMinimap", true);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.SYSTEM);
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(this, "language", Language.SYSTEM);
    private final BooleanProperty reopensSession = new SimpleBooleanProperty(this, "reopensSession", true);
    private final BooleanProperty reloadOnChange = new SimpleBooleanProperty(this, "reloadOnChange", true);
    private final DoubleProperty hexFontSize = new SimpleDoubleProperty(this, "hexFontSize", HexPane.FONT_SIZE) {
        @Override
        public void set(double size) {
            super.set(Math.clamp(size, HexPane.LEAST_FONT_SIZE, HexPane.LARGEST_FONT_SIZE));
        }
    };
    private final IntegerProperty recentLimit = new SimpleIntegerProperty(this, "recentLimit", USUAL_RECENT);
    private final BooleanProperty littleEndian = new SimpleBooleanProperty(this, "littleEndian");
    private Session session;

    private Settings(Properties values, Consumer<Properties> saver, @Nullable Path folder) {
        this.values = values;
        this.folder = folder;
        this.saver = saver;
        recentLimit.set((int) Math.clamp(number("recent.limit", USUAL_RECENT), 0, MOST_RECENT));
        for (int i = 0; i < MOST_RECENT; i++) {
            Path file = path("recent." + i + ".file");
            if (file != null) {
                recent.add(new Recent(file, values.getProperty("recent." + i + ".node", ""),
                        (long) Math.max(0, number("recent." + i + ".offset", 0))));
            }
        }
        shorten();
        recentLimit.addListener((of, before, now) -> shorten());
        theme.set(choice("theme", Theme.class, Theme.SYSTEM));
        language.set(choice("language", Language.class, Language.SYSTEM));
        reopensSession.set(flag("session.reopen", true));
        reloadOnChange.set(flag("reload-on-change", true));
        littleEndian.set(flag("little-endian", false));
        showsMinimap.set(flag("minimap", true));
        hexFontSize.set(number("hex-font-size", HexPane.FONT_SIZE));
        session = new Session(files("session."), path("session.front"));
    }

    /** Settings that are forgotten at the end. */
    public static Settings inMemory() {
        return new Settings(new Properties(), saved -> {}, null);
    }

    /** Settings that are kept in a file. */
    public static Settings in(Path file) {
        Properties values = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                values.load(in);
            } catch (IOException | IllegalArgumentException e) {
                LOG.log(Level.WARNING, file + " cannot be read, so the settings start afresh: " + e.getMessage());
            }
        }
        return new Settings(values, saved -> write(saved, file), file.getParent());
    }

    /** Where the user's desktop keeps such a file. */
    public static Path usualFile() {
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name");
        String xdg = System.getenv("XDG_CONFIG_HOME");
        String appData = System.getenv("APPDATA");
        Path folder = system.startsWith("Windows") && appData != null ? Path.of(appData)
                : system.startsWith("Mac") ? home.resolve("Library").resolve("Application Support")
                : xdg != null && !xdg.isEmpty() ? Path.of(xdg)
                : home.resolve(".config");
        return folder.resolve("qcowscope").resolve("settings.properties");
    }

    private static void write(Properties values, Path file) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            try (OutputStream out = Files.newOutputStream(draft)) {
                values.store(out, null);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The settings cannot be saved in " + file + ": " + e);
        }
    }

    /** The folder of the file that they are kept in; null where they are not kept. */
    public @Nullable Path folder() {
        return folder;
    }

    /** Writes everything down. */
    public void save() {
        for (int i = 0; i < MOST_RECENT; i++) {
            Recent image = i < recent.size() ? recent.get(i) : null;
            put("recent." + i + ".file", image == null ? null : image.file().toString());
            put("recent." + i + ".node", image == null ? null : image.node());
            put("recent." + i + ".offset", image == null ? null : Long.toString(image.at()));
        }
        put("recent.limit", Integer.toString(recentLimit.get()));
        put("theme", theme.get().name());
        put("language", language.get().name());
        put("session.reopen", Boolean.toString(reopensSession.get()));
        put("reload-on-change", Boolean.toString(reloadOnChange.get()));
        put("hex-font-size", Double.toString(hexFontSize.get()));
        putSession();
        put("minimap", Boolean.toString(showsMinimap.get()));
        put("little-endian", Boolean.toString(littleEndian.get()));
        saver.accept(values);
    }

    private void putSession() {
        for (int i = 0; i < session.files().size(); i++) {
            put("session." + i, session.files().get(i).toString());
        }
        for (int i = session.files().size(); values.containsKey("session." + i); i++) {
            values.remove("session." + i);
        }
        put("session.front", session.front() == null ? null : session.front().toString());
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
        Path folder = file.getParent();
        put("folder", folder == null ? null : folder.toString());
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
        Path folder = path("folder");
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
        double width = number("window.width", 0);
        return width <= 0 ? null : new Bounds(number("window.x", 0), number("window.y", 0), width,
                number("window.height", 0), Boolean.parseBoolean(values.getProperty("window.maximized")));
    }

    /** Remembers where the window is. */
    public void setBounds(Bounds bounds) {
        put("window.x", Double.toString(bounds.x()));
        put("window.y", Double.toString(bounds.y()));
        put("window.width", Double.toString(bounds.width()));
        put("window.height", Double.toString(bounds.height()));
        put("window.maximized", Boolean.toString(bounds.maximized()));
    }

    /** A number that some part of the window remembers; {@code otherwise} where there is none. */
    public double number(String key, double otherwise) {
        try {
            double number = Double.parseDouble(values.getProperty(key, ""));
            return Double.isFinite(number) ? number : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Remembers a number. */
    public void setNumber(String key, double number) {
        put(key, Double.toString(number));
    }

    private boolean flag(String key, boolean otherwise) {
        String text = values.getProperty(key);
        return text == null ? otherwise : Boolean.parseBoolean(text);
    }

    private <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        String text = values.getProperty(key);
        return Arrays.stream(type.getEnumConstants()).filter(known -> known.name().equals(text)).findFirst()
                .orElse(otherwise);
    }

    private List<Path> files(String prefix) {
        List<Path> files = new ArrayList<>();
        for (int i = 0; values.containsKey(prefix + i); i++) {
            Path file = path(prefix + i);
            if (file != null) {
                files.add(file);
            }
        }
        return List.copyOf(files);
    }

    private @Nullable Path path(String key) {
        String text = values.getProperty(key);
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private void put(String key, @Nullable String value) {
        if (value == null) {
            values.remove(key);
        } else {
            values.setProperty(key, value);
        }
    }
}
