package io.github.qcowscope.ui;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import javafx.stage.Window;

/** Shows what a dump would look like, and saves it. */
@FunctionalInterface
public interface DumpExport {

    /**
     * Shows the dump of a node and all below it.
     *
     * @param owner    the window that asks
     * @param document the image
     * @param from     where to start; the root for everything
     */
    void show(Window owner, Document document, Node from);
}
