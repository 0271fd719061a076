package io.github.qcowscope.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Opens the files that are dropped on a window. */
final class FileDrop {

    private static final int MOST = 20;

    private FileDrop() {}

    /** Lets a window take files. */
    static void on(Scene scene, Consumer<Path> open) {
        scene.setOnDragOver(drag -> {
            if (drag.getDragboard().hasFiles()) {
                drag.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
                drag.consume();
            }
        });
        scene.setOnDragDropped((DragEvent drag) -> {
            List<Path> dropped = images(drag.getDragboard().getFiles());
            dropped.forEach(open);
            drag.setDropCompleted(!dropped.isEmpty());
            drag.consume();
        });
    }

    /** The files to open, each in a tab of its own; no more at once than anybody can want. */
    static List<Path> images(List<File> files) {
        return files.stream().limit(MOST).map(File::toPath).toList();
    }
}
