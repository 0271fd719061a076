package io.github.qcowscope.ui.bookmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the bookmarks of all images are kept: a file for each beside the settings. An image, and the folder that it is
 * in, are never written to.
 */
public final class BookmarkStore {

    /**
     * What was kept of an image.
     *
     * @param bookmarks those that could be read
     * @param failure   why there are no more; empty where nothing was wrong
     */
    record Kept(List<Bookmark> bookmarks, String failure) {}

    /** Bytes of a file that are read: more than all bookmarks that anybody would set. */
    private static final int MOST_BYTES = 4 << 20;
    private static final System.Logger LOG = System.getLogger(BookmarkStore.class.getName());

    private final @Nullable Path folder;
    private final Map<Path, List<Bookmark>> known = new HashMap<>();

    /**
     * A store.
     *
     * @param settings the folder of the settings; null to keep bookmarks only as long as the program runs
     */
    public BookmarkStore(@Nullable Path settings) {
        folder = settings == null ? null : settings.resolve("bookmarks");
    }

    /** What was kept of an image. */
    Kept load(Path image) {
        Path file = file(image);
        if (file == null || !Files.exists(file)) {
            return new Kept(known.getOrDefault(image, List.of()), "");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("it is too large");
            }
            return new Kept(BookmarkJson.read(new String(bytes, StandardCharsets.UTF_8)), "");
        } catch (IOException e) {
            LOG.log(Level.WARNING, file + " cannot be read: " + e.getMessage());
            setAside(file);
            return new Kept(List.of(), String.valueOf(file));
        }
    }

    /** A file that cannot be read may be mended by hand: the next one does not take its place. */
    private static void setAside(Path file) {
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".unreadable"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.WARNING, file + " cannot be set aside: " + e.getMessage());
        }
    }

    /** Keeps the bookmarks of an image; losing them is logged. */
    void save(Path image, List<Bookmark> bookmarks) {
        known.put(image, List.copyOf(bookmarks));
        Path file = file(image);
        if (file == null) {
            return;
        }
        try {
            if (bookmarks.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(draft, BookmarkJson.write(image.toString(), bookmarks));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The bookmarks cannot be saved in " + file + ": " + e);
        }
    }

    private @Nullable Path file(Path image) {
        if (folder == null) {
            return null;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(image.toString().getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash, 0, 16) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
