package io.github.qcowscope.ui.live;

import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Scene;
import javafx.stage.Window;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the image in front, as long as the window is shown. Asks instead of being told: file systems of a network
 * tell nothing.
 */
public final class LiveWatch {

    private static final Duration INTERVAL = Duration.millis(600);

    private LiveWatch() {}

    /**
     * Looks as long as a scene is in a window that is shown.
     *
     * @param front tells what watches the image in front; null where none is open
     */
    public static void during(Scene scene, Supplier<@Nullable LiveModel> front) {
        Timeline looks = new Timeline(new KeyFrame(INTERVAL, tick -> {
            LiveModel model = front.get();
            if (model != null) {
                model.poll();
            }
        }));
        looks.setCycleCount(Animation.INDEFINITE);
        scene.windowProperty().flatMap(Window::showingProperty).orElse(false).subscribe(showing -> {
            if (showing) {
                looks.play();
            } else {
                looks.stop();
            }
        });
    }
}
