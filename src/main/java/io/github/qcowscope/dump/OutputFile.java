package io.github.qcowscope.dump;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.header.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Saves a file whole or not at all, and never over a disk image. */
public final class OutputFile {

    /** Writes what the file is to hold. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it; what it throws ends the saving, and the target stays as it was. */
        void writeTo(OutputStream out) throws IOException, DumpRefused;
    }

    private OutputFile() {}

    /**
     * Saves a file. It is written beside the target first and takes its place when it is whole; where that fails or is
     * cancelled, the target stays as it was. A device or a pipe is written to as it is.
     *
     * @param target   where to; a file that is there is replaced, unless it is a QCOW2 image
     * @param progress asked at the end whether the file is still wanted
     * @throws IOException with a message that is one sentence for the user
     * @throws DumpRefused where the target is an image or a folder, or as the content does
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so, or as the content does
     */
    public static void write(Path target, Progress progress, Content content) throws IOException, DumpRefused {
        try {
            refuse(target);
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                try (OutputStream out = Files.newOutputStream(target)) {
                    content.writeTo(out);
                }
            } else {
                writeBeside(Files.exists(target) ? target.toRealPath() : target.toAbsolutePath(), progress, content);
            }
        } catch (IOException e) {
            throw new IOException(target + " cannot be written: " + reason(target, e), e);
        }
    }

    /**
     * Refuses to write to the image that is read, even one whose first bytes are damaged, so that it does not look like
     * one.
     *
     * @param image the image's file
     * @throws DumpRefused where both are the same file
     */
    public static void refuseImage(Path target, Path image) throws IOException, DumpRefused {
        if (Files.isRegularFile(target) && Files.exists(image) && Files.isSameFile(target, image)) {
            throw new DumpRefused(target + " is the image itself, which is never overwritten.");
        }
    }

    private static void refuse(Path target) throws IOException, DumpRefused {
        if (Files.isDirectory(target)) {
            throw new DumpRefused(target + " is a folder.");
        }
        if (Files.isRegularFile(target) && isQcow2(target)) {
            throw new DumpRefused(target + " is a QCOW2 image, which is never overwritten.");
        }
    }

    private static boolean isQcow2(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(Integer.BYTES);
            return start.length == Integer.BYTES
                    && Integer.toUnsignedLong(ByteBuffer.wrap(start).getInt()) == Header.MAGIC_NUMBER;
        }
    }

    private static void writeBeside(Path target, Progress progress, Content content) throws IOException, DumpRefused {
        Path part = target.resolveSibling(".qcowscope-" + UUID.randomUUID() + ".part");
        // Ctrl+C ends the process here and now, and must not leave half a file behind.
        part.toFile().deleteOnExit();
        try {
            try (OutputStream out = Files.newOutputStream(
                    part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(out);
            }
            // A source that was closed meanwhile has given no bytes since: whoever closes one cancels first.
            progress.check();
            keepPermissions(target, part);
            replace(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        if (Files.exists(from) && from.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }

    private static void replace(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String reason(Path target, IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no folder " + target.toAbsolutePath().getParent() + ".";
            case AccessDeniedException denied -> "permission denied.";
            case FileSystemException fs when fs.getReason() != null -> fs.getReason() + ".";
            default -> e.getMessage() + ".";
        };
    }
}
