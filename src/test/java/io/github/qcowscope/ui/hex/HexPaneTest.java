package io.github.qcowscope.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.App;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.hex.HexMark.Layer;
import io.github.qcowscope.ui.page.HexPage;
import io.github.qcowscope.ui.page.SwiftRobot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.geometry.VerticalDirection;
import javafx.scene.Scene;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class HexPaneTest {

    private static final long TIB8 = 8L << 40;

    private final FxRobot robot = new SwiftRobot();
    private final StackPane root = new StackPane();
    private Scene scene;
    private Document document;
    private HexPane pane;
    private HexPage page;

    @Start
    void start(Stage stage) {
        scene = new Scene(root, 760, 600);
        useTheme("light");
        root.setAlignment(Pos.TOP_LEFT);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    private void useTheme(String name) {
        scene.getStylesheets().setAll(
                Objects.requireNonNull(App.class.getResource("palette-" + name + ".css")).toExternalForm());
    }

    private static Color palette(String theme, String name) {
        return PaletteTest.palette(theme).get(name);
    }

    private void open(ByteSource source) {
        robot.interact(() -> {
            document = HexImage.document(source);
            pane = new HexPane(document);
            root.getChildren().setAll(pane);
        });
        page = new HexPage(robot, pane);
        page.act(pane::requestFocus);
    }

    private void openImage() {
        open(new WatchedBytes(HexImage.bytes(), 2 << 20));
    }

    private Node node(String path) {
        return Objects.requireNonNull(document.root().find(path), path);
    }

    @ParameterizedTest
    @EnumSource
    void aClickPutsTheCaretOnTheByteAndSelectsItsOwner(HexColumn column) {
        openImage();
        page.click(45, column);
        assertThat(document.caret()).isEqualTo(45);
        assertThat(document.selectedNode()).isEqualTo(node("header/l1_table_offset"));
        assertThat(pane.model().column()).isEqualTo(column);
        assertThat(pane.getAccessibleText()).contains("0x2D").contains("l1_table_offset");
    }

    @Test
    void aSelectedNodeIsLitWhereItsBytesAre() {
        openImage();
        page.act(() -> document.select(node("header/l1_table_offset")));
        assertThat(page.marks(Layer.NODE)).extracting(HexMark::range).containsExactly(new ByteRange(40, 8));
        Bounds lit = page.lit(40, HexColumn.HEX);
        Bounds digits = page.character(2, 10 + 8 * 3 + 1);
        assertThat(lit.getMinX()).isLessThan(digits.getMinX());
        assertThat(lit.getMaxX()).isGreaterThan(digits.getMaxX());
        assertThat(lit.getMinY()).isLessThan(digits.getMinY() + 2);
        assertThat(lit.getMaxY()).isGreaterThan(digits.getMaxY());
    }

    @Test
    void colourOfTheKindIsPaintedBelowTheBytes() {
        openImage();
        page.act(() -> document.select(node("header/l1_table_offset")));
        assertThat(page.colorBehind(43, HexColumn.HEX)).isEqualTo(palette("light", "-kind-header"));
        assertThat(page.colorBehind(200, HexColumn.HEX)).isEqualTo(palette("light", "-hex-background"));
    }

    @Test
    void anotherThemeIsPaintedAtOnce() {
        openImage();
        page.act(() -> document.select(node("header/l1_table_offset")));
        page.act(() -> useTheme("dark"));
        assertThat(page.colorBehind(43, HexColumn.HEX)).isEqualTo(palette("dark", "-kind-header"));
        assertThat(page.colorBehind(200, HexColumn.HEX)).isEqualTo(palette("dark", "-hex-background"));
    }

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
    void aDragSelects() {
        openImage();
        page.drag(20, 70, HexColumn.HEX);
        assertThat(document.selection()).isEqualTo(new ByteRange(20, 51));
        assertThat(page.marks(Layer.SELECTION)).extracting(HexMark::range).containsExactly(new ByteRange(20, 51));
        page.drag(70, 20, HexColumn.TEXT);
        assertThat(document.selection()).isEqualTo(new ByteRange(20, 51));
        assertThat(document.caret()).isEqualTo(20);
    }

    @Test
    void aDoubleClickFollowsAPointerAndSelectsAnythingElse() {
        openImage();
        page.act(() -> document.select(node("bitmaps/bitmap-0/bitmap_table_offset")));
        page.doubleClick(HexImage.DIRECTORY + 3, HexColumn.HEX);
        assertThat(document.selectedNode()).isEqualTo(node("bitmaps/bitmap-0/table"));
        assertThat(page.rows()).anyMatch(row -> row.startsWith("00020000"));
        page.act(() -> document.select(node("bitmaps/bitmap-0/flags")));
        page.doubleClick(HexImage.DIRECTORY + 13, HexColumn.HEX);
        assertThat(document.selection()).isEqualTo(new ByteRange(HexImage.DIRECTORY + 12, 4));
    }

    @Test
    void enterFollowsAPointer() {
        openImage();
        page.act(() -> document.select(node("extensions/bitmaps/bitmap_directory_offset")));
        page.press(KeyCode.ENTER);
        assertThat(document.caret()).isEqualTo(HexImage.DIRECTORY);
    }

    @Test
    void pointingPreviewsTheOwnerAndLeavingEndsIt() {
        openImage();
        page.pointAt(5, HexColumn.TEXT);
        assertThat(document.hoveredNodeProperty().get()).isEqualTo(node("header/version"));
        assertThat(page.marks(Layer.HOVER)).extracting(HexMark::range).containsExactly(new ByteRange(4, 4));
        page.pointAt(300, 5);
        assertThat(document.hoveredNodeProperty().get()).isNull();
        assertThat(page.marks(Layer.HOVER)).isEmpty();
    }

    @Test
    void restingOnAByteSaysWhatItIs() throws TimeoutException {
        openImage();
        page.pointAt(300, 5);
        page.pointAt(6, HexColumn.HEX);
        page.pointAt(7, HexColumn.HEX);
        assertThat(page.tooltip()).startsWith("version = 3").contains("offset 0x7, byte 0x03 (3)");
    }

    @Test
    void keysMoveTheCaret() {
        openImage();
        page.press(KeyCode.RIGHT);
        page.press(KeyCode.DOWN);
        assertThat(document.caret()).isEqualTo(17);
        page.press(KeyCode.SHIFT, KeyCode.DOWN);
        assertThat(document.selection()).isEqualTo(new ByteRange(17, 17));
        page.press(KeyCode.END);
        assertThat(document.caret()).isEqualTo(47);
        page.press(KeyCode.HOME);
        assertThat(document.caret()).isEqualTo(32);
        page.press(KeyCode.TAB);
        assertThat(pane.model().column()).isEqualTo(HexColumn.TEXT);
        assertThat(pane.isFocused()).isTrue();
        page.press(KeyCode.CONTROL, KeyCode.DOWN);
        assertThat(pane.model().topRow()).isEqualTo(1);
        assertThat(document.caret()).isEqualTo(32);
    }

    @Test
    void keysOfTheWindowAreLeftAlone() {
        openImage();
        int[] reached = {0};
        page.act(() -> scene.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.C) {
                reached[0]++;
            }
        }));
        page.press(KeyCode.ALT, KeyCode.LEFT);
        page.press(KeyCode.CONTROL, KeyCode.C);
        assertThat(reached[0]).isEqualTo(2);
        assertThat(document.caret()).isZero();
    }

    @Test
    void theWheelWithControlChangesTheSize() {
        openImage();
        page.wheelUpWithControl();
        page.wheelUpWithControl();
        assertThat(pane.fontSizeProperty().get()).isEqualTo(HexPane.FONT_SIZE + 2);
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
    void aFileThatShrinksShowsQuestionMarks() {
        WatchedBytes source = new WatchedBytes(HexImage.bytes(), 2 << 20);
        open(source);
        page.act(() -> {
            source.truncate(32);
            document.selectByte(1);
        });
        assertThat(page.rows().get(1)).doesNotContain("?");
        assertThat(page.rows().get(2)).startsWith("00000020  ?? ?? ??").endsWith("????????????????");
        assertThat(page.marks(Layer.UNREADABLE)).isNotEmpty();
    }

    @Test
    void bytesThatChangeWhileTheyAreShownAreShownAnew() {
        byte[] bytes = new byte[4096];
        open(new WatchedBytes(bytes, bytes.length));
        page.act(() -> {
            bytes[16] = 'Q';
            pane.model().scrollBy(1);
        });
        assertThat(page.rows().getFirst()).startsWith("00000010  51 00").endsWith("  Q...............");
    }

    @Test
    void anInflatedClusterReplacesTheFileAndGivesWayToItAgain() {
        byte[] letters = "abcdefghijklmnop".repeat(256).getBytes(StandardCharsets.US_ASCII);
        open(new ImageBuilder().clusterBits(12).size(8 << 20).compressed(0x5000, letters).build().bytes());
        assertThat(page.rows().getFirst()).endsWith("  QFI.............");
        page.act(() -> document.select(node("l1/0/l2/5/compressed-data/inflated")));
        assertThat(page.rows()).hasSizeGreaterThan(20).allMatch(row -> row.endsWith("  abcdefghijklmnop"));
        page.act(() -> document.select(node("header/magic")));
        assertThat(page.rows().getFirst()).endsWith("  QFI.............");
    }

    @Test
    void anEmptyFileSaysSo() {
        open(new WatchedBytes(new byte[0], 0));
        assertThat(page.rows()).isEmpty();
        assertThat(robot.lookup(".hex-empty").queryLabeled().isVisible()).isTrue();
        page.pointAt(300, 100);
        robot.clickOn(pane.localToScreen(300, 100));
        page.press(KeyCode.DOWN);
        page.press(KeyCode.CONTROL, KeyCode.END);
        assertThat(document.caret()).isZero();
    }

    @Test
    void aClickBelowTheLastByteDoesNothing() {
        open(new WatchedBytes(new byte[20], 20));
        page.click(3, HexColumn.HEX);
        robot.clickOn(pane.localToScreen(300, 400));
        assertThat(document.caret()).isEqualTo(3);
    }

    @Test
    void aDisposedPaneLetsGoOfItsDocument() {
        openImage();
        page.act(pane::dispose);
        page.act(() -> document.select(node("header/l1_table_offset")));
        assertThat(page.marks(Layer.NODE)).isEmpty();
        assertThat(pane.getAccessibleText()).doesNotContain("l1_table_offset");
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
