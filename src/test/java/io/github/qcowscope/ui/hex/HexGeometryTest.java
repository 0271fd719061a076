package io.github.qcowscope.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.ui.hex.HexGeometry.Piece;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.text.Font;
import org.junit.jupiter.api.Test;

class HexGeometryTest {

    private static final double HEIGHT = 19;

    /** Rows 100 to 109. */
    private final HexGeometry geometry = new HexGeometry(
            new HexColumns(8), new HexMetrics(Font.getDefault(), 8, 15), new ByteRange(1600, 160));

    private List<Piece> pieces(long offset, long length) {
        List<Piece> pieces = new ArrayList<>();
        geometry.visit(new ByteRange(offset, length), pieces::add);
        return pieces;
    }

    @Test
    void aRangeInOneRowIsOnePiece() {
        assertThat(pieces(1604, 4)).containsExactly(new Piece(0, 4, 7, 16, -1));
        assertThat(pieces(1759, 1)).containsExactly(new Piece(9 * HEIGHT, 15, 15, 16, -1));
    }

    @Test
    void piecesKnowWhatTouchesThem() {
        assertThat(pieces(1628, 24)).containsExactly(
                new Piece(HEIGHT, 12, 15, 16, 15),
                new Piece(2 * HEIGHT, 0, 15, 12, 3),
                new Piece(3 * HEIGHT, 0, 3, 0, -1));
    }

    @Test
    void piecesKnowWhatTouchesThemOutsideOfTheWindow() {
        assertThat(pieces(1590, 20)).containsExactly(new Piece(0, 0, 9, 6, -1));
        assertThat(pieces(1750, 20)).containsExactly(new Piece(9 * HEIGHT, 6, 15, 16, 9));
        assertThat(pieces(0, Long.MAX_VALUE)).hasSize(10).allMatch(piece ->
                piece.first() == 0 && piece.last() == 15 && piece.above() == 0 && piece.below() == 15);
    }

    @Test
    void rangesOutsideHaveNoPieces() {
        assertThat(pieces(0, 1600)).isEmpty();
        assertThat(pieces(1760, 16)).isEmpty();
        assertThat(pieces(1650, 0)).isEmpty();
    }

    @Test
    void cellsTouchEachOtherExceptAtTheGap() {
        for (int i = 0; i < 15; i++) {
            double gap = geometry.left(i + 1, HexColumn.HEX) - geometry.right(i, HexColumn.HEX);
            assertThat(gap).isEqualTo(i == 7 ? 8 : 0);
            assertThat(geometry.left(i + 1, HexColumn.TEXT)).isEqualTo(geometry.right(i, HexColumn.TEXT));
        }
    }
}
