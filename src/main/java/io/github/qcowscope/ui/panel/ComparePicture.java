package io.github.qcowscope.ui.panel;

import io.github.qcowscope.bytes.ByteRange;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/** The whole disk as cells, coloured by which of two bitmaps call them dirty. */
final class ComparePicture extends Region {

    private static final int CELL = 6;

    private final CompareModel model;
    private final Canvas canvas = new Canvas();
    private final PictureColors<CompareShade> colors =
            new PictureColors<>(CompareShade.values(), CompareShade::colorName, "-bitmap", this::requestLayout);

    /**
     * A picture.
     *
     * @param told told what is under the pointer, in words
     */
    ComparePicture(CompareModel model, Consumer<String> told) {
        this.model = model;
        setId("compare-picture");
        setMinSize(0, 0);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().addAll(colors, canvas);
        model.resultProperty().subscribe(result -> {
            setAccessibleText(model.summary());
            requestLayout();
        });
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> told.accept(model.describe(cellAt(e.getX(), e.getY()))));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> told.accept(""));
    }

    private int columns() {
        return Integer.highestOneBit(Math.max(1, (int) getWidth() / CELL));
    }

    private PictureGrid grid(CompareModel.Result result) {
        int side = side();
        return PictureGrid.whole(result.comparison().units(), columns(), Math.max(1, (int) getHeight() / side));
    }

    private int side() {
        return Math.max(1, (int) getWidth() / columns());
    }

    private ByteRange cellAt(double x, double y) {
        CompareModel.Result result = model.resultProperty().get();
        return result == null ? new ByteRange(0, 0) : grid(result).cell((int) (x / side()), (int) (y / side()));
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext gc = canvas.getGraphicsContext2D();
        gc.setFill(colors.background());
        gc.fillRect(0, 0, getWidth(), getHeight());
        CompareModel.Result result = model.resultProperty().get();
        if (result == null) {
            return;
        }
        PictureGrid grid = grid(result);
        int side = side();
        for (int row = 0; row < grid.shownRows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                ByteRange cell = grid.cell(column, row);
                if (!cell.isEmpty()) {
                    gc.setFill(colors.of(CompareShade.of(result.sums(), cell)));
                    gc.fillRect(column * side, row * side, side - 1, side - 1);
                }
            }
        }
    }
}
