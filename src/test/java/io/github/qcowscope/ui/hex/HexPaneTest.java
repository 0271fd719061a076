package io.github.qcowscope.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.ui.hex.HexMark.Layer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pane paints, and what a click and a key do to it. */
class HexPaneTest extends HexPaneWindow {

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

    private static Color palette(String theme, String name) {
        return PaletteTest.palette(theme).get(name);
    }
}
