package io.github.qcowscope.ui.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * The colours of a picture, which is painted on a canvas where CSS cannot reach. To be put into the scene as a child of what
 * paints: an invisible region that has every colour as a layer of its background, so that CSS resolves them and tells when a
 * theme changes them.
 *
 * @param <E> what cells are coloured by
 */
public final class PictureColors<E extends Enum<E>> extends Region {

    private static final List<String> OTHERS = List.of("-background", "-mark", "-cursor");

    private final int cells;
    private final List<Color> colors;

    /**
     * All colours, as soon as CSS has been applied; transparent until then.
     *
     * @param constants   what cells are coloured by
     * @param name        the name of a constant's colour in style sheets
     * @param prefix      how the names of the other colours begin, for instance {@code -bitmap}
     * @param whenChanged called each time that colours have been resolved anew
     */
    public PictureColors(E[] constants, Function<E, String> name, String prefix, Runnable whenChanged) {
        cells = constants.length;
        List<String> names = Stream.concat(Arrays.stream(constants).map(name), OTHERS.stream().map(prefix::concat)).toList();
        colors = new ArrayList<>(names.stream().map(each -> Color.TRANSPARENT).toList());
        setManaged(false);
        setMouseTransparent(true);
        setStyle(names.stream().collect(Collectors.joining(", ", "-fx-background-color: ", ";")));
        backgroundProperty().subscribe(background -> {
            List<BackgroundFill> fills = background == null ? List.of() : background.getFills();
            for (int i = 0; i < Math.min(fills.size(), colors.size()); i++) {
                if (fills.get(i).getFill() instanceof Color color) {
                    colors.set(i, color);
                }
            }
            whenChanged.run();
        });
    }

    /** The colour of a cell. */
    public Color of(E constant) {
        return colors.get(constant.ordinal());
    }

    /** Behind the cells. */
    Color background() {
        return colors.get(cells);
    }

    /** Around what is selected elsewhere. */
    public Color mark() {
        return colors.get(cells + 1);
    }

    /** Around the cell that the keys move, and the one under the pointer. */
    Color cursor() {
        return colors.get(cells + 2);
    }

    /** The colours as a picture's pixels have them, by constant, and last the background's. */
    public int[] argb() {
        return colors.stream().limit(cells + 1).mapToInt(color ->
                (int) Math.round(color.getOpacity() * 255) << 24 | (int) Math.round(color.getRed() * 255) << 16
                        | (int) Math.round(color.getGreen() * 255) << 8 | (int) Math.round(color.getBlue() * 255)).toArray();
    }
}
