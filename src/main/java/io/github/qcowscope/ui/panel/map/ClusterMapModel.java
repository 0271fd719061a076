package io.github.qcowscope.ui.panel.map;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.owner.ClusterSummary;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.file.SafeSave;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.picture.PictureGrid;
import io.github.qcowscope.ui.picture.PictureModel;
import io.github.qcowscope.ui.text.Messages;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** The picture of all clusters of the file; works out in the background what is in sight. */
public final class ClusterMapModel implements PictureModel {

    /** What is told of a cell. */
    private record Told(String text, Node owner) {}

    /** A cluster that was clicked. */
    private record Chosen(long cluster, Node owner) {}

    private final Document document;
    private final Background background;
    private final Geometry geometry;
    private final OwnerMapModel owners;
    private final ReadOnlyObjectWrapper<PictureGrid> grid =
            new ReadOnlyObjectWrapper<>(this, "grid", ClusterCells.NONE.grid());
    private final ReadOnlyObjectWrapper<ClusterCells> cells =
            new ReadOnlyObjectWrapper<>(this, "cells", ClusterCells.NONE);
    private final ReadOnlyObjectWrapper<ByteRange> marked =
            new ReadOnlyObjectWrapper<>(this, "marked", new ByteRange(0, 0));
    private final ReadOnlyLongWrapper cursor = new ReadOnlyLongWrapper(this, "cursor");
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper(this, "told", "");
    private OwnerMapModel.State.@Nullable Ready known;
    private @Nullable ClusterSummary drawn;
    private ClusterZoom zoom = ClusterZoom.FINEST;
    private int width;
    private int height;
    private long tellings;

    /** The picture of a document's file; starts to make the map of owners. */
    public ClusterMapModel(Document document, Background background) {
        this.document = document;
        this.background = background;
        geometry = document.image().geometry();
        owners = new OwnerMapModel(document, background);
        document.selectedNodeProperty().subscribe(this::mark);
        owners.stateProperty().subscribe(state -> {
            if (state instanceof OwnerMapModel.State.Ready ready) {
                boolean again = known != null;
                known = ready;
                if (again && width > 0) {
                    // The same file, some time later: the user stays where he is.
                    resize(width, height);
                } else {
                    zoomOut();
                }
                mark(document.selectedNode());
            }
        });
    }

    /** The map of owners. */
    OwnerMapModel owners() {
        return owners;
    }

    /** What is told of the cell under the pointer, or of the one that the keys have moved to; may be empty. */
    public ReadOnlyStringProperty toldProperty() {
        return told.getReadOnlyProperty();
    }

    /** What all clusters are; null as long as nobody knows. */
    @Nullable ClusterSummary summary() {
        return known == null ? null : known.summary();
    }

    /** Clusters of the file. */
    long clusters() {
        return known == null ? 0 : known.map().clusters();
    }

    /** The cells that were worked out last; those in sight, a moment after the grid has changed. */
    ReadOnlyObjectProperty<ClusterCells> cellsProperty() {
        return cells.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<PictureGrid> gridProperty() {
        return grid.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<ByteRange> markedProperty() {
        return marked.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyLongProperty cursorProperty() {
        return cursor.getReadOnlyProperty();
    }

    /** Pixels of a cell's side. */
    int side() {
        return zoom.side();
    }

    @Override
    public boolean isFinest() {
        return zoom.equals(ClusterZoom.FINEST);
    }

    /** Tells how much room there is, in pixels. */
    void resize(int newWidth, int newHeight) {
        boolean whole = grid().isWhole();
        long first = grid().shown().offset();
        width = newWidth;
        height = newHeight;
        if (whole) {
            zoomOut();
        } else {
            showFrom(zoom, first, 0);
        }
    }

    @Override
    public void zoomOut() {
        if (known != null && width > 0) {
            showFrom(ClusterZoom.whole(clusters(), width, height), 0, 0);
        }
    }

    @Override
    public void zoomBy(int steps, long cluster) {
        if (known != null && width > 0) {
            long row = Math.clamp(grid().rowOf(cluster), 0, grid().rows() - 1);
            int before = side();
            ClusterZoom next = zoom.by(steps, ClusterZoom.whole(clusters(), width, height));
            showFrom(next, cluster, row * before / next.side());
        }
    }

    @Override
    public void scrollTo(long row) {
        show(zoom, grid().scrolledTo(row));
    }

    /** Shows cells of a size, the one with a cluster in a line of the picture. */
    private void showFrom(ClusterZoom next, long cluster, long row) {
        PictureGrid start = next.grid(clusters(), width, height);
        show(next, start.scrolledTo(Math.max(0, start.rowOf(cluster) - row)));
    }

    private void show(ClusterZoom next, PictureGrid wanted) {
        ClusterSummary summary = summary();
        boolean changed = !next.equals(zoom) || !wanted.equals(grid()) || summary != drawn;
        zoom = next;
        grid.set(wanted);
        if (summary != null && changed) {
            drawn = summary;
            int side = next.side();
            background.latest("cluster-map-cells", Messages.get("clusters.draw"),
                    progress -> ClusterCells.of(summary, wanted, side, progress), cells::set);
        }
    }

    @Override
    public void moveCursor(long count) {
        PictureGrid now = grid();
        if (now.units() > 0) {
            long cell = cursor.get() >>> now.zoom();
            cursor.set(Math.clamp(cell + count, 0, now.units() - 1 >>> now.zoom()) << now.zoom());
            show(zoom, now.revealing(cursor.get()));
            tell(now.cellOf(cursor.get()), false);
        }
    }

    /** Tells of a cell, and previews it in the other panes; of an empty one where the pointer has left. */
    void hover(ByteRange cell) {
        if (cell.isEmpty()) {
            tellings++;
            document.hover(null);
            told.set("");
        } else {
            tell(cell, true);
        }
    }

    /** Puts into words what a cell is, and previews the owner of its most notable cluster. */
    private void tell(ByteRange cell, boolean preview) {
        OwnerMapModel.State.Ready ready = known;
        if (ready != null) {
            long telling = ++tellings;
            background.latest("cluster-map-cell", Messages.get("clusters.tell"), progress -> {
                ClusterMapText.Words words = ClusterMapText.describe(document.image(), ready, cell, progress);
                return new Told(words.text(), ownerOf(words.cluster(), progress));
            }, words -> {
                // The pointer may have left before the answer came.
                if (telling == tellings) {
                    told.set(words.text());
                    document.hover(preview ? words.owner() : null);
                }
            });
        }
    }

    private Node ownerOf(long cluster, Progress progress) {
        return document.image().ownerOf(cluster << geometry.clusterBits(), progress);
    }

    /** Goes to the most notable cluster of a cell, in the tree and in the bytes. */
    @Override
    public void select(ByteRange cell) {
        OwnerMapModel.State.Ready ready = known;
        if (ready == null || cell.isEmpty()) {
            return;
        }
        background.latest("cluster-map-select", Messages.get("clusters.tell"), progress -> {
            long cluster = ClusterMapText.mostNotable(ready, cell, progress);
            return new Chosen(cluster, ownerOf(cluster, progress));
        }, chosen -> {
            cursor.set(chosen.cluster());
            document.select(chosen.owner(), new ByteRange(chosen.cluster() << geometry.clusterBits(), 1));
        });
    }

    /** Marks the clusters of the selected node; not those of the root, which has all of them. */
    private void mark(Node selected) {
        Span span = selected.span();
        ByteRange bytes = span.visible().range();
        if (known == null || selected.path().isEmpty() || !span.source().sharesBytesWith(document.image().source())
                || bytes.isEmpty()) {
            marked.set(new ByteRange(0, 0));
            return;
        }
        ByteRange clusters = ByteRange.between(geometry.clusterOf(bytes.offset()),
                geometry.clusterOf(bytes.end() - 1) + 1);
        if (!clusters.equals(marked.get())) {
            marked.set(clusters);
            // A click on a cluster of a large structure selects all of it, and stays where it was.
            if (!clusters.contains(cursor.get())) {
                cursor.set(clusters.offset());
                show(zoom, grid().revealing(clusters.offset()));
            }
        }
    }

    /**
     * Saves the whole file as a picture.
     *
     * @param argb the colours of the sorts, and last the background's
     * @param then told the sentence that says why it failed, or that it did not
     */
    void savePng(Path target, int pictureWidth, int pictureHeight, int[] argb, Consumer<String> then) {
        ClusterSummary summary = summary();
        if (summary != null && clusters() > 0) {
            ClusterZoom whole = ClusterZoom.whole(clusters(), pictureWidth, pictureHeight);
            PictureGrid all = whole.grid(clusters(), pictureWidth, pictureHeight);
            background.latest("cluster-map-save", Messages.get("picture.saving"), progress -> {
                ClusterCells drawn = ClusterCells.of(summary, all, whole.side(), progress);
                return SafeSave.save(target, out -> ImageIO.write(drawn.image(argb), "png", out));
            }, then);
        }
    }
}
