package io.github.qcowscope.ui.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * The colours of the cluster map, which is painted on a canvas where CSS cannot reach. To be put into the scene as a child of
 * what paints: an invisible region that has every colour as a layer of its background, so that CSS resolves them and tells
 * when a theme changes them.
 */
final class ClusterColors extends Region {

    private static final int SORTS = ClusterSort.values().length;
    private static final List<String> NAMES = Stream.concat(Stream.of(ClusterSort.values()).map(ClusterSort::colorName),
            Stream.of("-cluster-background", "-cluster-mark", "-cluster-cursor")).toList();

    private final List<Color> colors = new ArrayList<>(NAMES.stream().map(name -> Color.TRANSPARENT).toList());

    /**
     * All colours, as soon as CSS has been applied; transparent until then.
     *
     * @param whenChanged called each time that colours have been resolved anew
     */
    ClusterColors(Runnable whenChanged) {
        setManaged(false);
        setMouseTransparent(true);
        setStyle(NAMES.stream().collect(Collectors.joining(", ", "-fx-background-color: ", ";")));
        backgroundProperty().subscribe(background -> {
            List<BackgroundFill> fills = background == null ? List.of() : background.getFills();
            for (int i = 0; i < Math.min(fills.size(), NAMES.size()); i++) {
                if (fills.get(i).getFill() instanceof Color color) {
                    colors.set(i, color);
                }
            }
            whenChanged.run();
        });
    }

    /** The colour of a sort. */
    Color of(ClusterSort sort) {
        return colors.get(sort.ordinal());
    }

    /** Behind the cells. */
    Color background() {
        return colors.get(SORTS);
    }

    /** Around what is selected elsewhere. */
    Color mark() {
        return colors.get(SORTS + 1);
    }

    /** Around the cell that the keys move. */
    Color cursor() {
        return colors.get(SORTS + 2);
    }

    /** The colours as a picture's pixels have them, by sort, and last the background's. */
    int[] argb() {
        return colors.stream().limit(SORTS + 1).mapToInt(color ->
                (int) Math.round(color.getOpacity() * 255) << 24 | (int) Math.round(color.getRed() * 255) << 16
                        | (int) Math.round(color.getGreen() * 255) << 8 | (int) Math.round(color.getBlue() * 255)).toArray();
    }
}
