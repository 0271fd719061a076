package io.github.qcowscope.ui.picture;

import io.github.qcowscope.bytes.ByteRange;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** A picture of cells that takes the mouse and the keys; what the cells look like is the subclass's business. */
public abstract class PictureCanvas extends Region {

    /** The least side of an outline in pixels: around a smaller cell it stands off. */
    private static final int LEAST_OUTLINE = 5;

    private final PictureModel model;
    private final Canvas canvas = new Canvas();
    @SuppressWarnings("this-escape") // The property only keeps its owner.
    private final ReadOnlyObjectWrapper<ByteRange> hovered =
            new ReadOnlyObjectWrapper<>(this, "hovered", new ByteRange(0, 0));
    /** Where the pointer is; outside of everything where it is not over the picture. */
    private double pointerX = -1;
    private double pointerY = -1;
    private double dragRow;
    private long dragFirst;

    /**
     * A picture.
     *
     * @param name its id and its style class
     */
    @SuppressWarnings("this-escape") // No subclass changes what the constructor calls.
    protected PictureCanvas(PictureModel model, String name) {
        this.model = model;
        setId(name);
        getStyleClass().add(name);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(0, 0);
        getChildren().add(canvas);
        for (ObservableValue<?> changing : new ObservableValue<?>[] {model.gridProperty(), model.markedProperty(),
            model.cursorProperty(), focusedProperty()}) {
            changing.addListener((of, before, now) -> requestLayout());
        }
        widthProperty().addListener((of, before, now) -> fit());
        heightProperty().addListener((of, before, now) -> fit());
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> pointAt(e.getX(), e.getY()));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> pointAt(-1, -1));
        // Another cell may come under a pointer that stays where it is.
        model.gridProperty().addListener((of, before, now) -> pointAt(pointerX, pointerY));
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

    /** Finds out how many cells there is room for, in so many pixels. */
    protected abstract void fit(int width, int height);

    /** Pixels of a cell's side. */
    public abstract int side();

    /** Previews a cell in the other panes; an empty one where the pointer has left. */
    protected abstract void preview(ByteRange cell);

    /** Draws all cells, from the upper left corner on. */
    protected abstract void paintCells(GraphicsContext gc);

    /** The colours in use. */
    protected abstract PictureColors<?> colors();

    /** The units of the cell under the pointer; empty where there is none. */
    public ReadOnlyObjectProperty<ByteRange> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /** The cell to tell of: the one under the pointer, or the one that the keys have moved to; empty for none. */
    public ByteRange told() {
        return hovered.get().isEmpty() && isFocused() ? model.grid().cellOf(model.cursorProperty().get())
                : hovered.get();
    }

    /** The units of the cell at a point; empty where there is none. */
    ByteRange cellAt(double x, double y) {
        return model.grid().cell((int) Math.floor(x / side()), (int) Math.floor(y / side()));
    }

    private void pointAt(double x, double y) {
        pointerX = x;
        pointerY = y;
        hover(cellAt(x, y));
    }

    private void hover(ByteRange cell) {
        if (!cell.equals(hovered.get())) {
            hovered.set(cell);
            preview(cell);
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
            model.scrollTo(Math.max(0, dragFirst + Math.round((dragRow - e.getY()) / side())));
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

    /** To be called when what is shown, or the room for it, has changed. */
    public final void fit() {
        if (getWidth() > 0 && getHeight() > 0) {
            fit((int) getWidth(), (int) getHeight());
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext gc = canvas.getGraphicsContext2D();
        gc.setFill(colors().background());
        gc.fillRect(0, 0, getWidth(), getHeight());
        PictureGrid grid = model.grid();
        if (grid.units() == 0) {
            return;
        }
        paintCells(gc);
        outline(gc, grid, model.markedProperty().get(), colors().mark(), 3);
        if (isFocused()) {
            outline(gc, grid, grid.cellOf(model.cursorProperty().get()), colors().cursor(), 1);
        }
        if (!hovered.get().isEmpty()) {
            outline(gc, grid, hovered.get(), colors().cursor(), 1);
        }
    }

    /** Outlines cells that follow one another: line by line, as text is selected. */
    private void outline(GraphicsContext gc, PictureGrid grid, ByteRange units, Color color, int width) {
        ByteRange seen = units.intersect(grid.shown());
        if (seen.isEmpty()) {
            return;
        }
        gc.setStroke(color);
        gc.setLineWidth(width);
        int first = (int) grid.rowOf(seen.offset());
        int last = (int) grid.rowOf(seen.end() - 1);
        int left = grid.columnOf(seen.offset());
        int right = grid.columnOf(seen.end() - 1) + 1;
        if (first == last) {
            frame(gc, left, first, right - left, 1);
            return;
        }
        frame(gc, left, first, grid.columns() - left, 1);
        frame(gc, 0, last, right, 1);
        if (last - first > 1) {
            frame(gc, 0, first + 1, grid.columns(), last - first - 1);
        }
    }

    /** A frame just outside of cells, whose last pixels are the gap to the next one. */
    private void frame(GraphicsContext gc, int column, int row, int columns, int rows) {
        double width = columns * side() - 1;
        double height = rows * side() - 1;
        double out = gc.getLineWidth() / 2 + Math.max(0, (LEAST_OUTLINE - Math.min(width, height)) / 2);
        gc.strokeRect(column * side() - out, row * side() - out, width + 2 * out, height + 2 * out);
    }
}
