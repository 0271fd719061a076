package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.ui.hex.HexGeometry.Piece;
import io.github.qcowscope.ui.hex.KindColors.Use;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;

/** Paints marks below the text. Each has a shape besides its colour: outline, underline, dashes, hatching, ticks. */
final class HexPainter {

    private static final double[] SOLID = {};
    private static final double[] DASHES = {4, 3};
    private static final double HATCH = 8;
    private static final double CORNER = 6;
    private static final double BAR = 3;
    /** Height of the tick below a lit bit. */
    private static final double TICK = 4;
    /** Side of the flag at the first byte of a bookmark. */
    private static final double FLAG = 7;
    /** How much of the strong colour is in the second shade of a pale one, and the other way round. */
    private static final double SHADE = 0.4;

    private final GraphicsContext to;
    private final KindColors colors;
    private final HexGeometry at;
    private final LitBits bits;

    HexPainter(GraphicsContext to, KindColors colors, HexGeometry at) {
        this.to = to;
        this.colors = colors;
        this.at = at;
        bits = new LitBits(at);
    }

    /**
     * Paints marks, the first one lowest, and all lines above all areas.
     *
     * @param state what the pane is like
     */
    void paint(List<HexMark> marks, HexCanvas.State state) {
        for (HexMark mark : marks) {
            area(mark);
        }
        for (HexChanges.Flash flash : state.flashes()) {
            fill(flash.range(), fading("-hex-changed", flash));
        }
        to.setLineCap(StrokeLineCap.BUTT);
        for (HexMark mark : marks) {
            lines(mark, state.column(), state.focused());
        }
        for (HexChanges.Flash flash : state.flashes()) {
            Color line = fading("-hex-changed-line", flash);
            outline(flash.range(), line, 2, SOLID);
            corners(flash.range(), line);
        }
    }

    private Color fading(String name, HexChanges.Flash flash) {
        return colors.named(name).deriveColor(0, 1, 1, flash.strength());
    }

    /** A corner turned down at each byte: no other mark has one. */
    private void corners(ByteRange range, Color color) {
        to.setFill(color);
        for (HexColumn column : HexColumn.values()) {
            at.visit(range, piece -> {
                for (int index = piece.first(); index <= piece.last(); index++) {
                    double right = at.right(index, column);
                    to.fillPolygon(new double[] {right - CORNER, right, right},
                            new double[] {piece.y(), piece.y(), piece.y() + CORNER}, 3);
                }
            });
        }
    }

    private void area(HexMark mark) {
        Kind kind = mark.kind();
        switch (mark.layer()) {
            case ENCLOSING -> fill(mark.range(), colors.of(kind, Use.PALE));
            case NEIGHBOUR -> fill(mark.range(), shade(mark, Use.PALE, Use.STRONG));
            case NODE -> node(mark);
            case PART -> fill(mark.range(), shade(mark, Use.STRONG, Use.PALE));
            case MATCH -> fill(mark.range(), colors.named("-hex-match"));
            case SELECTION -> fill(mark.range(), colors.named("-hex-selection"));
            case DIFFERENT -> fill(mark.range(), colors.named("-hex-changed"));
            case UNREADABLE -> fill(mark.range(), colors.named("-hex-missing"));
            case BOOKMARK, HOVER, CARET -> {
                // Only lines.
            }
        }
    }

    private Color shade(HexMark mark, Use base, Use other) {
        Color color = colors.of(mark.kind(), base);
        return mark.odd() ? color.interpolate(colors.of(mark.kind(), other), SHADE) : color;
    }

    private void lines(HexMark mark, HexColumn active, boolean focused) {
        ByteRange range = mark.range();
        Color line = colors.of(mark.kind(), Use.LINE);
        switch (mark.layer()) {
            case ENCLOSING -> outline(range, faint(line), 1, SOLID);
            case NEIGHBOUR -> underline(range, faint(line));
            case NODE -> nodeLines(mark, line);
            case PART -> underline(range, line);
            case MATCH -> outline(range, colors.named("-hex-match-line"), 1, SOLID);
            case SELECTION -> outline(range, colors.named("-hex-selection-line"), 1, SOLID);
            case BOOKMARK -> flag(range, line);
            case DIFFERENT -> bar(range, colors.named("-hex-changed-line"));
            case UNREADABLE -> hatch(range, faint(colors.named("-hex-missing-line")));
            case HOVER -> outline(range, colors.named("-hex-hover"), 1, DASHES);
            case CARET -> {
                outline(range, active, colors.named("-hex-caret"), focused ? 2 : 1, SOLID);
                outline(range, active.other(), colors.named("-hex-caret"), 1, SOLID);
            }
        }
    }

    private static Color faint(Color color) {
        return color.deriveColor(0, 1, 1, 0.55);
    }

    private void node(HexMark mark) {
        Color strong = colors.of(mark.kind(), Use.STRONG);
        Color pale = colors.of(mark.kind(), Use.PALE);
        fill(mark.range(), mark.bits() == null ? strong : pale);
        bits.visit(mark, (piece, mask) -> {
            if (mask != 0) {
                to.setFill(pale.interpolate(strong, 1 - SHADE));
                fill(piece, HexColumn.HEX);
                to.setFill(strong);
                fill(piece, HexColumn.TEXT);
                bits.visit(piece, mask, (x, width) -> to.fillRect(x, piece.y(), width, at.metrics().rowHeight()));
            }
        });
    }

    private void nodeLines(HexMark mark, Color line) {
        outline(mark.range(), line, mark.bits() == null ? 2 : 1, SOLID);
        outline(LitBits.bytes(mark), line, 2, SOLID);
        bits.visit(mark, (piece, mask) -> {
            double bottom = piece.y() + at.metrics().rowHeight() - 2;
            to.setFill(faint(line));
            bits.visit(piece, ~mask & 0xff, (x, width) -> to.fillRect(x, bottom - 2, width - bits.gap(), 2));
            to.setFill(line);
            bits.visit(piece, mask, (x, width) -> to.fillRect(x, bottom - TICK, width - bits.gap(), TICK));
        });
    }

    private void fill(ByteRange range, Color color) {
        to.setFill(color);
        at.visit(range, piece -> {
            fill(piece, HexColumn.HEX);
            fill(piece, HexColumn.TEXT);
        });
    }

    private void fill(Piece piece, HexColumn column) {
        double left = at.left(piece.first(), column);
        to.fillRect(left, piece.y(), at.right(piece.last(), column) - left, at.metrics().rowHeight());
    }

    private void underline(ByteRange range, Color color) {
        to.setFill(color);
        at.visit(range, piece -> {
            underline(piece, HexColumn.HEX);
            underline(piece, HexColumn.TEXT);
        });
    }

    /** A line below the last bytes, which leaves a gap to the neighbour's, and rises where the structure begins. */
    private void underline(Piece piece, HexColumn column) {
        double left = at.left(piece.first(), column) + 1;
        double bottom = piece.y() + at.metrics().rowHeight() - 1;
        if (piece.below() < piece.last()) {
            double from = piece.below() < piece.first() ? left : at.right(piece.below(), column);
            to.fillRect(from, bottom - 1, at.right(piece.last(), column) - 1 - from, 1);
        }
        if (piece.above() == HexColumns.BYTES) {
            to.fillRect(left, bottom - 4, 1, 3);
        }
    }

    /** A thick line below the bytes, where an underline is a thin one. */
    private void bar(ByteRange range, Color color) {
        to.setFill(color);
        at.visit(range, piece -> {
            for (HexColumn column : HexColumn.values()) {
                double left = at.left(piece.first(), column);
                to.fillRect(left, piece.y() + at.metrics().rowHeight() - BAR, at.right(piece.last(), column) - left,
                        BAR);
            }
        });
    }

    /** A line above the bytes, and a small flag where they begin. */
    private void flag(ByteRange range, Color color) {
        to.setFill(color);
        at.visit(range, piece -> {
            for (HexColumn column : HexColumn.values()) {
                double left = at.left(piece.first(), column);
                to.fillRect(left, piece.y(), at.right(piece.last(), column) - left, 2);
            }
        });
        ByteRange first = new ByteRange(range.offset(), 1);
        if (at.window().overlaps(first)) {
            at.visit(first, piece -> {
                double left = at.left(piece.first(), HexColumn.HEX);
                to.fillPolygon(new double[] {left, left + FLAG, left},
                        new double[] {piece.y(), piece.y(), piece.y() + FLAG}, 3);
            });
        }
    }

    private void hatch(ByteRange range, Color color) {
        to.setStroke(color);
        to.setLineWidth(1);
        to.setLineDashes(SOLID);
        for (HexColumn column : HexColumn.values()) {
            at.visit(range, piece -> {
                double bottom = piece.y() + at.metrics().rowHeight();
                double end = at.right(piece.last(), column) - 3;
                for (double x = at.left(piece.first(), column) + 1; x < end; x += HATCH) {
                    to.strokeLine(x, bottom - 1, x + 3, bottom - 4);
                }
            });
        }
    }

    private void outline(ByteRange range, Color color, double width, double[] dashes) {
        outline(range, HexColumn.HEX, color, width, dashes);
        outline(range, HexColumn.TEXT, color, width, dashes);
    }

    /** Draws the border of the whole shape, also where a range begins or ends in the middle of a row. */
    private void outline(ByteRange range, HexColumn column, Color color, double width, double[] dashes) {
        to.setStroke(color);
        to.setLineWidth(width);
        to.setLineDashes(dashes);
        double inset = width / 2;
        double height = at.metrics().rowHeight();
        to.beginPath();
        at.visit(range, piece -> {
            double left = at.left(piece.first(), column) + inset;
            double right = at.right(piece.last(), column) - inset;
            double top = piece.y() + inset;
            double bottom = piece.y() + height - inset;
            vertical(left, piece.y(), height);
            vertical(right, piece.y(), height);
            if (piece.above() > piece.first()) {
                boolean touches = piece.above() <= piece.last();
                horizontal(left - inset, touches ? at.left(piece.above(), column) + width : right + inset, top);
            }
            if (piece.below() < piece.last()) {
                boolean touches = piece.below() >= piece.first();
                horizontal(touches ? at.right(piece.below(), column) - width : left - inset, right + inset, bottom);
            }
        });
        to.stroke();
    }

    private void vertical(double x, double y, double height) {
        to.moveTo(x, y);
        to.lineTo(x, y + height);
    }

    private void horizontal(double from, double to, double y) {
        this.to.moveTo(from, y);
        this.to.lineTo(to, y);
    }
}
