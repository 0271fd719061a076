package io.github.qcowscope.ui.panel.map;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.owner.ClusterSummary;
import io.github.qcowscope.ui.picture.PictureGrid;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * The sorts of the cells in sight, worked out in the background.
 *
 * @param grid  which cells
 * @param side  pixels of a cell's side
 * @param sorts the ordinal of each cell's {@link ClusterSort}, line by line; -1 where there is no cell
 */
record ClusterCells(PictureGrid grid, int side, byte[] sorts) {

    /** No cell. */
    static final ClusterCells NONE = new ClusterCells(PictureGrid.whole(0, 1, 1), 1, new byte[0]);
    /** From this size on, cells stand apart. */
    private static final int GAP_FROM = 6;

    /** Works the cells out. */
    static ClusterCells of(ClusterSummary summary, PictureGrid grid, int side, Progress progress) {
        byte[] sorts = new byte[grid.columns() * grid.shownRows()];
        int at = 0;
        for (int row = 0; row < grid.shownRows(); row++) {
            progress.check();
            progress.report(row, grid.shownRows());
            for (int column = 0; column < grid.columns(); column++) {
                ByteRange clusters = grid.cell(column, row);
                sorts[at++] = (byte) (clusters.isEmpty() ? -1
                        : ClusterSort.of(summary.bits(clusters.offset(), clusters.end())).ordinal());
            }
        }
        return new ClusterCells(grid, side, sorts);
    }

    /** Width in pixels. */
    int width() {
        return grid.columns() * side;
    }

    /** Height in pixels. */
    int height() {
        return grid.shownRows() * side;
    }

    /**
     * One line of pixels.
     *
     * @param y    the line, 0 to {@link #height()} - 1
     * @param argb the colours of the sorts, and last the background's
     * @param into at least {@link #width()} pixels
     */
    void line(int y, int[] argb, int[] into) {
        int filled = side >= GAP_FROM ? side - 1 : side;
        int background = argb[argb.length - 1];
        if (y % side >= filled) {
            Arrays.fill(into, background);
            return;
        }
        int at = y / side * grid.columns();
        for (int column = 0; column < grid.columns(); column++) {
            int sort = sorts[at + column];
            int left = column * side;
            Arrays.fill(into, left, left + side, background);
            if (sort >= 0) {
                Arrays.fill(into, left, left + filled, argb[sort]);
            }
        }
    }

    /** The cells as an image. */
    BufferedImage image(int[] argb) {
        BufferedImage image = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        int[] line = new int[width()];
        for (int y = 0; y < height(); y++) {
            line(y, argb, line);
            image.setRGB(0, y, width(), 1, line, 0, width());
        }
        return image;
    }
}
