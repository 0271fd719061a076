package io.github.qcowscope.ui;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.Gaps;
import io.github.qcowscope.qcow2.Geometry;
import io.github.qcowscope.qcow2.HostMap;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * One open image and what is selected in it. Everything that the panes share lives here: they bind to these properties
 * and call these methods, and never know of each other. To be used on the FX thread; needs no scene.
 */
public final class Document implements AutoCloseable {

    /** Digits of an offset that the hex pane has room for in any file. */
    private static final int LEAST_DIGITS = 8;
    /** Bitmaps that are looked at to see whether they are still the same; no pane offers more by name. */
    private static final int MOST_KEYS = 1000;

    private final Path path;
    private final Background background;
    private final ReadOnlyObjectWrapper<Qcow2Image> image;
    private final ReadOnlyObjectWrapper<Qcow2Image> resting;
    private final ReadOnlyObjectWrapper<Node> root;
    private final ReadOnlyObjectWrapper<ByteSource> source;
    private final ReadOnlyObjectWrapper<Node> selectedNode;
    private final ReadOnlyLongWrapper caret = new ReadOnlyLongWrapper(this, "caret", 0);
    private final ReadOnlyObjectWrapper<ByteRange> selection =
            new ReadOnlyObjectWrapper<>(this, "selection", new ByteRange(0, 0));
    private final ReadOnlyObjectWrapper<@Nullable Node> hoveredNode = new ReadOnlyObjectWrapper<>(this, "hoveredNode");
    private final History history = new History();
    private final ByteMarks marks = new ByteMarks();
    private final NodeTroubles troubles = new NodeTroubles();
    private final List<Runnable> closings = new ArrayList<>();
    /** What the bitmaps were called when the document was made: the image itself reads them anew each time. */
    private final List<String> bitmaps;
    private @Nullable Gaps gaps;
    private @Nullable Node proposals;
    private boolean handedOver;
    private long hovers;
    /** Counts where the user has gone: an answer that comes after another move is no longer wanted. */
    private long moves;

    /**
     * A document that shows the whole image.
     *
     * @param path       the file
     * @param image      its structures; the document closes its source
     * @param background where questions are answered that need more than a few reads; the document ends all its work
     *                   when it is closed
     */
    public Document(Path path, Qcow2Image image, Background background) {
        this.path = path;
        this.background = background;
        this.bitmaps = bitmapKeys(image);
        this.image = new ReadOnlyObjectWrapper<>(this, "image", image);
        this.resting = new ReadOnlyObjectWrapper<>(this, "resting", image);
        this.root = new ReadOnlyObjectWrapper<>(this, "root", image.root());
        this.source = new ReadOnlyObjectWrapper<>(this, "source", image.source());
        this.selectedNode = new ReadOnlyObjectWrapper<>(this, "selectedNode", image.root());
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** The image's structures; others once the file has changed and been read again. */
    public ReadOnlyObjectProperty<Qcow2Image> imageProperty() {
        return image.getReadOnlyProperty();
    }

    /** The image's structures, as they were read the last time. */
    public Qcow2Image image() {
        return image.get();
    }

    /**
     * As {@link #imageProperty()}, but of a file that is being written to it changes only when the writing has paused. What
     * walks through the whole file follows this one, or it would never come to its end.
     */
    public ReadOnlyObjectProperty<Qcow2Image> restingProperty() {
        return resting.getReadOnlyProperty();
    }

    /** Where work on this image is done: its keys are this document's alone. */
    public Background background() {
        return background;
    }

    /**
     * The bytes that are shown: those of the image, or what a compressed cluster inflates to while the node of that is
     * selected. Caret and selection count in them.
     */
    public ReadOnlyObjectProperty<ByteSource> sourceProperty() {
        return source.getReadOnlyProperty();
    }

    /** The bytes that are shown. */
    public ByteSource source() {
        return source.get();
    }

    /** Whether the image's own bytes are shown. */
    public boolean showsImage() {
        return source().sharesBytesWith(image().source());
    }

    /** The root of the tree; another one, though equal to the first, once the gaps are known. */
    public ReadOnlyObjectProperty<Node> rootProperty() {
        return root.getReadOnlyProperty();
    }

    /** The root of the tree. */
    public Node root() {
        return root.get();
    }

    /** Uses a map of the image's owners, and then adds the bytes without an owner to the tree. */
    public void attach(HostMap map) {
        Qcow2Image mapped = image();
        mapped.attach(map);
        background.latest("gaps", Messages.get("job.gaps"), progress -> Gaps.of(mapped, map, progress), found -> {
            gaps = found;
            image().attach(found);
            root.set(image().root());
        });
    }

    /** Adds structures to the tree that were found by their shape; none any more where the node has no children. */
    public void attach(Node found) {
        proposals = found;
        image().attach(found);
        root.set(image().root());
    }

    /** The node whose bytes are lit; at first the root. */
    public ReadOnlyObjectProperty<Node> selectedNodeProperty() {
        return selectedNode.getReadOnlyProperty();
    }

    /** The node whose bytes are lit. */
    public Node selectedNode() {
        return selectedNode.get();
    }

    /** Offset of the byte that has the caret. */
    public ReadOnlyLongProperty caretProperty() {
        return caret.getReadOnlyProperty();
    }

    /** Offset of the byte that has the caret. */
    public long caret() {
        return caret.get();
    }

    /** The bytes that copy takes. */
    public ReadOnlyObjectProperty<ByteRange> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    /** The bytes that copy takes. */
    public ByteRange selection() {
        return selection.get();
    }

    /** The node that the pointer is over, in whichever pane; null where it is over none. */
    public ReadOnlyObjectProperty<@Nullable Node> hoveredNodeProperty() {
        return hoveredNode.getReadOnlyProperty();
    }

    /** Bytes that somebody has marked: bookmarks, problems, what a search has found. */
    public ByteMarks marks() {
        return marks;
    }

    /** Nodes that a check has found something wrong with. */
    public NodeTroubles troubles() {
        return troubles;
    }

    /** Whether {@link #back()} leads anywhere. */
    public ReadOnlyBooleanProperty canGoBackProperty() {
        return history.canGoBackProperty();
    }

    /** Whether {@link #forward()} leads anywhere. */
    public ReadOnlyBooleanProperty canGoForwardProperty() {
        return history.canGoForwardProperty();
    }

    /** Selects a node and its bytes. */
    public void select(Node node) {
        select(node, node.span().range());
    }

    /** Selects a node, and of its bytes those that matter; what lies past the end of the file is cut. */
    public void select(Node node, ByteRange bytes) {
        remember();
        show(node, bytes);
    }

    /**
     * Selects a place that is told by a path, which a damaged image's tree need not have.
     *
     * @param path  the node's path; where there is none, the nearest above it is taken
     * @param where the bytes or bits that matter; bits that have a node of their own are selected as that
     */
    public void select(String path, Span where) {
        remember();
        long asked = ++moves;
        background.latest("owner", Messages.get("job.place"), progress -> NodeSearch.nearest(root(), path, where), node -> {
            if (asked == moves) {
                show(current(node), where.source().sharesBytesWith(node.span().source()) ? where.range()
                        : node.span().range());
            }
        });
    }

    /** Puts the caret on a byte, and selects the deepest node that owns it. */
    public void selectByte(long offset) {
        selectRange(offset, new ByteRange(offset, 1));
    }

    /** Like {@link #selectByte}, for a byte of the image, also while other bytes are shown. */
    public void selectInImage(long offset) {
        selectInImage(new ByteRange(offset, 1));
    }

    /** Selects bytes of the image, and the deepest node that owns the first of them, also while other bytes are shown. */
    public void selectInImage(ByteRange bytes) {
        long offset = bytes.offset();
        if (showsImage()) {
            selectRange(offset, bytes);
            return;
        }
        remember();
        long asked = ++moves;
        background.latest("owner", Messages.get("job.place"), progress -> image().ownerOf(offset, progress), owner -> {
            if (asked == moves) {
                show(owner, bytes);
            }
        });
    }

    /**
     * Selects bytes, and the deepest node that owns the byte under the caret.
     *
     * @param at    the byte that gets the caret
     * @param bytes what is selected; cut at the end of the file
     */
    public void selectRange(long at, ByteRange bytes) {
        if (at != caret()) {
            remember();
        }
        step(at, bytes);
    }

    /**
     * Like {@link #selectRange}, for a step of an arrow key or a drag: no place of its own that {@link #back()}
     * returns to, or a few steps would push every real place out of the history.
     */
    public void step(long at, ByteRange bytes) {
        caret.set(at);
        selection.set(new Span(source(), bytes).visible().range());
        long asked = ++moves;
        if (!showsImage()) {
            return;
        }
        background.latest("owner", Messages.get("job.owner"), progress -> image().ownerOf(at, progress), owner -> {
            if (asked == moves) {
                selectedNode.set(current(owner));
            }
        });
    }

    /** Goes where the selected node points. */
    public void follow() {
        Node pointer = selectedNode();
        Span target = pointer.target();
        if (target != null) {
            remember();
            long asked = ++moves;
            background.latest("owner", Messages.get("job.follow"), progress -> image().follow(pointer, target, progress), node -> {
                if (asked == moves) {
                    show(current(node), target.range());
                }
            });
        }
    }

    /** Previews the node that the pointer is over; null when it has left. */
    public void hover(@Nullable Node node) {
        hovers++;
        hoveredNode.set(node);
    }

    /** Previews the node that owns the byte that the pointer is over. */
    public void hoverByte(long offset) {
        if (!showsImage()) {
            hover(selectedNode());
            return;
        }
        long asked = ++hovers;
        background.latest("hover", Messages.get("job.owner"), progress -> image().ownerOf(offset, progress), owner -> {
            // The pointer may have left, or be over another pane, before the answer comes.
            if (asked == hovers) {
                hoveredNode.set(owner);
            }
        });
    }

    /** Another document comes to the front: what only matters while somebody looks is ended. */
    public void leave() {
        background.cancel("hover");
        hover(null);
    }

    /** Returns to where the user was before. */
    public void back() {
        showPlace(history.back(place()));
    }

    /** Undoes {@link #back()}. */
    public void forward() {
        showPlace(history.forward(place()));
    }

    /**
     * Whether the image, read again, can be shown by {@link #refresh}: its shape has remained, so that what panes have worked
     * out of it still fits. A table that has grown changes no shape; other clusters, or other bitmaps, do.
     */
    public boolean hasShapeOf(Qcow2Image next) {
        Geometry now = image().geometry();
        Geometry then = next.geometry();
        return image().isRecognized() == next.isRecognized() && now.version() == then.version()
                && now.clusterBits() == then.clusterBits() && now.virtualSize() == then.virtualSize()
                && now.refcountOrder() == then.refcountOrder() && now.extendedL2() == then.extendedL2()
                && digits(now.fileLength()) == digits(then.fileLength())
                && bitmaps.equals(bitmapKeys(next));
    }

    private static List<String> bitmapKeys(Qcow2Image of) {
        return of.bitmaps().map(found -> IntStream.range(0, Math.min(MOST_KEYS, found.count()))
                .mapToObj(index -> found.get(index).key()).toList()).orElse(List.of());
    }

    private static int digits(long length) {
        return Math.max(LEAST_DIGITS, Long.toHexString(Math.max(0, length - 1)).length());
    }

    /**
     * Shows what the file says now, and leaves the user where he is: at the node that was selected, or the nearest above it
     * that is left; at the same bytes, unless those of the selected node have moved.
     *
     * @param next the structures of the same file, read again, of {@linkplain #hasShapeOf the same shape}
     */
    public void refresh(Qcow2Image next) {
        Node before = selectedNode();
        boolean byNode = !before.path().isEmpty() && before.span().visible().range().equals(selection());
        if (gaps != null && next.hostMap().isEmpty()) {
            // As old as it is, it is better than a tree whose last rows come and go.
            next.attach(gaps);
        }
        if (proposals != null) {
            next.attach(proposals);
        }
        image.set(next);
        root.set(next.root());
        Node node = nearest(before.path());
        boolean isSame = node.equals(before);
        boolean bytesMean = isSame && byNode ? node.span().visible().range().equals(selection())
                : isSame || showsImage() && node.span().source().sharesBytesWith(source());
        source.set(bytesMean && !isSame ? next.source() : node.span().source());
        if (!bytesMean) {
            ByteRange bytes = node.span().visible().range();
            caret.set(inSource(bytes.offset()));
            selection.set(bytes);
        } else if (caret() >= source().length()) {
            caret.set(inSource(caret()));
            selection.set(new Span(source(), selection()).visible().range());
        }
        selectedNode.set(node);
        Node hovered = hoveredNode.get();
        hoveredNode.set(hovered == null ? null : root().find(hovered.path()));
        if (!isSame && bytesMean && !byNode) {
            // The byte under the caret has another owner by now.
            step(caret(), selection());
        }
    }

    /** What has been read is a file that nobody is writing to: what takes long may be worked out again. */
    public void rest() {
        resting.set(image());
    }

    private Node nearest(String path) {
        Node found = root().find(path);
        String above = path;
        while (found == null) {
            above = above.substring(0, Math.max(0, above.lastIndexOf('/')));
            found = root().find(above);
        }
        return found;
    }

    /** The node of the present tree in place of one that was found in a tree before it. */
    private Node current(Node found) {
        Node now = found.path().isEmpty() ? root() : root().find(found.path());
        return now == null ? found : now;
    }

    /**
     * Shows what another document of the same file showed, and takes over what is open besides it: used where the file has
     * become another image. The earlier document leaves the file open.
     */
    public void takePlaceOf(Document earlier) {
        history.addAll(earlier.history);
        showPlace(earlier.place());
        if (image().source().sharesBytesWith(earlier.image().source())) {
            closings.addAll(earlier.closings);
            earlier.handedOver = true;
        }
    }

    /**
     * Goes where the user was in an earlier run; there is nothing to come back to from there.
     *
     * @param path of the node that was selected; where it is gone, nothing happens
     * @param at   offset of the byte that had the caret
     */
    public void resume(String path, long at) {
        Node node = root().find(path);
        if (node != null) {
            ByteRange whole = node.span().range();
            boolean isInside = at > whole.offset() && whole.contains(at);
            showPlace(new History.Place(path, isInside ? at : whole.offset(), isInside ? new ByteRange(at, 1) : whole));
        }
    }

    private void showPlace(History.@Nullable Place place) {
        if (place == null) {
            return;
        }
        Node node = root().find(place.path());
        show(node == null ? root() : node, place.selection());
        caret.set(inSource(place.caret()));
    }

    private void show(Node node, ByteRange bytes) {
        moves++;
        source.set(node.span().source());
        ByteRange visible = new Span(source(), bytes).visible().range();
        caret.set(inSource(visible.offset()));
        selection.set(visible);
        selectedNode.set(node);
    }

    private long inSource(long offset) {
        return Math.min(offset, Math.max(0, source().length() - 1));
    }

    private History.Place place() {
        return new History.Place(selectedNode().path(), caret(), selection());
    }

    private void remember() {
        history.leave(place());
    }

    /** Closes something together with the document: a file that a panel has opened besides. */
    public void closeWith(Runnable closing) {
        closings.add(closing);
    }

    @Override
    public void close() {
        background.cancelAll();
        if (!handedOver) {
            closings.forEach(Runnable::run);
            image().source().close();
        }
    }
}
