package io.github.qcowscope.ui;

import javafx.animation.AnimationTimer;
import javafx.stage.Stage;

/**
 * Closes the window at one of its first pulses: a benchmark times a start that way. Asked for by the system property
 * {@code qcowscope.pulses}, a number of pulses.
 */
final class Pulses extends AnimationTimer {

    private final Stage stage;
    private int left = Integer.getInteger("qcowscope.pulses", 0);

    Pulses(Stage stage) {
        this.stage = stage;
    }

    boolean areCounted() {
        return left > 0;
    }

    @Override
    public void handle(long now) {
        left--;
        if (left == 0) {
            stop();
            stage.close();
        }
    }
}
