package io.github.qcowscope.qcow2;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code IMAGE} or {@code IMAGE#PATH} as a user types it.
 *
 * @param file     the image
 * @param nodePath path of a node in its tree; empty for the root
 */
public record ImageReference(Path file, String nodePath) {

    /**
     * Splits at the last {@code #} whose left side names something that exists, unless the whole text does.
     *
     * @throws java.nio.file.InvalidPathException where the text cannot be a file's name
     */
    public static ImageReference parse(String text) {
        if (!Files.exists(Path.of(text))) {
            for (int hash = text.lastIndexOf('#'); hash > 0; hash = text.lastIndexOf('#', hash - 1)) {
                Path file = Path.of(text.substring(0, hash));
                if (Files.exists(file)) {
                    return new ImageReference(file, text.substring(hash + 1));
                }
            }
        }
        return new ImageReference(Path.of(text), "");
    }
}
