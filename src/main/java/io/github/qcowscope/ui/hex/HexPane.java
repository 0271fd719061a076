package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.theme.HexFont;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The hex pane: offsets, bytes in hexadecimal, the same bytes as text, and below them the light of the structures that
 * they belong to. Follows its document until {@link #dispose()}. Holds only the rows that can be seen, whatever the
 * file's size.
 */
public final class HexPane extends Region {

    private static final int PREFERRED_ROWS = 32;
    private static final int LEAST_ROWS = 4;

    private final Document document;
    private final HexModel model;
    private final HexMarks marker;
    private final HexColumns columns;
    private final HexText text;
    private final HexCanvas canvas;
    private final Text ruler = new Text();
    private final Label empty = new Label(Messages.get("hex.empty"));
    private final RowScrollBar bar;
    private final ScrollBar sideways = new ScrollBar();
    private final Rectangle clip = new Rectangle();
    private final HexMouse mouse;
    private final Subscription subscriptions;
    private final DoubleProperty fontSize = new SimpleDoubleProperty(this, "fontSize", HexFont.USUAL) {
        @Override
        public void set(double size) {
            super.set(Math.clamp(size, HexFont.LEAST, HexFont.LARGEST));
        }
    };
    private HexMetrics metrics = HexMetrics.of(HexFont.USUAL);
    private HexWindow window;
    private List<HexMark> marks = List.of();
    private final HexFlashes flashes = new HexFlashes(this::paint);

    /** A pane that shows a document's bytes. */
    public HexPane(Document document) {
        this.document = document;
        model = new HexModel(document);
        marker = new HexMarks(document);
        // An inflated cluster is never too long for the columns of the shortest file.
        columns = HexColumns.forLength(document.image().source().length());
        window = HexWindow.read(document.source(), 0, 0);
        KindColors colors = new KindColors(this::requestLayout);
        canvas = new HexCanvas(colors);
        text = new HexText(columns);
        text.setManaged(false);
        bar = new RowScrollBar(model);
        sideways.setOrientation(Orientation.HORIZONTAL);
        sideways.setFocusTraversable(false);
        ruler.setText(HexLines.ruler(columns, Messages.get("hex.ruler.offset"), Messages.get("hex.ruler.text")));
        ruler.getStyleClass().add("hex-ruler");
        ruler.setMouseTransparent(true);
        empty.getStyleClass().add("hex-empty");
        empty.visibleProperty().bind(document.sourceProperty().map(shown -> shown.length() == 0));
        getChildren().addAll(colors, canvas, text, ruler, empty, bar, sideways);
        setClip(clip);
        getStyleClass().add("hex-pane");
        getStylesheets().add(Objects.requireNonNull(HexPane.class.getResource("/io/github/qcowscope/ui/hex.css"))
                .toExternalForm());
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleRoleDescription(Messages.get("hex.role"));
        HexKeys.install(this, document, model);
        mouse = HexMouse.install(this, document, model);
        subscriptions = subscribe();
        applyMetrics();
        describe();
    }

    private Subscription subscribe() {
        return Subscription.combine(
                model.topRowProperty().subscribe(this::requestLayout),
                model.columnProperty().subscribe(this::requestLayout),
                document.imageProperty().subscribe(this::onSelected),
                document.sourceProperty().subscribe(this::onSelected),
                document.caretProperty().subscribe(this::onSelected),
                document.selectionProperty().subscribe(this::onSelected),
                document.selectedNodeProperty().subscribe(this::onSelected),
                document.hoveredNodeProperty().subscribe(this::onHovered),
                document.marks().changesProperty().subscribe(this::requestLayout),
                focusedProperty().subscribe(this::requestLayout),
                sideways.valueProperty().subscribe(this::requestLayout),
                fontSize.subscribe(this::applyMetrics));
    }

    /** Lets go of the document. The pane is of no use from then on. */
    public void dispose() {
        subscriptions.unsubscribe();
        flashes.stop();
        model.dispose();
        mouse.dispose();
        getChildren().remove(text);
        text.dispose();
    }

    /** What is shown, and what moves it. */
    public HexModel model() {
        return model;
    }

    /** Size of the font in pixels, 7 to 48; other values are cut. */
    public DoubleProperty fontSizeProperty() {
        return fontSize;
    }

    /** Marks what is looked for from now on; nothing where null. */
    public void mark(@Nullable MatchSource matches) {
        marker.mark(matches);
        requestLayout();
    }

    /** What is lit among the rows that are shown, in the order of painting. */
    public List<HexMark> marks() {
        return marks;
    }

    /**
     * Marks bytes that differ from others.
     *
     * @param differing tells which of the bytes on show do; asked at each layout, on the FX thread
     */
    public void markDifferences(Function<ByteRange, List<ByteRange>> differing) {
        marker.compareWith(differing);
        requestLayout();
    }

    /** Bytes on show that have just become others, and have not faded yet. */
    public List<ByteRange> changes() {
        return flashes.shown().stream().map(HexChanges.Flash::range).toList();
    }

    /** Where a byte is, in the pane's own coordinates; null where it is not among the rows that are shown. */
    public @Nullable Bounds boundsOf(long offset, HexColumn column) {
        if (!window.range().contains(offset)) {
            return null;
        }
        HexGeometry at = geometry();
        int index = (int) (offset % HexColumns.BYTES);
        double left = at.left(index, column);
        return new BoundingBox(left - sideways.getValue(), rulerHeight() + at.y(offset / HexColumns.BYTES),
                at.right(index, column) - left, metrics.rowHeight());
    }

    /** What is at a point in the pane's own coordinates; null where there is no byte. */
    @Nullable HexPoint pointAt(double x, double y) {
        boolean inside = y >= rulerHeight() && y < getHeight() && x >= 0 && x < bar.getLayoutX();
        long row = rowAt(y);
        HexPoint point = inside ? nearest(x, y) : null;
        return point == null || point.offset() / HexColumns.BYTES != row ? null : point;
    }

    /** The byte that is nearest to a point in the pane's own coordinates; null where the file is empty. */
    @Nullable HexPoint nearest(double x, double y) {
        long rows = model.rowCount();
        if (rows == 0) {
            return null;
        }
        long row = Math.clamp(rowAt(y), 0, rows - 1);
        double character = (x + sideways.getValue() - HexMetrics.MARGIN) / metrics.charWidth();
        HexColumns.Hit hit = columns.hit(character);
        long offset = Math.min(row * HexColumns.BYTES + hit.index(), document.source().length() - 1);
        return new HexPoint(offset, hit.column(), hit.lowNibble());
    }

    private long rowAt(double y) {
        return model.topRow() + (long) Math.floor((y - rulerHeight()) / metrics.rowHeight());
    }

    /** How many rows a height is below the last row that is seen as a whole; negative above the first one. */
    long rowsBeyond(double y) {
        double bottom = rulerHeight() + model.visibleRows() * metrics.rowHeight();
        double pixels = y < rulerHeight() ? y - rulerHeight() : Math.max(0, y - bottom);
        return (long) (Math.signum(pixels) * Math.ceil(Math.abs(pixels) / metrics.rowHeight()));
    }

    /** Moves what is shown by pixels, to the right where positive. */
    void scrollSideways(double pixels) {
        sideways.setValue(Math.clamp(sideways.getValue() + pixels, 0, sideways.getMax()));
    }

    private void onSelected() {
        describe();
        requestLayout();
    }

    private void onHovered() {
        mouse.refreshTooltip();
        requestLayout();
    }

    private void describe() {
        setAccessibleText(HexWords.caret(document));
    }

    private void applyMetrics() {
        metrics = HexMetrics.of(fontSize.get());
        text.setMetrics(metrics);
        ruler.setFont(metrics.font());
        requestLayout();
    }

    private double rulerHeight() {
        return metrics.rowHeight() + 4;
    }

    private double contentWidth() {
        return Math.ceil(metrics.x(columns.width()) + HexMetrics.MARGIN);
    }

    private HexGeometry geometry() {
        return new HexGeometry(columns, metrics, window.range());
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - bar.prefWidth(-1);
        boolean narrow = width < contentWidth();
        double height = getHeight() - (narrow ? sideways.prefHeight(-1) : 0);
        placeBars(width, height, narrow);
        double rows = Math.max(0, height - rulerHeight()) / metrics.rowHeight();
        model.setVisibleRows(Math.max(1, (long) rows));
        bar.follow();
        HexWindow before = window;
        window = HexWindow.read(document.source(), model.topRow(), (int) Math.ceil(rows));
        flashes.note(before, window);
        marks = marker.in(window);
        text.show(window);
        placeContent(width, height);
        paint();
    }

    private void paint() {
        canvas.paint(geometry(), marks, new HexCanvas.State(document.caret(), model.column(), isFocused(),
                document.image().geometry().clusterSize(), flashes.shown()), rulerHeight());
    }

    private void placeBars(double width, double height, boolean narrow) {
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        bar.resizeRelocate(width, 0, getWidth() - width, height);
        sideways.setVisible(narrow);
        sideways.setMax(narrow ? contentWidth() - width : 0);
        sideways.setVisibleAmount(narrow ? sideways.getMax() * width / contentWidth() : 0);
        sideways.setValue(Math.min(sideways.getValue(), sideways.getMax()));
        sideways.resizeRelocate(0, height, width, getHeight() - height);
    }

    private void placeContent(double width, double height) {
        double left = -sideways.getValue();
        canvas.setWidth(Math.max(width, contentWidth()));
        canvas.setHeight(height);
        canvas.relocate(left, 0);
        ruler.relocate(left + HexMetrics.MARGIN, 2 + HexMetrics.ABOVE);
        // One row more than there are, so that the area never has a reason to scroll.
        text.resizeRelocate(left + HexMetrics.MARGIN, rulerHeight(), contentWidth(),
                (window.rows() + 1) * metrics.rowHeight());
        empty.autosize();
        empty.relocate((width - empty.getWidth()) / 2, rulerHeight() + metrics.rowHeight() * 2);
    }

    @Override
    protected double computePrefWidth(double height) {
        return contentWidth() + bar.prefWidth(-1);
    }

    @Override
    protected double computePrefHeight(double width) {
        return rulerHeight() + PREFERRED_ROWS * metrics.rowHeight();
    }

    @Override
    protected double computeMinWidth(double height) {
        return metrics.x(columns.start(HexColumns.BYTES / 2, HexColumn.HEX));
    }

    @Override
    protected double computeMinHeight(double width) {
        return rulerHeight() + LEAST_ROWS * metrics.rowHeight();
    }
}
