package io.github.qcowscope.ui;

import io.github.qcowscope.ui.document.Document;
import java.nio.file.Path;
import javafx.stage.Window;

/** Shows what differs between the structures of two images. */
@FunctionalInterface
public interface ImageComparison {

    /**
     * Compares the open image with another file.
     *
     * @param owner    the window that asks
     * @param document the open image
     * @param other    the other file
     */
    void show(Window owner, Document document, Path other);
}
