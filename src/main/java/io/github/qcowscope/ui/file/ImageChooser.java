package io.github.qcowscope.ui.file;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the user for an image to open. */
@FunctionalInterface
public interface ImageChooser {

    /**
     * Asks.
     *
     * @param folder where to start; null for wherever the system likes
     * @return the image; empty where the user has none in mind after all
     */
    Optional<Path> choose(@Nullable Path folder);
}
