package io.github.qcowscope.ui.picture;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.dirty.CellSource;
import io.github.qcowscope.qcow2.dirty.CellSums;
import io.github.qcowscope.ui.file.SafeSave;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Draws the whole of a picture at a size of the user's choice, as an image without a grid. Needs no toolkit. */
public final class PicturePng {

    /** The longest side in pixels. */
    static final int MOST = 8192;
    /** Pixels of a cell's side, at least. */
    private static final int CELL = 4;

    private PicturePng() {}

    /** The grid of a picture of so many pixels: a power of two of columns, as on the screen. */
    public static PictureGrid grid(long units, int width, int height) {
        int columns = Integer.highestOneBit(Math.max(1, width / CELL));
        return PictureGrid.whole(units, columns, Math.max(1, height / (width / columns)));
    }

    /**
     * Draws.
     *
     * @param source what to count
     * @param width  pixels, 1 to {@link #MOST}
     * @param height pixels, 1 to {@link #MOST}
     * @param shade  the shade of a cell, by its sums and its units
     * @param argb   the colours of the shades, and last the background's
     */
    static <E extends Enum<E>> BufferedImage draw(CellSource source, int width, int height,
            BiFunction<CellSums, ByteRange, E> shade, int[] argb, Progress progress) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        PictureGrid grid = grid(source.units(), width, height);
        int side = width / grid.columns();
        int stripe = Math.max(1, CellSums.MOST_CELLS / grid.columns());
        int[] line = new int[width];
        for (int top = 0; top < grid.shownRows(); top += stripe) {
            progress.report(top, grid.shownRows());
            int bottom = Math.min(grid.shownRows(), top + stripe);
            CellSums sums = new CellSums(grid.cell(0, top).offset(), lastOf(grid, bottom - 1), grid.zoom(),
                    source.kinds());
            source.fill(sums, progress);
            for (int row = top; row < bottom; row++) {
                Arrays.fill(line, argb[argb.length - 1]);
                for (int column = 0; column < grid.columns(); column++) {
                    ByteRange cell = grid.cell(column, row);
                    if (!cell.isEmpty()) {
                        Arrays.fill(line, column * side, (column + 1) * side, argb[shade.apply(sums, cell).ordinal()]);
                    }
                }
                for (int y = row * side; y < (row + 1) * side; y++) {
                    image.setRGB(0, y, width, 1, line, 0, width);
                }
            }
        }
        Arrays.fill(line, argb[argb.length - 1]);
        for (int y = grid.shownRows() * side; y < height; y++) {
            image.setRGB(0, y, width, 1, line, 0, width);
        }
        return image;
    }

    /**
     * Draws in the background, and saves it.
     *
     * @param key  names the job in the background
     * @param then told the sentence that says why it failed, or that it did not
     */
    public static <E extends Enum<E>> void save(Background background, String key, CellSource source, int width,
            int height, BiFunction<CellSums, ByteRange, E> shade, int[] argb, Path target, Consumer<String> then) {
        background.latest(key, Messages.get("picture.saving"), progress -> {
            BufferedImage drawn = draw(source, width, height, shade, argb, progress);
            return SafeSave.save(target, out -> ImageIO.write(drawn, "png", out));
        }, then);
    }

    private static long lastOf(PictureGrid grid, int row) {
        return row + 1 < grid.shownRows() ? grid.cell(0, row + 1).offset() : grid.units();
    }
}
