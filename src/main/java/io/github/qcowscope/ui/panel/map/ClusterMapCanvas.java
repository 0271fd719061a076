package io.github.qcowscope.ui.panel.map;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.ui.picture.PictureCanvas;
import io.github.qcowscope.ui.picture.PictureColors;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/** Paints the cluster map. */
final class ClusterMapCanvas extends PictureCanvas {

    private final ClusterMapModel model;
    private final PictureColors<ClusterSort> colors =
            new PictureColors<>(ClusterSort.values(), ClusterSort::colorName, "-cluster", this::repaint);
    private @Nullable WritableImage image;
    private boolean stale = true;

    /** A picture. */
    ClusterMapCanvas(ClusterMapModel model) {
        super(model, "cluster-map");
        this.model = model;
        getChildren().add(colors);
        model.cellsProperty().addListener((of, before, now) -> repaint());
    }

    private void repaint() {
        stale = true;
        requestLayout();
    }

    @Override
    protected PictureColors<ClusterSort> colors() {
        return colors;
    }

    @Override
    protected void fit(int width, int height) {
        model.resize(width, height);
    }

    @Override
    public int side() {
        return model.side();
    }

    @Override
    protected void preview(ByteRange cell) {
        model.hover(cell);
    }

    /** Pixels are set anew only where cells or colours have changed; what moves over them does not cost that. */
    @Override
    protected void paintCells(GraphicsContext gc) {
        ClusterCells cells = model.cellsProperty().get();
        if (cells.sorts().length == 0) {
            return;
        }
        WritableImage drawn = image;
        if (drawn == null || drawn.getWidth() != cells.width() || drawn.getHeight() != cells.height()) {
            drawn = new WritableImage(cells.width(), cells.height());
            image = drawn;
            stale = true;
        }
        if (stale) {
            stale = false;
            int[] argb = colors.argb();
            int[] line = new int[cells.width()];
            PixelWriter pixels = drawn.getPixelWriter();
            for (int y = 0; y < cells.height(); y++) {
                cells.line(y, argb, line);
                pixels.setPixels(0, y, cells.width(), 1, PixelFormat.getIntArgbInstance(), line, 0, cells.width());
            }
        }
        gc.drawImage(drawn, 0, 0);
    }
}
