package io.github.qcowscope.ui.page;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.testfx.util.WaitForAsyncUtils;

/** Waits for the window, however slow the machine is: TestFX's own waits a fixed time, which may be too long or too short. */
final class Rest {

    /** What an event has changed is laid out in one, and what follows from that in another. */
    private static final int PULSES = 2;
    private static final int SECONDS = 30;

    private Rest() {}

    /** Waits until all that has been asked of the window is done and laid out. */
    static void untilDrawn() {
        CountDownLatch pulses = new CountDownLatch(PULSES);
        AnimationTimer timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                pulses.countDown();
                if (pulses.getCount() == 0) {
                    stop();
                }
            }
        };
        Platform.runLater(timer::start);
        try {
            if (!pulses.await(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no pulse for " + SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        // The second pulse has begun.
        WaitForAsyncUtils.waitForFxEvents(1);
    }
}
