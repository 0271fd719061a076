package io.github.qcowscope.ui.document;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.owner.Gaps;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * One open image and what is selected in it. Everything that the panes share lives here: they bind to these properties
 * and call these methods, and never know of each other. To be used on the FX thread; needs no scene.
 */
public final class Document implements AutoCloseable {

    private final Path path;
    private final Background background;
    private final ReadOnlyObjectWrapper<Qcow2Image> image;
    private final ReadOnlyObjectWrapper<Qcow2Image> resting;
    private final ReadOnlyObjectWrapper<Node> root;
    private final Position position;
    private final Hover hover;
    private final History history = new History();
    private final ByteMarks marks = new ByteMarks();
    private final NodeTroubles troubles = new NodeTroubles();
    private final FoundNodes found = new FoundNodes();
    private final List<Runnable> closings = new ArrayList<>();
    /** What it was when the document was made. */
    private final Shape shape;
    private boolean handedOver;

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
        shape = Shape.of(image);
        position = new Position(image.source(), image.root());
        hover = new Hover(background);
        this.image = new ReadOnlyObjectWrapper<>(this, "image", image);
        this.resting = new ReadOnlyObjectWrapper<>(this, "resting", image);
        this.root = new ReadOnlyObjectWrapper<>(this, "root", image.root());
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
        return position.sourceProperty();
    }

    /** The bytes that are shown. */
    public ByteSource source() {
        return position.sourceProperty().get();
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
        background.latest("gaps", Messages.get("job.gaps"), progress -> Gaps.of(mapped, map, progress), gaps -> {
            found.add(image(), gaps);
            root.set(image().root());
        });
    }

    /** Adds structures to the tree that were found by their shape; none any more where the node has no children. */
    public void attach(Node proposals) {
        found.add(image(), proposals);
        root.set(image().root());
    }

    /** The node whose bytes are lit; at first the root. */
    public ReadOnlyObjectProperty<Node> selectedNodeProperty() {
        return position.nodeProperty();
    }

    /** The node whose bytes are lit. */
    public Node selectedNode() {
        return position.nodeProperty().get();
    }

    /** Offset of the byte that has the caret. */
    public ReadOnlyLongProperty caretProperty() {
        return position.caretProperty();
    }

    /** Offset of the byte that has the caret. */
    public long caret() {
        return position.caretProperty().get();
    }

    /** The bytes that copy takes. */
    public ReadOnlyObjectProperty<ByteRange> selectionProperty() {
        return position.selectionProperty();
    }

    /** The bytes that copy takes. */
    public ByteRange selection() {
        return position.selectionProperty().get();
    }

    /** The node that the pointer is over, in whichever pane; null where it is over none. */
    public ReadOnlyObjectProperty<@Nullable Node> hoveredNodeProperty() {
        return hover.nodeProperty();
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
        position.show(node, bytes);
    }

    /**
     * Selects a place that is told by a path, which a damaged image's tree need not have.
     *
     * @param path  the node's path; where there is none, the nearest above it is taken
     * @param where the bytes or bits that matter; bits that have a node of their own are selected as that
     */
    public void select(String path, Span where) {
        remember();
        ask("job.place", progress -> NodeSearch.nearest(root(), path, where), node -> position.show(current(node),
                where.source().sharesBytesWith(node.span().source()) ? where.range() : node.span().range()));
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
        ask("job.place", progress -> image().ownerOf(offset, progress), owner -> position.show(owner, bytes));
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
        position.step(at, bytes);
        if (showsImage()) {
            ask("job.owner", progress -> image().ownerOf(at, progress), owner -> position.own(current(owner)));
        }
    }

    /** Goes where the selected node points. */
    public void follow() {
        Node pointer = selectedNode();
        Span target = pointer.target();
        if (target != null) {
            remember();
            ask("job.follow", progress -> image().follow(pointer, target, progress),
                    node -> position.show(current(node), target.range()));
        }
    }

    /** Finds a node in the background; it is no longer wanted if the user has gone elsewhere before it is there. */
    private void ask(String title, Function<Progress, Node> question, Consumer<Node> answer) {
        long move = position.begin();
        background.latest("owner", Messages.get(title), question, node -> {
            if (position.isLast(move)) {
                answer.accept(node);
            }
        });
    }

    /** Previews the node that the pointer is over; null when it has left. */
    public void hover(@Nullable Node node) {
        hover.over(node);
    }

    /** Previews the node that owns the byte that the pointer is over. */
    public void hoverByte(long offset) {
        if (showsImage()) {
            hover.overByte(progress -> image().ownerOf(offset, progress));
        } else {
            hover(selectedNode());
        }
    }

    /** Another document comes to the front: what only matters while somebody looks is ended. */
    public void leave() {
        hover.end();
    }

    /** Returns to where the user was before. */
    public void back() {
        showPlace(history.back(position.place()));
    }

    /** Undoes {@link #back()}. */
    public void forward() {
        showPlace(history.forward(position.place()));
    }

    /**
     * Whether the image, read again, can be shown by {@link #refresh}: its shape has remained, so that what panes have worked
     * out of it still fits. A table that has grown changes no shape; other clusters, or other bitmaps, do.
     */
    public boolean hasShapeOf(Qcow2Image next) {
        return shape.equals(Shape.of(next));
    }

    /**
     * Shows what the file says now, and leaves the user where he is: at the node that was selected, or the nearest above it
     * that is left; at the same bytes, unless those of the selected node have moved.
     *
     * @param next the structures of the same file, read again, of {@linkplain #hasShapeOf the same shape}
     */
    public void refresh(Qcow2Image next) {
        Position.Before before = position.before();
        found.addAll(next);
        image.set(next);
        root.set(next.root());
        boolean ownerIsOpen = position.renew(before, root(), next.source());
        hover.renew(root());
        if (ownerIsOpen) {
            step(caret(), selection());
        }
    }

    /** What has been read is a file that nobody is writing to: what takes long may be worked out again. */
    public void rest() {
        resting.set(image());
    }

    private Node current(Node node) {
        return NodeSearch.current(root(), node);
    }

    /**
     * Shows what another document of the same file showed, and takes over what is open besides it: used where the file has
     * become another image. The earlier document leaves the file open.
     */
    public void takePlaceOf(Document earlier) {
        history.addAll(earlier.history);
        showPlace(earlier.position.place());
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
        if (place != null) {
            Node node = root().find(place.path());
            position.show(node == null ? root() : node, place);
        }
    }

    private void remember() {
        history.leave(position.place());
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
            // Much of a large file may be mapped: giving it back takes longer than a frame.
            background.lastly(image().source()::close);
        }
    }
}
