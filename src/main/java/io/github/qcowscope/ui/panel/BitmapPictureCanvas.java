package io.github.qcowscope.ui.panel;

import io.github.qcowscope.bytes.ByteRange;
import java.util.Arrays;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/** Paints the cells of a picture, and takes the mouse and the keys. */
final class BitmapPictureCanvas extends Region {

    /** Pixels of a cell's side, at least; less than twice as much, but for disks of a few cells. */
    private static final int CELL = 6;
    private static final int MOST_CELL = 24;
    /** From this size on, cells stand apart. */
    private static final int GAP_FROM = 5;

    private final BitmapPictureModel model;
    private final Canvas canvas = new Canvas();
    private final CellColors colors = new CellColors(this::requestLayout);
    private final ReadOnlyObjectWrapper<ByteRange> hovered =
            new ReadOnlyObjectWrapper<>(this, "hovered", new ByteRange(0, 0));
    private @Nullable WritableImage cells;
    private int side = CELL;
    private double dragRow;
    private long dragFirst;

    /** A picture. */
    BitmapPictureCanvas(BitmapPictureModel model) {
        this.model = model;
        setId("bitmap-picture");
        getStyleClass().add("bitmap-picture");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(0, 0);
        getChildren().addAll(colors, canvas);
        for (ObservableValue<?> changing : new ObservableValue<?>[] {model.gridProperty(), model.markedProperty(),
            model.cursorProperty(), model.fillingProperty(), focusedProperty()}) {
            changing.addListener((of, before, now) -> requestLayout());
        }
        model.bitmapProperty().addListener((of, before, now) -> fit());
        widthProperty().addListener((of, before, now) -> fit());
        heightProperty().addListener((of, before, now) -> fit());
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> hover(cellAt(e.getX(), e.getY())));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> hover(new ByteRange(0, 0)));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.isStillSincePress()) {
                model.select(cellAt(e.getX(), e.getY()));
            }
        });
        addEventHandler(ScrollEvent.SCROLL, this::scroll);
        addEventHandler(KeyEvent.KEY_PRESSED, this::press);
    }

    /** The bits of the cell under the pointer; empty where there is none. */
    ReadOnlyObjectProperty<ByteRange> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /** The colours in use. */
    CellColors colors() {
        return colors;
    }

    /** The bits of the cell at a point; empty where there is none. */
    ByteRange cellAt(double x, double y) {
        return model.grid().cell((int) Math.floor(x / side), (int) Math.floor(y / side));
    }

    /** Pixels of a cell's side. */
    int side() {
        return side;
    }

    private void hover(ByteRange cell) {
        if (!cell.equals(hovered.get())) {
            hovered.set(cell);
            model.hover(cell.isEmpty() ? -1 : cell.offset());
            requestLayout();
        }
    }

    private void press(MouseEvent e) {
        requestFocus();
        dragRow = e.getY();
        dragFirst = model.grid().firstRow();
    }

    private void drag(MouseEvent e) {
        if (e.isPrimaryButtonDown()) {
            model.scrollTo(Math.max(0, dragFirst + Math.round((dragRow - e.getY()) / side)));
        }
    }

    private void scroll(ScrollEvent e) {
        int steps = (int) Math.signum(e.getDeltaY());
        if (e.isControlDown()) {
            ByteRange under = cellAt(e.getX(), e.getY());
            model.zoomBy(steps, under.isEmpty() ? model.cursorProperty().get() : under.offset());
        } else if (steps != 0) {
            model.scrollTo(Math.max(0, model.grid().firstRow() - steps * Math.max(1L, model.grid().rows() / 8)));
        }
        e.consume();
    }

    private void press(KeyEvent e) {
        PictureGrid grid = model.grid();
        long page = (long) grid.rows() * grid.columns();
        switch (e.getCode()) {
            case LEFT -> model.moveCursor(-1);
            case RIGHT -> model.moveCursor(1);
            case UP -> model.moveCursor(-grid.columns());
            case DOWN -> model.moveCursor(grid.columns());
            case PAGE_UP -> model.moveCursor(-page);
            case PAGE_DOWN -> model.moveCursor(page);
            case HOME -> model.moveCursor(Long.MIN_VALUE / 2);
            case END -> model.moveCursor(Long.MAX_VALUE / 2);
            case PLUS, EQUALS, ADD -> model.zoomBy(1, model.cursorProperty().get());
            case MINUS, SUBTRACT -> model.zoomBy(-1, model.cursorProperty().get());
            case DIGIT0, NUMPAD0 -> model.zoomOut();
            case ENTER, SPACE -> model.select(grid.cellOf(model.cursorProperty().get()));
            default -> {
                return;
            }
        }
        e.consume();
    }

    /** Tells the model how many cells there is room for. */
    private void fit() {
        int width = (int) getWidth();
        int height = (int) getHeight();
        if (width <= 0 || height <= 0) {
            return;
        }
        int columns = Integer.highestOneBit(Math.max(1, width / CELL));
        long units = model.grid().units();
        // A disk of a few granules gets large cells rather than a small corner of the picture.
        while (columns > 1 && units > 0 && width / (columns / 2) <= MOST_CELL
                && units <= (long) (columns / 2) * (height / (width / (columns / 2)))) {
            columns /= 2;
        }
        side = Math.min(MOST_CELL, width / columns);
        model.resize(columns, Math.max(1, height / side));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        paint();
    }

    private void paint() {
        GraphicsContext gc = canvas.getGraphicsContext2D();
        gc.setFill(colors.background());
        gc.fillRect(0, 0, getWidth(), getHeight());
        PictureGrid grid = model.grid();
        if (model.bitmap() == null || grid.units() == 0) {
            return;
        }
        paintCells(gc, grid);
        outline(gc, grid, model.markedProperty().get(), colors.mark(), 3);
        if (isFocused()) {
            outline(gc, grid, grid.cellOf(model.cursorProperty().get()), colors.cursor(), 1);
        }
        if (!hovered.get().isEmpty()) {
            outline(gc, grid, hovered.get(), colors.cursor(), 1);
        }
    }

    /** Fills an image pixel by pixel, which is exact, and quicker than a shape for each cell. */
    private void paintCells(GraphicsContext gc, PictureGrid grid) {
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
                pixels.setPixels(0, row * side + y, width, 1, PixelFormat.getIntArgbInstance(), y < filled ? line : gap, 0,
                        width);
            }
        }
        gc.drawImage(image, 0, 0);
    }

    /** Outlines cells that follow one another: line by line, as text is selected. */
    private void outline(GraphicsContext gc, PictureGrid grid, ByteRange bits, Color color, int width) {
        ByteRange seen = bits.intersect(grid.shown());
        if (seen.isEmpty()) {
            return;
        }
        gc.setStroke(color);
        gc.setLineWidth(width);
        int first = (int) grid.rowOf(seen.offset());
        int last = (int) grid.rowOf(seen.end() - 1);
        for (int row = first; row <= last; row++) {
            int left = row == first ? grid.columnOf(seen.offset()) : 0;
            int right = row == last ? grid.columnOf(seen.end() - 1) + 1 : grid.columns();
            if (last - first < 2 || row == first || row == last) {
                frame(gc, left, row, right - left, 1);
            }
        }
        if (last - first >= 2) {
            frame(gc, 0, first + 1, grid.columns(), last - first - 1);
        }
    }

    /** A frame just outside of cells, whose last pixels are the gap to the next one. */
    private void frame(GraphicsContext gc, int column, int row, int columns, int rows) {
        double out = gc.getLineWidth() / 2;
        gc.strokeRect(column * side - out, row * side - out, columns * side - 1 + 2 * out, rows * side - 1 + 2 * out);
    }
}
