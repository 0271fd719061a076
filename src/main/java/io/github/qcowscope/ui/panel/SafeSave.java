package io.github.qcowscope.ui.panel;

import io.github.qcowscope.qcow2.Header;
import io.github.qcowscope.ui.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Saves a file whole or not at all, and never over a disk image. */
final class SafeSave {

    /** Writes the content. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private SafeSave() {}

    /**
     * Writes beside the target, and replaces it when everything is written; until then the target stays as it was.
     *
     * @return the sentence that says why it failed; null where it did not
     * @throws io.github.qcowscope.job.Cancelled as the content does; nothing is left behind
     */
    static @Nullable String save(Path target, Content content) {
        Path part = target.resolveSibling(".qcowscope-" + UUID.randomUUID() + ".part");
        try {
            if (isImage(target)) {
                return Messages.get("bitmap.save.image", target);
            }
            try {
                try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    content.writeTo(out);
                }
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
            return null;
        } catch (IOException e) {
            return Messages.get("bitmap.save.failed", target, reason(e));
        }
    }

    private static boolean isImage(Path target) throws IOException {
        if (!Files.isRegularFile(target)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(target)) {
            byte[] start = in.readNBytes(Integer.BYTES);
            return start.length == Integer.BYTES
                    && Integer.toUnsignedLong(ByteBuffer.wrap(start).getInt()) == Header.MAGIC_NUMBER;
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> Messages.get("bitmap.save.denied");
            case NoSuchFileException missing -> Messages.get("bitmap.save.folder");
            case FileSystemException fs when fs.getReason() != null -> fs.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
