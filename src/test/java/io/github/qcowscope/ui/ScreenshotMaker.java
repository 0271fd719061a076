package io.github.qcowscope.ui;

import io.github.qcowscope.ui.go.GotoParser;
import io.github.qcowscope.ui.panel.PanelTabs;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.theme.Theme;
import io.github.qcowscope.ui.workspace.Sample;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/**
 * Takes pictures of the window, light and dark, for the README:
 *
 * <pre>{@code java -cp … io.github.qcowscope.ui.ScreenshotMaker IMAGE NODE-PATH TAB FILE-WITHOUT-SUFFIX}</pre>
 *
 * An image, path or tab of {@code -} leaves it at what the window shows by itself.
 */
public final class ScreenshotMaker {

    private static final double WIDTH = 1360;
    private static final double HEIGHT = 860;

    private ScreenshotMaker() {}

    /** Takes the pictures, and ends. */
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> {
            Settings settings = Settings.inMemory();
            Stage stage = new Stage();
            MainWindow window = new MainWindow(stage, new MainWindow.Parts(settings, Sample.bundled(),
                    folder -> Optional.empty(), (owner, document, from) -> { },
                    (owner, document, other) -> { }, Panels.all(),
                    (document, offset) -> new GotoParser.Address.Nowhere(""),
                    (owner, title, name) -> Optional.empty()));
            settings.themeProperty().set(Theme.LIGHT);
            stage.setX(0);
            stage.setY(0);
            window.show();
            stage.setWidth(WIDTH);
            stage.setHeight(HEIGHT);
            if (!arguments[0].equals("-")) {
                window.workspace().open(Path.of(arguments[0]), arguments[1].equals("-") ? "" : arguments[1]);
            }
            whenQuiet(window, () -> {
                if (!arguments[2].equals("-")) {
                    ((PanelTabs) stage.getScene().lookup("#panels")).bringForward("tab-" + arguments[2]);
                }
                save(window, stage, settings, Path.of(arguments[3]), Theme.LIGHT, () ->
                        save(window, stage, settings, Path.of(arguments[3]), Theme.DARK, done::countDown));
            });
        });
        done.await();
        Platform.exit();
    }

    /** Waits until nothing is at work and what there is to show has been laid out. */
    private static void whenQuiet(MainWindow window, Runnable then) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(700);
            } catch (InterruptedException e) {
                return;
            }
            Platform.runLater(() -> {
                if (window.isIdle()) {
                    then.run();
                } else {
                    whenQuiet(window, then);
                }
            });
        });
    }

    private static void save(MainWindow window, Stage stage, Settings settings, Path file, Theme theme, Runnable then) {
        settings.themeProperty().set(theme);
        whenQuiet(window, () -> {
            File picture = new File(file + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
            try {
                ImageIO.write(SwingFXUtils.fromFXImage(stage.getScene().snapshot(null), null), "png", picture);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            then.run();
        });
    }
}
