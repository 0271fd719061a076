package io.github.qcowscope.ui;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.Gaps;
import io.github.qcowscope.qcow2.HostMap;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private final Path path;
    private final Qcow2Image image;
    private final Background background;
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
    private long hovers;
    /** Counts where the user has gone: an answer that comes after another move is no longer wanted. */
    private long moves;

    /**
     * A document that shows the whole image.
     *
     * @param path       the file
     * @param image      its structures; the document closes its source
     * @param background where questions are answered that need more than a few reads
     */
    public Document(Path path, Qcow2Image image, Background background) {
        this.path = path;
        this.image = image;
        this.background = background;
        this.root = new ReadOnlyObjectWrapper<>(this, "root", image.root());
        this.source = new ReadOnlyObjectWrapper<>(this, "source", image.source());
        this.selectedNode = new ReadOnlyObjectWrapper<>(this, "selectedNode", image.root());
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** The image's structures. */
    public Qcow2Image image() {
        return image;
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
        return source() == image.source();
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
        image.attach(map);
        background.latest("gaps", Messages.get("job.gaps"), progress -> Gaps.of(image, map, progress), gaps -> {
            image.attach(gaps);
            root.set(image.root());
        });
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
                show(node, where.source() == node.span().source() ? where.range() : node.span().range());
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
        background.latest("owner", "Find the owner of a byte", progress -> image.ownerOf(at, progress), owner -> {
            if (asked == moves) {
                selectedNode.set(owner);
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
            background.latest("owner", "Follow a pointer", progress -> image.follow(pointer, target, progress), node -> {
                if (asked == moves) {
                    show(node, target.range());
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
        background.latest("hover", "Find the owner of a byte", progress -> image.ownerOf(offset, progress), owner -> {
            // The pointer may have left, or be over another pane, before the answer comes.
            if (asked == hovers) {
                hoveredNode.set(owner);
            }
        });
    }

    /** Returns to where the user was before. */
    public void back() {
        showPlace(history.back(place()));
    }

    /** Undoes {@link #back()}. */
    public void forward() {
        showPlace(history.forward(place()));
    }

    /** Shows what another document of the same file showed: used after a reload. */
    public void takePlaceOf(Document earlier) {
        history.addAll(earlier.history);
        showPlace(earlier.place());
    }

    private void showPlace(History.@Nullable Place place) {
        if (place == null) {
            return;
        }
        Node node = root().find(place.path());
        show(node == null ? root() : node, place.selection());
        caret.set(Math.min(place.caret(), Math.max(0, source().length() - 1)));
    }

    private void show(Node node, ByteRange bytes) {
        moves++;
        source.set(node.span().source());
        ByteRange visible = new Span(source(), bytes).visible().range();
        caret.set(Math.min(visible.offset(), Math.max(0, source().length() - 1)));
        selection.set(visible);
        selectedNode.set(node);
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
        closings.forEach(Runnable::run);
        image.source().close();
    }
}
