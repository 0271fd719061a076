package io.github.qcowscope.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Opens the file that is dropped on a window. */
final class FileDrop {

    private FileDrop() {}

    /** Lets a window take files. */
    static void on(Scene scene, Consumer<Path> open) {
        scene.setOnDragOver(drag -> {
            if (image(drag.getDragboard().getFiles()).isPresent()) {
                drag.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
                drag.consume();
            }
        });
        scene.setOnDragDropped((DragEvent drag) -> {
            Optional<Path> dropped = image(drag.getDragboard().getFiles());
            dropped.ifPresent(open);
            drag.setDropCompleted(dropped.isPresent());
            drag.consume();
        });
    }

    /** One window shows one image: of several files, the first. */
    static Optional<Path> image(List<File> files) {
        return files.stream().findFirst().map(File::toPath);
    }
}
