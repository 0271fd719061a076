package io.github.qcowscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class WindowPlaceTest {

    private static final Rectangle2D MAIN = new Rectangle2D(0, 30, 1000, 770);
    private static final Rectangle2D LEFT = new Rectangle2D(-800, 0, 800, 600);

    private static Settings.Bounds bounds(double x, double y, double width, double height) {
        return new Settings.Bounds(x, y, width, height, false);
    }

    private static Settings.Bounds placed(Settings.Bounds was) {
        return WindowPlace.on(List.of(MAIN, LEFT), was);
    }

    @Test
    void isWhereTheWindowWas() {
        assertThat(placed(bounds(100, 50, 640, 480))).isEqualTo(bounds(100, 50, 640, 480));
        assertThat(placed(bounds(-700, 5, 640, 480))).isEqualTo(bounds(-700, 5, 640, 480));
        assertThat(placed(new Settings.Bounds(0, 30, 640, 480, true)).maximized()).isTrue();
    }

    @Test
    void hasTheTitleBarOnTheScreen() {
        assertThat(placed(bounds(100, -25, 640, 480))).isEqualTo(bounds(100, 30, 640, 480));
        assertThat(placed(bounds(900, 790, 640, 480))).isEqualTo(bounds(360, 320, 640, 480));
        assertThat(placed(bounds(-820, 300, 640, 480))).isEqualTo(bounds(-800, 120, 640, 480));
    }

    @Test
    void isOnTheMainScreenWhereTheOtherIsGone() {
        assertThat(placed(bounds(5000, 5000, 640, 480))).isEqualTo(bounds(360, 320, 640, 480));
    }

    @Test
    void isNoLargerThanTheScreen() {
        assertThat(placed(bounds(-10, 0, 5000, 5000))).isEqualTo(bounds(0, 30, 1000, 770));
    }
}
