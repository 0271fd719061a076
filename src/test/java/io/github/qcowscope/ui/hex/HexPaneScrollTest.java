package io.github.qcowscope.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.qcowscope.ui.theme.HexFont;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.VerticalDirection;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows the pane shows, and how it comes to others; at each size. */
class HexPaneScrollTest extends HexPaneWindow {

    private static final long TIB8 = 8L << 40;

    /** The canvas and the area of text know nothing of each other: both must come to the same places. */
    @Test
    void lightAndTextStayTogetherAtEverySizeAndAfterScrolling() {
        openImage();
        for (double size : new double[] {7, 11, 13, 13.5, 16, 22}) {
            page.act(() -> pane.fontSizeProperty().set(size));
            assertTogether();
            page.act(() -> pane.model().scrollTo(0));
            page.act(() -> pane.model().scrollBy(1));
            page.act(() -> pane.model().scrollBy(3));
            assertTogether();
            page.act(() -> pane.model().scrollBy(-2));
            assertTogether();
            page.act(() -> pane.model().scrollTo(Long.MAX_VALUE));
            assertTogether();
        }
    }

    private void assertTogether() {
        HexColumns columns = HexColumns.forLength(document.source().length());
        long top = pane.model().topRow();
        assertThat(page.heldRows()).isGreaterThanOrEqualTo((int) pane.model().visibleRows());
        for (int row = 0; row < pane.model().visibleRows(); row++) {
            assertThat(page.rows().get(row))
                    .startsWith("%08X  %02X ".formatted((top + row) * 16, firstByte(top + row)));
            for (HexColumn column : HexColumn.values()) {
                Bounds lit = page.lit((top + row) * 16 + 15, column);
                if (lit.getMaxX() < 700) {
                    Bounds text = page.character(row, columns.end(15, column) - 1);
                    assertThat(lit.getMaxX()).isCloseTo(text.getMaxX(), within(text.getWidth() * 0.5 + 1));
                    assertThat(lit.getMinY()).as("row %d", row).isCloseTo(text.getMinY(), within(2.0));
                }
            }
        }
    }

    private int firstByte(long row) {
        byte[] read = new byte[1];
        document.source().read(row * 16, read, 0, 1);
        return read[0] & 0xff;
    }

    @Test
    void theLastRowOfALargeFileIsReachedAndStepsAreExact() {
        open(new WatchedBytes(HexImage.bytes(), TIB8));
        page.press(KeyCode.CONTROL, KeyCode.END);
        assertThat(document.caret()).isEqualTo(TIB8 - 1);
        assertThat(page.rows().getLast()).startsWith("7FFFFFFFFF0  FF");
        long top = pane.model().topRow();
        page.pointAt(300, 300);
        page.wheel(1, VerticalDirection.UP);
        assertThat(Math.abs(top - pane.model().topRow())).isEqualTo(3);
        page.act(() -> bar().decrement());
        assertThat(top - pane.model().topRow()).isEqualTo(4);
        page.act(() -> bar().increment());
        assertThat(top - pane.model().topRow()).isEqualTo(3);
        page.press(KeyCode.CONTROL, KeyCode.HOME);
        assertThat(page.rows().getFirst()).startsWith("00000000000  51 46 49 FB");
    }

    @Test
    void theScrollBarReachesBothEndsAndPages() {
        open(new WatchedBytes(HexImage.bytes(), TIB8));
        page.act(() -> bar().setValue(1));
        assertThat(pane.model().topRow()).isEqualTo(pane.model().lastTopRow());
        page.act(() -> bar().setValue(0.5));
        // The number of rows that fit decides whether the middle is a whole row.
        assertThat(pane.model().topRow() * 2).isBetween(pane.model().lastTopRow(), pane.model().lastTopRow() + 1);
        long top = pane.model().topRow();
        page.act(() -> bar().adjustValue(0.9));
        assertThat(pane.model().topRow()).isEqualTo(top + pane.model().visibleRows());
        page.act(() -> bar().adjustValue(0.1));
        assertThat(pane.model().topRow()).isEqualTo(top);
        page.act(() -> bar().setValue(0));
        assertThat(pane.model().topRow()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 53, (1L << 59) - 1})
    void noRowIsLostWhereADoubleCannotCountThem(long last) {
        assertThat(RowScrollBar.rowAt(1, last)).isEqualTo(last);
        assertThat(RowScrollBar.rowAt(0, last)).isZero();
        assertThat(RowScrollBar.rowAt(-1, last)).isZero();
    }

    private ScrollBar bar() {
        return (ScrollBar) pane.lookup(".scroll-bar:vertical");
    }

    @Test
    void whatIsHeldDoesNotGrowWithTheFile() {
        open(new WatchedBytes(HexImage.bytes(), 2 << 20));
        int small = page.heldRows();
        open(new WatchedBytes(HexImage.bytes(), TIB8));
        assertThat(page.heldRows()).isEqualTo(small).isLessThan(60);
        page.press(KeyCode.CONTROL, KeyCode.END);
        assertThat(page.heldRows()).isLessThanOrEqualTo(small);
    }

    @Test
    void noMoreIsReadThanIsShown() {
        WatchedBytes source = new WatchedBytes(HexImage.bytes(), TIB8);
        open(source);
        source.forgetReads();
        page.act(() -> pane.model().scrollTo(Long.MAX_VALUE));
        page.act(() -> pane.model().scrollBy(-3));
        assertThat(source.largestRead()).isBetween(16L, 4096L);
    }

    @Test
    void theWheelWithControlChangesTheSize() {
        openImage();
        page.wheelUpWithControl();
        page.wheelUpWithControl();
        assertThat(pane.fontSizeProperty().get()).isEqualTo(HexFont.USUAL + 2);
        assertThat(pane.model().topRow()).isZero();
        page.act(() -> pane.fontSizeProperty().set(1000));
        assertThat(pane.fontSizeProperty().get()).isEqualTo(48);
    }

    @Test
    void resizingKeepsTheTopRowAndShowsMore() {
        openImage();
        page.act(() -> pane.model().scrollTo(5000));
        int before = page.heldRows();
        page.act(() -> scene.getWindow().setHeight(900));
        assertThat(page.heldRows()).isGreaterThan(before);
        assertThat(pane.model().topRow()).isEqualTo(5000);
        assertTogether();
    }

    @Test
    void aNarrowPaneScrollsSideways() {
        openImage();
        page.act(() -> pane.setMaxWidth(350));
        double before = page.lit(15, HexColumn.TEXT).getMinX();
        ScrollBar sideways = (ScrollBar) pane.lookup(".scroll-bar:horizontal");
        assertThat(sideways.isVisible()).isTrue();
        page.act(() -> sideways.setValue(sideways.getMax()));
        assertThat(page.lit(15, HexColumn.TEXT).getMinX()).isLessThan(before - 100);
        page.click(15, HexColumn.TEXT);
        assertThat(document.caret()).isEqualTo(15);
        page.act(() -> pane.setMaxWidth(Double.MAX_VALUE));
        assertThat(sideways.isVisible()).isFalse();
        assertThat(page.lit(15, HexColumn.TEXT).getMinX()).isGreaterThan(before - 1);
    }

    @Test
    void rowsThatComeIntoSightAreTheRightOnes() {
        openImage();
        for (long by : List.of(1L, 5L, -3L, 200L, -1L, 7L, -190L)) {
            page.act(() -> pane.model().scrollBy(by));
            List<String> scrolled = page.rows();
            long top = pane.model().topRow();
            page.act(() -> pane.model().scrollTo(top > 1000 ? 0 : 2000));
            page.act(() -> pane.model().scrollTo(top));
            assertThat(page.rows()).isEqualTo(scrolled);
        }
    }
}
