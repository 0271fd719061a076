package io.github.qcowscope.ui.hex;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.copy.DragOut;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Late;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** What the mouse does: clicks and drags select, the wheel scrolls, hovering previews, a double click follows. */
final class HexMouse {

    private static final int ROWS_A_NOTCH = 3;
    private static final double PIXELS_A_NOTCH = 40;
    private static final Duration REPEAT = Duration.millis(50);

    private final HexPane pane;
    private final Document document;
    private final HexModel model;
    private final Late<Tooltip> tooltip = new Late<>(this::makeTooltip);
    private final Timeline beyond = new Timeline(new KeyFrame(REPEAT, tick -> dragOn()));
    private double dragX;
    private double dragY;
    private double carried;
    private boolean draggingOut;
    private @Nullable HexPoint hovered;

    private HexMouse(HexPane pane, Document document, HexModel model) {
        this.pane = pane;
        this.document = document;
        this.model = model;
        beyond.setCycleCount(Animation.INDEFINITE);
    }

    /** Makes {@code pane} obey the mouse. */
    static HexMouse install(HexPane pane, Document document, HexModel model) {
        HexMouse mouse = new HexMouse(pane, document, model);
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, mouse::press);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, mouse::drag);
        pane.addEventHandler(MouseEvent.DRAG_DETECTED, mouse::dragOut);
        pane.addEventHandler(MouseEvent.MOUSE_RELEASED, mouse::release);
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, event -> mouse.hover(event.getX(), event.getY()));
        pane.addEventHandler(MouseEvent.MOUSE_EXITED, event -> mouse.leave());
        pane.addEventHandler(ScrollEvent.SCROLL, mouse::wheel);
        return mouse;
    }

    /** Stops what runs by itself. */
    void dispose() {
        beyond.stop();
        tooltip.ifMade(shown -> Tooltip.uninstall(pane, shown));
    }

    private Tooltip makeTooltip() {
        Tooltip made = new Tooltip();
        made.setOnShowing(event -> describe(made));
        return made;
    }

    private void press(MouseEvent event) {
        pane.requestFocus();
        draggingOut = false;
        HexPoint point = pane.pointAt(event.getX(), event.getY());
        if (point == null) {
            return;
        }
        boolean inSelection = document.selection().contains(point.offset());
        draggingOut = inSelection && event.isShortcutDown() && event.getButton() == MouseButton.PRIMARY;
        if (draggingOut) {
            return;
        }
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            activate(point);
        } else if (event.getButton() == MouseButton.PRIMARY
                || event.getButton() == MouseButton.SECONDARY && !inSelection) {
            model.press(point.offset(), point.column(), event.isShiftDown());
        }
    }

    private void release(MouseEvent event) {
        beyond.stop();
        HexPoint point = pane.pointAt(event.getX(), event.getY());
        if (draggingOut && event.isStillSincePress() && point != null) {
            model.press(point.offset(), point.column(), false);
        }
        draggingOut = false;
    }

    /** A drag without the key extends the selection, which is nearly always there: each selected node has one. */
    private void dragOut(MouseEvent event) {
        if (draggingOut) {
            DragOut.begin(pane, DragOut.text(document.source(), document.selection()));
            event.consume();
        }
    }

    /** Follows a pointer; anything else is selected as a whole. */
    private void activate(HexPoint point) {
        Node node = document.selectedNode();
        if (!node.span().range().contains(point.offset()) || node.path().isEmpty()) {
            return;
        }
        if (node.target() != null) {
            document.follow();
        } else {
            document.select(node);
        }
    }

    private void drag(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || event.getClickCount() > 1 || draggingOut) {
            return;
        }
        dragX = event.getX();
        dragY = event.getY();
        if (pane.rowsBeyond(dragY) == 0) {
            beyond.stop();
            dragOn();
        } else if (beyond.getStatus() != Animation.Status.RUNNING) {
            beyond.play();
        }
    }

    /** A drag past the edge goes on scrolling while the mouse rests, the faster the further away it is. */
    private void dragOn() {
        model.scrollBy(pane.rowsBeyond(dragY));
        HexPoint point = pane.nearest(dragX, dragY);
        if (point != null && point.offset() != document.caret()) {
            model.extendTo(point.offset());
        }
    }

    private void wheel(ScrollEvent event) {
        if (event.isShortcutDown()) {
            pane.fontSizeProperty().set(pane.fontSizeProperty().get() + Math.signum(event.getDeltaY()));
        } else if (event.getDeltaY() != 0) {
            double notch = event.getMultiplierY() > 0 ? event.getMultiplierY() : PIXELS_A_NOTCH;
            // Touch pads send small parts of a notch: what is no whole row yet is kept for the next one.
            carried -= event.getDeltaY() / notch * ROWS_A_NOTCH;
            long rows = (long) carried;
            carried -= rows;
            model.scrollBy(rows);
        } else {
            pane.scrollSideways(-event.getDeltaX());
        }
        hover(event.getX(), event.getY());
        event.consume();
    }

    private void hover(double x, double y) {
        HexPoint point = pane.pointAt(x, y);
        if (point == null) {
            leave();
            return;
        }
        HexPoint before = hovered;
        hovered = point;
        if (before == null) {
            Tooltip.install(pane, tooltip.get());
        }
        if (before == null || before.offset() != point.offset()) {
            document.hoverByte(point.offset());
        }
        refreshTooltip();
    }

    private void leave() {
        if (hovered != null) {
            hovered = null;
            tooltip.ifMade(shown -> {
                Tooltip.uninstall(pane, shown);
                shown.hide();
            });
            document.hover(null);
        }
    }

    /** Brings a tooltip that can be seen up to date: the owner of a byte becomes known after the pointer is there. */
    void refreshTooltip() {
        tooltip.ifMade(shown -> {
            if (shown.isShowing()) {
                describe(shown);
            }
        });
    }

    private void describe(Tooltip shown) {
        if (hovered != null) {
            shown.setText(HexWords.hovered(document, hovered, document.hoveredNodeProperty().get()));
        }
    }
}
