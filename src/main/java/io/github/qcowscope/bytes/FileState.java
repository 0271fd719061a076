package io.github.qcowscope.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a file without reading it: two states that differ are two contents, or two files.
 *
 * @param size     its bytes
 * @param modified when it was last written
 * @param key      which file it is, whatever its name: device and inode; null where the file system has none
 */
public record FileState(long size, FileTime modified, @Nullable Object key) {

    /** The state of the file at a path; empty where there is none, or it cannot be reached. */
    public static Optional<FileState> of(Path path) {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new FileState(found.size(), found.lastModifiedTime(), found.fileKey()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether both are states of one file, and not of two that had the same name one after the other. */
    public boolean isOfSameFileAs(FileState other) {
        return key == null ? other.key == null : key.equals(other.key);
    }
}
