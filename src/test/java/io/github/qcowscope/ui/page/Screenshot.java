package io.github.qcowscope.ui.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/** Keeps what a test saw, for people to look at: {@code target/screenshots}. */
public final class Screenshot {

    private Screenshot() {}

    /** Keeps a picture under a name. */
    public static void keep(WritableImage shot, String name) throws IOException {
        Path file = Path.of("target", "screenshots", name + ".png");
        Files.createDirectories(file.getParent());
        ImageIO.write(SwingFXUtils.fromFXImage(shot, null), "png", file.toFile());
    }
}
