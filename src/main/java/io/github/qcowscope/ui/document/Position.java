package io.github.qcowscope.ui.document;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.schema.Node;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Where the user is in a document: which bytes are shown, which of them are selected, and the node that owns these. */
final class Position {

    /**
     * What was selected before the file was read again.
     *
     * @param node   the node
     * @param isNode whether the selected bytes were just those of the node
     */
    record Before(Node node, boolean isNode) {}

    /** Bytes that panes read where the caret is. */
    private static final int READ_AT_CARET = 16;

    private final ReadOnlyObjectWrapper<ByteSource> source;
    private final ReadOnlyObjectWrapper<Node> node;
    private final ReadOnlyLongWrapper caret = new ReadOnlyLongWrapper(this, "caret", 0);
    private final ReadOnlyObjectWrapper<ByteRange> selection =
            new ReadOnlyObjectWrapper<>(this, "selection", new ByteRange(0, 0));
    /** Counts where the user has gone: an answer that comes after another move is no longer wanted. */
    private long moves;

    /** At the root, with no byte selected. */
    Position(ByteSource source, Node root) {
        this.source = new ReadOnlyObjectWrapper<>(this, "source", source);
        this.node = new ReadOnlyObjectWrapper<>(this, "selectedNode", root);
    }

    ReadOnlyObjectProperty<ByteSource> sourceProperty() {
        return source.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Node> nodeProperty() {
        return node.getReadOnlyProperty();
    }

    ReadOnlyLongProperty caretProperty() {
        return caret.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<ByteRange> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    /** Begins a move whose end is yet to be found out; tells its number. */
    long begin() {
        return ++moves;
    }

    /** Whether no move has come after the one of this number. */
    boolean isLast(long move) {
        return move == moves;
    }

    /** Selects a node, and of its bytes those that matter; what lies past the end of the file is cut. */
    void show(Node next, ByteRange bytes) {
        moves++;
        source.set(next.span().source());
        ByteRange visible = visible(bytes);
        expect(visible.offset());
        caret.set(inSource(visible.offset()));
        selection.set(visible);
        node.set(next);
    }

    /** Selects what was selected at a place that the user has been at. */
    void show(Node next, History.Place place) {
        show(next, place.selection());
        caret.set(inSource(place.caret()));
    }

    /** Selects bytes of those that are shown; their owner is told later by {@link #own}. */
    void step(long at, ByteRange bytes) {
        expect(at);
        caret.set(at);
        selection.set(visible(bytes));
        moves++;
    }

    /** Selects the node that owns the selected bytes. */
    void own(Node owner) {
        node.set(owner);
    }

    /** Where the user is. */
    History.Place place() {
        return new History.Place(node.get().path(), caret.get(), selection.get());
    }

    /** What is selected, to be handed to {@link #renew} when the file has been read again. */
    Before before() {
        Node now = node.get();
        return new Before(now, !now.path().isEmpty() && now.span().visible().range().equals(selection.get()));
    }

    /**
     * Stays at the same node, or the nearest above it that is left; at the same bytes, unless those of the node have moved.
     *
     * @param before what was selected
     * @param root   the root of the new tree
     * @param image  the image's bytes by now
     * @return whether the byte under the caret may have another owner by now
     */
    boolean renew(Before before, Node root, ByteSource image) {
        Node next = NodeSearch.nearest(root, before.node().path());
        boolean isSame = next.equals(before.node());
        boolean bytesMean = isSame && before.isNode() ? next.span().visible().range().equals(selection.get())
                : isSame || source.get().sharesBytesWith(image) && next.span().source().sharesBytesWith(source.get());
        source.set(bytesMean && !isSame ? image : next.span().source());
        if (!bytesMean) {
            ByteRange bytes = next.span().visible().range();
            caret.set(inSource(bytes.offset()));
            selection.set(bytes);
        } else if (caret.get() >= source.get().length()) {
            caret.set(inSource(caret.get()));
            selection.set(visible(selection.get()));
        }
        node.set(next);
        return !isSame && bytesMean && !before.isNode();
    }

    /** Whoever is told of the caret reads some bytes there at once, on the FX thread. */
    private void expect(long at) {
        source.get().expect(at, READ_AT_CARET);
    }

    private ByteRange visible(ByteRange bytes) {
        return new Span(source.get(), bytes).visible().range();
    }

    private long inSource(long offset) {
        return Math.min(offset, Math.max(0, source.get().length() - 1));
    }
}
