package io.github.qcowscope.ui.settings;

import java.util.Comparator;
import java.util.List;
import javafx.geometry.Rectangle2D;

/** Where a window comes up again: always so that its title bar can be reached, whatever became of the screens. */
public final class WindowPlace {

    private WindowPlace() {}

    /**
     * The place nearest to where the window was that is wholly on a screen.
     *
     * @param was     where it was
     * @param screens what there is of screens, without bars of the desktop, the main one first; at least one
     */
    public static Settings.Bounds on(List<Rectangle2D> screens, Settings.Bounds was) {
        Rectangle2D screen = screens.stream().max(Comparator.comparingDouble(each -> shared(each, was)))
                .filter(each -> shared(each, was) > 0).orElse(screens.getFirst());
        double width = Math.min(was.width(), screen.getWidth());
        double height = Math.min(was.height(), screen.getHeight());
        return new Settings.Bounds(Math.clamp(was.x(), screen.getMinX(), screen.getMaxX() - width),
                Math.clamp(was.y(), screen.getMinY(), screen.getMaxY() - height), width, height, was.maximized());
    }

    private static double shared(Rectangle2D screen, Settings.Bounds was) {
        double width = Math.min(screen.getMaxX(), was.x() + was.width()) - Math.max(screen.getMinX(), was.x());
        double height = Math.min(screen.getMaxY(), was.y() + was.height()) - Math.max(screen.getMinY(), was.y());
        return width <= 0 || height <= 0 ? 0 : width * height;
    }
}
