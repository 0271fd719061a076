package io.github.qcowscope.dump;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Header;
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

/** Saves a dump as a file, whole or not at all. */
public final class DumpFile {

    private DumpFile() {}

    /**
     * Saves a dump. It is written beside the target first and takes its place when it is whole; where it fails or is
     * cancelled, the target stays as it was. A device or a pipe is written to as it is.
     *
     * @param source   the image's bytes
     * @param image    the image's file, which is never overwritten
     * @param request  what to write
     * @param target   where to; a file that is there is replaced, unless it is a QCOW2 image
     * @param progress told how far the dump is, and asked whether to go on
     * @throws IOException with a message that is one sentence for the user
     * @throws DumpRefused where the target is an image or a folder, or as {@link Dump#write} does
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static void write(ByteSource source, Path image, DumpRequest request, Path target, Progress progress)
            throws IOException, DumpRefused {
        try {
            refuse(image, target);
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                try (OutputStream out = Files.newOutputStream(target)) {
                    Dump.write(source, request, out, progress);
                }
            } else {
                writeBeside(source, request, Files.exists(target) ? target.toRealPath() : target.toAbsolutePath(), progress);
            }
        } catch (IOException e) {
            throw new IOException(target + " cannot be written: " + reason(target, e), e);
        }
    }

    private static void refuse(Path image, Path target) throws IOException, DumpRefused {
        if (Files.isDirectory(target)) {
            throw new DumpRefused(target + " is a folder.");
        }
        if (Files.exists(target) && Files.exists(image) && Files.isSameFile(target, image)) {
            throw new DumpRefused(target + " is the image itself; a dump must not overwrite it.");
        }
        if (Files.isRegularFile(target) && isQcow2(target)) {
            throw new DumpRefused(target + " is a QCOW2 image; a dump must not overwrite it.");
        }
    }

    private static boolean isQcow2(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(Integer.BYTES);
            return start.length == Integer.BYTES
                    && Integer.toUnsignedLong(ByteBuffer.wrap(start).getInt()) == Header.MAGIC_NUMBER;
        }
    }

    private static void writeBeside(ByteSource source, DumpRequest request, Path target, Progress progress)
            throws IOException, DumpRefused {
        Path part = target.resolveSibling(".qcowscope-" + UUID.randomUUID() + ".part");
        // Ctrl+C ends the process here and now, and must not leave half a dump behind.
        part.toFile().deleteOnExit();
        try {
            try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                Dump.write(source, request, out, progress);
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
