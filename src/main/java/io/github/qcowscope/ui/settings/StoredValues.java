package io.github.qcowscope.ui.settings;

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
import org.jspecify.annotations.Nullable;

/**
 * Values by name that may be kept in a file. What is missing or makes no sense there is as if it had never been said.
 */
public final class StoredValues {

    private static final System.Logger LOG = System.getLogger(StoredValues.class.getName());

    private final Properties values = new Properties();
    private final @Nullable Path file;

    private StoredValues(@Nullable Path file) {
        this.file = file;
    }

    /** Values that are forgotten at the end. */
    static StoredValues inMemory() {
        return new StoredValues(null);
    }

    /** Values that are kept in a file. */
    static StoredValues in(Path file) {
        StoredValues stored = new StoredValues(file);
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                stored.values.load(in);
            } catch (IOException | IllegalArgumentException e) {
                LOG.log(Level.WARNING, file + " cannot be read, so the settings start afresh: " + e.getMessage());
            }
        }
        return stored;
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

    /** The folder of the file; null where there is none. */
    @Nullable Path folder() {
        return file == null ? null : file.getParent();
    }

    /** Writes everything down, if there is a file for it. */
    void save() {
        if (file == null) {
            return;
        }
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

    String text(String key, String otherwise) {
        return values.getProperty(key, otherwise);
    }

    double number(String key, double otherwise) {
        try {
            double number = Double.parseDouble(values.getProperty(key, ""));
            return Double.isFinite(number) ? number : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    boolean flag(String key, boolean otherwise) {
        String text = values.getProperty(key);
        return text == null ? otherwise : Boolean.parseBoolean(text);
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        String text = values.getProperty(key);
        return Arrays.stream(type.getEnumConstants()).filter(known -> known.name().equals(text)).findFirst()
                .orElse(otherwise);
    }

    /** A path; null where there is none. */
    @Nullable Path path(String key) {
        String text = values.getProperty(key);
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Paths under the names that a prefix makes with 0, 1, 2 and so on. */
    List<Path> paths(String prefix) {
        List<Path> paths = new ArrayList<>();
        for (int i = 0; values.containsKey(prefix + i); i++) {
            Path path = path(prefix + i);
            if (path != null) {
                paths.add(path);
            }
        }
        return List.copyOf(paths);
    }

    /** Remembers paths for {@link #paths}, and no others. */
    void putPaths(String prefix, List<Path> paths) {
        for (int i = 0; i < paths.size(); i++) {
            put(prefix + i, paths.get(i));
        }
        for (int i = paths.size(); values.containsKey(prefix + i); i++) {
            values.remove(prefix + i);
        }
    }

    /** Remembers a value as its text; forgets it where null. */
    void put(String key, @Nullable Object value) {
        if (value == null) {
            values.remove(key);
        } else {
            values.setProperty(key, value.toString());
        }
    }
}
