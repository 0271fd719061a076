package io.github.qcowscope.ui.job;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.animation.AnimationTimer;

/**
 * Builds something large in parts, one at each pulse: what a part adds to the window is styled and laid out in that pulse, and
 * none of them holds up the window for longer than a few frames. To be used on the FX thread.
 */
public final class InParts extends AnimationTimer {

    private final Deque<Runnable> left = new ArrayDeque<>();

    /** Adds a part to the end. */
    public void add(Runnable part) {
        if (left.isEmpty()) {
            start();
        }
        left.add(part);
    }

    /** Whether all parts are there. */
    public boolean isDone() {
        return left.isEmpty();
    }

    /** Builds what is left at once, for somebody who needs it now. */
    public void finish() {
        while (!left.isEmpty()) {
            next();
        }
    }

    /** Gives up what is left. */
    public void giveUp() {
        left.clear();
        stop();
    }

    @Override
    public void handle(long now) {
        next();
    }

    private void next() {
        Runnable part = left.remove();
        if (left.isEmpty()) {
            stop();
        }
        part.run();
    }
}
