package io.github.qcowscope.ui.picture;

import io.github.qcowscope.bytes.ByteRange;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;

/**
 * A picture whose cells are counted in the background, and coloured by what they have.
 *
 * @param <E> what cells are coloured by
 */
public interface CountedModel<E extends Enum<E>> extends PictureModel {

    /** The cells. */
    CountedCells cells();

    /** The shade of a cell in sight. */
    E shade(ByteRange cell);

    /** Previews in the other panes what a cell stands for; an empty one where the pointer has left. */
    void hover(ByteRange cell);

    /** Whether counting goes on: cells that are in sight may be pending. */
    default ReadOnlyBooleanProperty fillingProperty() {
        return cells().fillingProperty();
    }

    @Override
    default ReadOnlyObjectProperty<PictureGrid> gridProperty() {
        return cells().gridProperty();
    }

    @Override
    default ReadOnlyLongProperty cursorProperty() {
        return cells().cursorProperty();
    }

    @Override
    default void moveCursor(long count) {
        cells().moveCursor(count);
    }

    /** Tells how much room there is; a power of two of columns. */
    default void resize(int columns, int rows) {
        cells().resize(columns, rows);
    }

    @Override
    default void zoomBy(int steps, long unit) {
        cells().zoomBy(steps, unit);
    }

    @Override
    default void zoomOut() {
        cells().zoomOut();
    }

    @Override
    default void scrollTo(long row) {
        cells().scrollTo(row);
    }
}
