package io.github.qcowscope.ui.hex;

import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/**
 * Lets the bytes that have just become others fade: reads the clock for {@link HexChanges}, and asks for the painting.
 */
final class HexFlashes {

    private static final Duration STEP = Duration.millis(60);

    private final HexChanges changes = new HexChanges();
    private final Runnable repaint;
    private final Timeline fading = new Timeline(new KeyFrame(STEP, tick -> fade()));
    private List<HexChanges.Flash> shown = List.of();

    /** None at first. */
    HexFlashes(Runnable repaint) {
        this.repaint = repaint;
        fading.setCycleCount(Animation.INDEFINITE);
    }

    /** What is to be painted now. */
    List<HexChanges.Flash> shown() {
        return shown;
    }

    /** Takes note of what has become of the bytes that were on show. */
    void note(HexWindow before, HexWindow after) {
        changes.note(before, after, now());
        shown = changes.at(now());
        if (!shown.isEmpty()) {
            fading.play();
        }
    }

    /** Ends all fading. */
    void stop() {
        fading.stop();
    }

    private void fade() {
        boolean wereLit = !shown.isEmpty();
        shown = changes.at(now());
        if (shown.isEmpty()) {
            fading.stop();
        }
        if (wereLit) {
            repaint.run();
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
