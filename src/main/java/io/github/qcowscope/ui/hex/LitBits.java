package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.ui.hex.HexGeometry.Piece;

/** Where the bits of a marked number are, below the digits of its bytes. */
final class LitBits {

    /** Is told of the bytes of a number. */
    @FunctionalInterface
    interface ByteVisitor {
        /**
         * A byte.
         *
         * @param mask which of its bits are lit
         */
        void bits(Piece piece, int mask);
    }

    /** Is told of the lit bits of a byte. */
    @FunctionalInterface
    interface BitVisitor {
        /** A bit, by its left edge and its width in pixels. */
        void bit(double x, double width);
    }

    private final HexGeometry at;

    LitBits(HexGeometry at) {
        this.at = at;
    }

    /** Visits the bytes of a number of which single bits are lit; none where whole bytes are. */
    void visit(HexMark mark, ByteVisitor visitor) {
        Bits bits = mark.bits();
        int width = (int) Math.min(Long.BYTES, mark.range().length());
        for (int i = 0; bits != null && i < width; i++) {
            int mask = bits.maskInByte(i, width);
            at.visit(new ByteRange(mark.range().offset() + i, 1), piece -> visitor.bits(piece, mask));
        }
    }

    /** Visits the places of a byte's lit bits, bit 7 on the left. */
    void visit(Piece piece, int mask, BitVisitor visitor) {
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            if ((mask & 0x80 >> bit) != 0) {
                double x = edge(piece, bit);
                visitor.bit(x, edge(piece, bit + 1) - x);
            }
        }
    }

    private double edge(Piece piece, int fromLeft) {
        double left = at.left(piece.first(), HexColumn.HEX);
        return Math.round(left + (at.right(piece.first(), HexColumn.HEX) - left) * fromLeft / Byte.SIZE);
    }

    /** Space between two ticks below bits, where there is room for it. */
    double gap() {
        return at.metrics().charWidth() * 3 < 2.5 * Byte.SIZE ? 0 : 1;
    }

    /** The bytes of a number that have a bit of those that are lit; none where whole bytes are lit. */
    static ByteRange bytes(HexMark mark) {
        Bits bits = mark.bits();
        long end = mark.range().end();
        return bits == null
                ? new ByteRange(end, 0)
                : ByteRange.between(Math.max(mark.range().offset(), end - 1 - bits.hi() / Byte.SIZE),
                        Math.max(mark.range().offset(), end - bits.lo() / Byte.SIZE));
    }
}
