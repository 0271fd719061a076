package io.github.qcowscope.ui.panel;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.ClusterSummary;
import io.github.qcowscope.qcow2.Geometry;
import io.github.qcowscope.qcow2.HostMap;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.Background;
import io.github.qcowscope.ui.Document;
import io.github.qcowscope.ui.Messages;
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

/**
 * The picture of all clusters of the file. Has the map of owners made as soon as the document is there, for everybody who
 * asks whose a byte is, and works out in the background what is in sight.
 */
public final class ClusterMapModel implements PictureModel {

    /** How far the map of owners is. */
    public enum Stage {
        /** The tables are being walked. */
        WALKING,
        /** It is there. */
        READY,
        /** There will be none: {@link #told} says why. */
        NONE
    }

    /** The map, and what it comes to. */
    private sealed interface Made {
        record Whole(HostMap map, ClusterSummary summary) implements Made {}

        record Not(String sentence) implements Made {}
    }

    /** How much of the work is done when the owners are known and the clusters are to be counted. */
    private static final double WALKED = 0.8;

    private final Document document;
    private final Background background;
    private final Geometry geometry;
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(this, "stage", Stage.WALKING);
    private final ReadOnlyObjectWrapper<PictureGrid> grid = new ReadOnlyObjectWrapper<>(this, "grid", ClusterCells.NONE.grid());
    private final ReadOnlyObjectWrapper<ClusterCells> cells = new ReadOnlyObjectWrapper<>(this, "cells", ClusterCells.NONE);
    private final ReadOnlyObjectWrapper<ByteRange> marked = new ReadOnlyObjectWrapper<>(this, "marked", new ByteRange(0, 0));
    private final ReadOnlyLongWrapper cursor = new ReadOnlyLongWrapper(this, "cursor");
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper(this, "told", "");
    private volatile double share = -1;
    private @Nullable HostMap map;
    private @Nullable ClusterSummary summary;
    private ClusterZoom zoom = ClusterZoom.FINEST;
    private int width;
    private int height;

    /** The picture of a document's file; starts to make the map. */
    public ClusterMapModel(Document document, Background background) {
        this.document = document;
        this.background = background;
        geometry = document.image().geometry();
        document.selectedNodeProperty().subscribe(this::mark);
        make();
    }

    /** Makes the map; again, where it was stopped. */
    void make() {
        stage.set(Stage.WALKING);
        share = -1;
        background.latest("owner-map", Messages.get("clusters.job"), progress -> make(document, watched(progress)),
                made -> {
                    switch (made) {
                        case Made.Whole whole -> show(whole);
                        case Made.Not not -> stop(not.sentence());
                    }
                }, () -> stop(Messages.get("clusters.stopped")));
    }

    private static Made make(Document document, Progress progress) {
        return switch (HostMap.of(document.image(), HostMap.usualMemory(), progress.part(0, WALKED))) {
            case HostMap.Ready ready -> new Made.Whole(ready.map(), ready.map().summary(progress.part(WALKED, 1)));
            case HostMap.Refused refused -> new Made.Not(refused.sentence());
        };
    }

    /** Lets the pane see how far the work is. */
    private Progress watched(Progress progress) {
        return new Progress() {
            @Override
            public void report(long done, long total) {
                share = total > 0 ? (double) done / total : -1;
                progress.report(done, total);
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }

    private void show(Made.Whole whole) {
        document.image().attach(whole.map());
        map = whole.map();
        summary = whole.summary();
        told.set("");
        stage.set(Stage.READY);
        zoomOut();
        mark(document.selectedNode());
    }

    private void stop(String sentence) {
        told.set(sentence);
        stage.set(Stage.NONE);
    }

    /** How far the map is. */
    public ReadOnlyObjectProperty<Stage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    /** How much of the walk is done, 0 to 1; -1 where that is not known. May change at any time, from any thread. */
    double share() {
        return share;
    }

    /** What is told of the cell under the pointer, or of why there is no map. */
    public ReadOnlyStringProperty toldProperty() {
        return told.getReadOnlyProperty();
    }

    /** What all clusters are; null as long as nobody knows. */
    @Nullable ClusterSummary summary() {
        return summary;
    }

    /** Clusters of the file. */
    long clusters() {
        return map == null ? 0 : map.clusters();
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

    /** Whether cells cannot become larger. */
    boolean isFinest() {
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
        if (map != null && width > 0) {
            showFrom(ClusterZoom.whole(clusters(), width, height), 0, 0);
        }
    }

    @Override
    public void zoomBy(int steps, long cluster) {
        if (map != null && width > 0) {
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
        ClusterSummary known = summary;
        boolean changed = !next.equals(zoom) || !wanted.equals(grid());
        zoom = next;
        grid.set(wanted);
        if (known != null && (changed || cells.get() == ClusterCells.NONE)) {
            int side = next.side();
            background.latest("cluster-map-cells", Messages.get("clusters.draw"),
                    progress -> ClusterCells.of(known, wanted, side, progress), cells::set);
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
            document.hover(null);
            told.set("");
        } else {
            tell(cell, true);
        }
    }

    /** Puts into words what a cell is, and previews its most notable cluster in the other panes. */
    private void tell(ByteRange cell, boolean preview) {
        HostMap known = map;
        ClusterSummary counted = summary;
        if (known != null && counted != null) {
            background.latest("cluster-map-cell", Messages.get("clusters.tell"),
                    progress -> ClusterMapText.describe(document.image(), known, counted, cell, progress), words -> {
                        told.set(words.text());
                        if (preview) {
                            document.hoverByte(words.cluster() << geometry.clusterBits());
                        }
                    });
        }
    }

    /** Goes to the most notable cluster of a cell, in the tree and in the bytes. */
    @Override
    public void select(ByteRange cell) {
        HostMap known = map;
        ClusterSummary counted = summary;
        if (known == null || counted == null || cell.isEmpty()) {
            return;
        }
        background.latest("cluster-map-select", Messages.get("clusters.tell"),
                progress -> ClusterMapText.mostNotable(known, counted, cell, progress), cluster -> {
                    cursor.set(cluster);
                    document.selectByte(cluster << geometry.clusterBits());
                });
    }

    /** Marks the clusters of the selected node; not those of the root, which has all of them. */
    private void mark(Node selected) {
        Span span = selected.span();
        ByteRange bytes = span.visible().range();
        if (map == null || selected.path().isEmpty() || span.source() != document.source() || bytes.isEmpty()) {
            marked.set(new ByteRange(0, 0));
            return;
        }
        ByteRange clusters = ByteRange.between(geometry.clusterOf(bytes.offset()), geometry.clusterOf(bytes.end() - 1) + 1);
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
        ClusterSummary known = summary;
        if (known != null && clusters() > 0) {
            ClusterZoom whole = ClusterZoom.whole(clusters(), pictureWidth, pictureHeight);
            PictureGrid all = whole.grid(clusters(), pictureWidth, pictureHeight);
            background.latest("cluster-map-save", Messages.get("clusters.saving"), progress -> {
                ClusterCells drawn = ClusterCells.of(known, all, whole.side(), progress);
                String failed = SafeSave.save(target, out -> ImageIO.write(drawn.image(argb), "png", out));
                return failed == null ? Messages.get("bitmap.save.done", target) : failed;
            }, then);
        }
    }
}
