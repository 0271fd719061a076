package io.github.qcowscope.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.hex.HexModel.Move;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HexModelTest {

    private static final long LENGTH = 1 << 20;

    private final Document document = HexImage.document(new WatchedBytes(new byte[0], LENGTH + 5));
    private final HexModel model = shown(document, 30);

    private static HexModel shown(Document document, int rows) {
        HexModel model = new HexModel(document);
        model.setVisibleRows(rows);
        return model;
    }

    private void at(long offset) {
        model.press(offset, HexColumn.HEX, false);
    }

    private long after(Move move) {
        model.move(move, false);
        return document.caret();
    }

    @Test
    void arrowsMoveByAByteAndByARow() {
        at(100);
        assertThat(after(Move.RIGHT)).isEqualTo(101);
        assertThat(after(Move.LEFT)).isEqualTo(100);
        assertThat(after(Move.DOWN)).isEqualTo(116);
        assertThat(after(Move.UP)).isEqualTo(100);
    }

    @Test
    void homeAndEndStayInTheRow() {
        at(100);
        assertThat(after(Move.ROW_END)).isEqualTo(111);
        assertThat(after(Move.ROW_START)).isEqualTo(96);
        at(LENGTH + 1);
        assertThat(after(Move.ROW_END)).isEqualTo(LENGTH + 4);
    }

    @Test
    void nothingMovesPastTheEnds() {
        at(3);
        assertThat(after(Move.UP)).isEqualTo(3);
        assertThat(after(Move.PAGE_UP)).isEqualTo(3);
        at(0);
        assertThat(after(Move.LEFT)).isZero();
        at(LENGTH + 4);
        assertThat(after(Move.RIGHT)).isEqualTo(LENGTH + 4);
        assertThat(after(Move.DOWN)).isEqualTo(LENGTH + 4);
        assertThat(after(Move.PAGE_DOWN)).isEqualTo(LENGTH + 4);
    }

    @Test
    void downIntoAShortLastRowEndsAtTheLastByte() {
        at(LENGTH - 1);
        assertThat(after(Move.DOWN)).isEqualTo(LENGTH + 4);
    }

    @Test
    void aPageKeepsOneRowInSightAndTheCaretInItsPlace() {
        at(16 * 10 + 7);
        long top = model.topRow();
        assertThat(after(Move.PAGE_DOWN)).isEqualTo(16 * 39 + 7);
        assertThat(model.topRow()).isEqualTo(top + 29);
        assertThat(after(Move.PAGE_UP)).isEqualTo(16 * 10 + 7);
        assertThat(model.topRow()).isEqualTo(top);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 15, 16, 17, 33L << 30, 8L << 40, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void theEndOfAnyFileIsReachedExactly(long length) {
        Document large = HexImage.document(new WatchedBytes(new byte[0], length));
        HexModel of = shown(large, 30);
        of.move(Move.FILE_END, false);
        assertThat(large.caret()).isEqualTo(length - 1);
        assertThat(of.topRow()).isEqualTo(Math.max(0, of.rowCount() - 30));
        assertThat((of.rowCount() - 1) * 16).isEqualTo((length - 1) / 16 * 16);

        of.scrollBy(-1);
        assertThat(of.topRow()).isEqualTo(Math.max(0, of.rowCount() - 31));
        of.scrollBy(Long.MAX_VALUE);
        assertThat(of.topRow()).isEqualTo(Math.max(0, of.rowCount() - 30));
        of.scrollBy(Long.MIN_VALUE);
        assertThat(of.topRow()).isZero();
        of.move(Move.FILE_START, false);
        assertThat(large.caret()).isZero();
    }

    @Test
    void anEmptyFileHasNoRowsAndNoMoves() {
        Document none = HexImage.document(new WatchedBytes(new byte[0], 0));
        HexModel of = shown(none, 30);
        for (Move move : Move.values()) {
            of.move(move, false);
            of.move(move, true);
        }
        of.scrollBy(5);
        assertThat(of.rowCount()).isZero();
        assertThat(of.topRow()).isZero();
        assertThat(none.caret()).isZero();
    }

    @Test
    void theCaretIsKeptInSightWithAsLittleScrollingAsPossible() {
        at(0);
        for (int i = 0; i < 29; i++) {
            model.move(Move.DOWN, false);
        }
        assertThat(model.topRow()).isZero();
        model.move(Move.DOWN, false);
        assertThat(model.topRow()).isEqualTo(1);
        model.scrollTo(100);
        model.move(Move.LEFT, false);
        assertThat(model.topRow()).isEqualTo(29);
    }

    @Test
    void shiftSelectsFromTheAnchorInBothDirections() {
        at(100);
        model.move(Move.RIGHT, true);
        model.move(Move.RIGHT, true);
        assertThat(document.selection()).isEqualTo(new ByteRange(100, 3));
        for (int i = 0; i < 4; i++) {
            model.move(Move.LEFT, true);
        }
        assertThat(document.selection()).isEqualTo(new ByteRange(98, 3));
        assertThat(document.caret()).isEqualTo(98);
        model.move(Move.LEFT, false);
        assertThat(document.selection()).isEqualTo(new ByteRange(97, 1));
        model.move(Move.DOWN, true);
        assertThat(document.selection()).isEqualTo(new ByteRange(97, 17));
    }

    @Test
    void shiftClickSelectsFromWhereTheLastClickWas() {
        at(100);
        model.press(50, HexColumn.TEXT, true);
        assertThat(document.selection()).isEqualTo(new ByteRange(50, 51));
        model.press(120, HexColumn.TEXT, true);
        assertThat(document.selection()).isEqualTo(new ByteRange(100, 21));
        assertThat(model.column()).isEqualTo(HexColumn.TEXT);
    }

    @Test
    void whatOthersSelectBecomesTheAnchor() {
        at(100);
        document.selectByte(500);
        model.move(Move.RIGHT, true);
        assertThat(document.selection()).isEqualTo(new ByteRange(500, 2));
    }

    @Test
    void aJumpShowsItsRowInTheUpperThird() {
        document.selectByte(16 * 1000);
        assertThat(model.topRow()).isEqualTo(990);
    }

    @Test
    void aJumpToWhatIsSeenWellDoesNotScroll() {
        model.scrollTo(990);
        document.selectByte(16 * 1010);
        assertThat(model.topRow()).isEqualTo(990);
        document.selectRange(16 * 1005, new ByteRange(16 * 1005, 400));
        assertThat(model.topRow()).isEqualTo(990);
    }

    @Test
    void aLargeStructureThatStartsAtTheBottomIsBroughtUp() {
        model.scrollTo(990);
        document.selectRange(16 * 1015, new ByteRange(16 * 1015, 65536));
        assertThat(model.topRow()).isEqualTo(1005);
    }

    @Test
    void aStepDownDoesNotJump() {
        at(16 * 29);
        model.move(Move.DOWN, false);
        assertThat(model.topRow()).isEqualTo(1);
    }

    @Test
    void whatWasSelectedBeforeThePaneWasLaidOutIsShown() {
        Document early = HexImage.document(LENGTH * 2);
        HexModel late = new HexModel(early);
        early.select(node(early, "bitmaps/bitmap-0/table/0"));
        assertThat(late.topRow()).isZero();
        late.setVisibleRows(30);
        assertThat(late.topRow()).isEqualTo(HexImage.TABLE / 16 - 10);
    }

    @Test
    void selectingTheNodeOfTheSelectionAgainComesBackToIt() {
        Document image = HexImage.document(LENGTH * 2);
        HexModel of = shown(image, 30);
        image.select(node(image, "bitmaps/bitmap-0/table/0"));
        of.scrollTo(0);
        image.select(node(image, "bitmaps/bitmap-0/table/0/offset"));
        assertThat(of.topRow()).isEqualTo(HexImage.TABLE / 16 - 10);
    }

    @Test
    void resizingKeepsTheTopRow() {
        model.scrollTo(500);
        model.setVisibleRows(80);
        assertThat(model.topRow()).isEqualTo(500);
        model.scrollTo(Long.MAX_VALUE);
        model.setVisibleRows(100);
        assertThat(model.topRow()).isEqualTo(model.rowCount() - 100);
    }

    @Test
    void stepsLeaveNoPlacesToReturnTo() {
        document.selectByte(16 * 1000);
        for (int i = 0; i < 300; i++) {
            model.move(Move.RIGHT, false);
        }
        document.back();
        assertThat(document.caret()).isZero();
    }

    @Test
    void tabChangesTheColumn() {
        model.swapColumn();
        assertThat(model.column()).isEqualTo(HexColumn.TEXT);
        model.swapColumn();
        assertThat(model.column()).isEqualTo(HexColumn.HEX);
    }

    @Test
    void aDisposedModelFollowsNothing() {
        model.dispose();
        document.selectByte(16 * 1000);
        assertThat(model.topRow()).isZero();
    }

    private static Node node(Document document, String path) {
        return Objects.requireNonNull(document.root().find(path));
    }
}
