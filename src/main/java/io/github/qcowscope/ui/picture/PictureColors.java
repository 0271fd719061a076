package io.github.qcowscope.ui.picture;

import io.github.qcowscope.ui.theme.ResolvedColors;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.paint.Color;

/**
 * The colours of a picture: those of its cells, and those of what is drawn around them.
 *
 * @param <E> what cells are coloured by
 */
public final class PictureColors<E extends Enum<E>> extends ResolvedColors {

    private static final List<String> OTHERS = List.of("-background", "-mark", "-cursor");

    private final List<String> cells;
    private final String prefix;

    /**
     * All colours, as soon as CSS has been applied; transparent until then.
     *
     * @param constants   what cells are coloured by
     * @param name        the name of a constant's colour in style sheets
     * @param prefix      how the names of the other colours begin, for instance {@code -bitmap}
     * @param whenChanged called each time that colours have been resolved anew
     */
    public PictureColors(E[] constants, Function<E, String> name, String prefix, Runnable whenChanged) {
        super(Stream.concat(Arrays.stream(constants).map(name), OTHERS.stream().map(prefix::concat)).toList(),
                whenChanged);
        cells = Arrays.stream(constants).map(name).toList();
        this.prefix = prefix;
    }

    /** The colour of a cell. */
    public Color of(E constant) {
        return named(cells.get(constant.ordinal()));
    }

    /** Behind the cells. */
    Color background() {
        return named(prefix + "-background");
    }

    /** Around what is selected elsewhere. */
    public Color mark() {
        return named(prefix + "-mark");
    }

    /** Around the cell that the keys move, and the one under the pointer. */
    Color cursor() {
        return named(prefix + "-cursor");
    }

    /** The colours as a picture's pixels have them, by constant, and last the background's. */
    public int[] argb() {
        return Stream.concat(cells.stream().map(this::named), Stream.of(background())).mapToInt(color ->
                (int) Math.round(color.getOpacity() * 255) << 24 | (int) Math.round(color.getRed() * 255) << 16
                        | (int) Math.round(color.getGreen() * 255) << 8
                        | (int) Math.round(color.getBlue() * 255)).toArray();
    }
}
