package io.github.qcowscope.ui.file;

import io.github.qcowscope.ui.text.Messages;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks the user where to save something. */
@FunctionalInterface
public interface SaveChooser {

    /** The desktop's own dialog. */
    SaveChooser DESKTOP = (owner, title, name) -> {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        String extension = "*" + name.substring(name.lastIndexOf('.'));
        chooser.getExtensionFilters().add(new ExtensionFilter(extension, extension));
        File chosen = chooser.showSaveDialog(owner);
        return Optional.ofNullable(chosen).map(File::toPath);
    };

    /** The desktop's own dialog, to open an image. */
    ImageChooser DESKTOP_OPEN = folder -> {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.get("bitmap.compare.open-title"));
        chooser.setInitialDirectory(folder == null || !Files.isDirectory(folder) ? null : folder.toFile());
        return Optional.ofNullable(chooser.showOpenDialog(null)).map(File::toPath);
    };

    /** A name for a file, out of a name that may hold anything. */
    static String fileName(String name, String extension) {
        return name.replaceAll("[^\\p{L}\\p{N}._-]", "_") + "." + extension;
    }

    /**
     * Asks.
     *
     * @param owner the window that asks
     * @param title what the dialog says
     * @param name  a name for the file, with its extension
     * @return the file; empty where the user would rather not
     */
    Optional<Path> choose(Window owner, String title, String name);
}
