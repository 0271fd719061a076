package io.github.qcowscope.ui;

import java.lang.System.Logger.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
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
     * @param node path of the node that was selected last
     */
    public record Recent(Path file, String node) {}

    /** Where the window was, in screen pixels. */
    public record Bounds(double x, double y, double width, double height, boolean maximized) {}

    private static final System.Logger LOG = System.getLogger(Settings.class.getName());
    private static final int MOST_RECENT = 12;

    private final Properties values;
    private final Consumer<Properties> saver;
    private final ObservableList<Recent> recent = FXCollections.observableArrayList();
    private final ObservableList<Recent> recentToRead = FXCollections.unmodifiableObservableList(recent);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.SYSTEM);
    private final BooleanProperty littleEndian = new SimpleBooleanProperty(this, "littleEndian");

    private Settings(Properties values, Consumer<Properties> saver) {
        this.values = values;
        this.saver = saver;
        for (int i = 0; i < MOST_RECENT; i++) {
            Path file = path("recent." + i + ".file");
            if (file != null) {
                recent.add(new Recent(file, values.getProperty("recent." + i + ".node", "")));
            }
        }
        littleEndian.set(Boolean.parseBoolean(values.getProperty("little-endian")));
        for (Theme known : Theme.values()) {
            if (known.name().equals(values.getProperty("theme"))) {
                theme.set(known);
            }
        }
    }

    /** Settings that are forgotten at the end. */
    public static Settings inMemory() {
        return new Settings(new Properties(), saved -> {});
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
        return new Settings(values, saved -> write(saved, file));
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

    /** Writes everything down. */
    public void save() {
        for (int i = 0; i < MOST_RECENT; i++) {
            put("recent." + i + ".file", i < recent.size() ? recent.get(i).file().toString() : null);
            put("recent." + i + ".node", i < recent.size() ? recent.get(i).node() : null);
        }
        put("theme", theme.get().name());
        put("little-endian", Boolean.toString(littleEndian.get()));
        saver.accept(values);
    }

    /** Images that were open, the latest first. */
    public ObservableList<Recent> recent() {
        return recentToRead;
    }

    /** Puts an image first in the list. */
    public void remember(Path file, String node) {
        recent.removeIf(known -> known.file().equals(file));
        recent.addFirst(new Recent(file, node));
        if (recent.size() > MOST_RECENT) {
            recent.removeLast();
        }
        Path folder = file.getParent();
        put("folder", folder == null ? null : folder.toString());
    }

    /** Takes an image from the list. */
    public void forget(Path file) {
        recent.removeIf(known -> known.file().equals(file));
    }

    /** Empties the list of images. */
    public void forgetAll() {
        recent.clear();
    }

    /** The node that was selected last in an image; empty where nobody knows. */
    public String lastNode(Path file) {
        return recent.stream().filter(known -> known.file().equals(file)).map(Recent::node).findFirst().orElse("");
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
