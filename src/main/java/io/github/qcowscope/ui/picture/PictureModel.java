package io.github.qcowscope.ui.picture;

import io.github.qcowscope.bytes.ByteRange;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;

/** What a picture of cells shows, and what can be done with it. Units are what cells consist of: clusters, or bits. */
public interface PictureModel {

    /** What is in sight. */
    ReadOnlyObjectProperty<PictureGrid> gridProperty();

    /** What is in sight. */
    default PictureGrid grid() {
        return gridProperty().get();
    }

    /** Whether cells cannot become larger. */
    default boolean isFinest() {
        return grid().isFinest();
    }

    /** The units that are selected elsewhere. */
    ReadOnlyObjectProperty<ByteRange> markedProperty();

    /** A unit of the cell that the keys move. */
    ReadOnlyLongProperty cursorProperty();

    /** Moves to the cell so many cells further on, or back; stops at the ends. */
    void moveCursor(long cells);

    /** Makes cells smaller, or larger, by so many steps; a unit stays where it is. */
    void zoomBy(int steps, long unit);

    /** Shows everything. */
    void zoomOut();

    /** Goes to another line of the picture. */
    void scrollTo(long row);

    /** Selects what a cell stands for. */
    void select(ByteRange cell);
}
