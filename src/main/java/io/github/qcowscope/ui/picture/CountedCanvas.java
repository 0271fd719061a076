package io.github.qcowscope.ui.picture;

import io.github.qcowscope.bytes.ByteRange;
import java.util.Arrays;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Paints a picture whose cells are counted, and looks anew while they are.
 *
 * @param <E> what cells are coloured by
 */
public final class CountedCanvas<E extends Enum<E>> extends PictureCanvas {

    /** Pixels of a cell's side, at least; less than twice as much, but for disks of a few cells. */
    private static final int CELL = 6;
    private static final int MOST_CELL = 24;
    /** From this size on, cells stand apart. */
    private static final int GAP_FROM = 5;

    private static final Duration REPAINT = Duration.millis(100);

    private final CountedModel<E> model;
    private final PictureColors<E> colors;
    private final ReadOnlyLongWrapper looks = new ReadOnlyLongWrapper(this, "looks");
    private @Nullable WritableImage cells;
    private int side = CELL;

    /**
     * A picture.
     *
     * @param name   its id and its style class
     * @param shades what cells are coloured by
     * @param color  the name of a shade's colour in style sheets
     */
    public CountedCanvas(CountedModel<E> model, String name, E[] shades, Function<E, String> color) {
        super(model, name);
        this.model = model;
        colors = new PictureColors<>(shades, color, "-bitmap", this::requestLayout);
        getChildren().add(colors);
        model.gridProperty().map(PictureGrid::units).subscribe(units -> fit());
        repaintWhileFilling();
    }

    /** A count that takes long shows as far as it has come. */
    private void repaintWhileFilling() {
        Timeline repaint = new Timeline(new KeyFrame(REPAINT, e -> look()));
        repaint.setCycleCount(Animation.INDEFINITE);
        model.fillingProperty().addListener((of, before, filling) -> {
            look();
            if (filling) {
                repaint.play();
            } else {
                repaint.stop();
            }
        });
        sceneProperty().addListener((of, before, now) -> {
            if (now == null) {
                repaint.stop();
            }
        });
    }

    private void look() {
        looks.set(looks.get() + 1);
        requestLayout();
    }

    /** Changes each time that more has been counted, and words about it may have become out of date. */
    public ReadOnlyLongProperty looksProperty() {
        return looks.getReadOnlyProperty();
    }

    @Override
    public PictureColors<E> colors() {
        return colors;
    }

    @Override
    public int side() {
        return side;
    }

    @Override
    protected void preview(ByteRange cell) {
        model.hover(cell);
    }

    /** A power of two of columns: every line then starts at a round number. */
    @Override
    protected void fit(int width, int height) {
        int columns = Integer.highestOneBit(Math.max(1, width / CELL));
        long units = model.grid().units();
        // A disk of a few granules gets large cells rather than a small corner of the picture.
        while (columns > 1 && units > 0 && width / (columns / 2) <= MOST_CELL
                && units <= (long) (columns / 2) * (height / (width / (columns / 2)))) {
            columns /= 2;
        }
        side = Math.min(MOST_CELL, width / columns);
        model.resize(columns, Math.max(1, height / side));
    }

    /** Fills an image pixel by pixel, which is exact, and quicker than a shape for each cell. */
    @Override
    protected void paintCells(GraphicsContext gc) {
        PictureGrid grid = model.grid();
        int[] argb = colors.argb();
        int background = argb[argb.length - 1];
        int width = grid.columns() * side;
        int height = grid.shownRows() * side;
        int filled = side >= GAP_FROM ? side - 1 : side;
        WritableImage image = cells;
        if (image == null || image.getWidth() != width || image.getHeight() != height) {
            image = new WritableImage(width, height);
            cells = image;
        }
        PixelWriter pixels = image.getPixelWriter();
        int[] line = new int[width];
        int[] gap = new int[width];
        Arrays.fill(gap, background);
        for (int row = 0; row < grid.shownRows(); row++) {
            Arrays.fill(line, background);
            for (int column = 0; column < grid.columns(); column++) {
                ByteRange cell = grid.cell(column, row);
                if (!cell.isEmpty()) {
                    Arrays.fill(line, column * side, column * side + filled, argb[model.shade(cell).ordinal()]);
                }
            }
            for (int y = 0; y < side; y++) {
                pixels.setPixels(0, row * side + y, width, 1, PixelFormat.getIntArgbInstance(), y < filled ? line
                        : gap, 0, width);
            }
        }
        gc.drawImage(image, 0, 0);
    }
}
