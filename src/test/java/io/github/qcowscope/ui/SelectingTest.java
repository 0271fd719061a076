package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** A click in one pane shows in all of them. */
class SelectingTest extends WindowTest {

    @Test
    void aBitmapThatIsClickedShowsItsFlagsItsWorthAndItsTable() {
        window.open(image);
        window.tree().clickArrow("bitmaps");
        assertThat(window.tree().text("bitmaps/bitmap-1")).isEqualTo("bitmap-1 [auto]");
        window.tree().click("bitmaps/bitmap-1");
        assertThat(window.tab()).isEqualTo("bitmap");
        assertThat(window.document().selection())
                .isEqualTo(new ByteRange(built.bitmapEntry("bitmap-1"), 32));
        assertThat(window.text("#bitmap-verdict")).isEqualTo("usable");
        assertThat(window.texts("#bitmap-facts"))
                .contains("auto", "enabled: every write must be recorded", "512 bytes");
        assertThat(window.table("entries").rowCount()).isEqualTo(4);
        assertThat(window.table("entries").row(0)).startsWith(
                "0", "serialized", "0x%x".formatted(built.bitmapData("bitmap-1", 0)), "0x0-0xffffff");
        assertThat(window.table("entries").row(2)).startsWith("2", "all-ones", "", "0x2000000-0x2ffffff");
        window.tree().click("bitmaps/bitmap-2");
        assertThat(window.text("#bitmap-verdict")).isEqualTo("inconsistent");
        assertThat(window.texts("#bitmap-facts"))
                .contains("in-use", "the last writer did not close it, so it may be stale");
        window.tree().click("header");
        assertThat(window.allTabs()).doesNotContain("bitmap");
        assertThat(window.tab()).isEqualTo("fields");
    }

    @Test
    void aByteThatIsClickedSelectsItsNodeInAllPanes() {
        window.open(image);
        window.clickByte(built.bitmapTable("bitmap-1") + 3 * 8 + 2);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/3");
        assertThat(window.tree().selected()).isEqualTo("bitmaps/bitmap-1/table/3");
        assertThat(window.tree().shown()).contains("bitmaps/bitmap-1/table/3");
        assertThat(window.breadcrumb()).endsWith("bitmap-1", "Bitmap table", "[3]");
        assertThat(window.status("owner")).isEqualTo("bitmaps/bitmap-1/table/3");
        assertThat(window.table("entries").selected()).isEqualTo(3);
    }

    @Test
    void aRowOfTheFieldsSelectsItsNodeAndLightsItsBytes() {
        window.open(image);
        window.tree().click("header");
        assertThat(window.table("fields").row(0).subList(1, 5)).containsExactly("0x0", "4", "0x514649fb", "");
        window.table("fields").click(1);
        assertThat(window.selected()).isEqualTo("header/version");
        assertThat(window.document().selection()).isEqualTo(new ByteRange(4, 4));
        assertThat(window.tree().selected()).isEqualTo("header/version");
        assertThat(window.table("fields").selected()).isEqualTo(1);
        assertThat(window.texts("#details")).contains("version", "3 — compat 1.1", "Specification: “Header”");
    }

    @Test
    void followsAPointerAndReturns() {
        window.open(image);
        window.select("bitmaps/bitmap-1/bitmap_table_offset");
        window.tree().doubleClick("bitmaps/bitmap-1/bitmap_table_offset");
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table");
        assertThat(window.document().caret()).isEqualTo(built.bitmapTable("bitmap-1"));
        window.press(KeyCode.ALT, KeyCode.LEFT);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/bitmap_table_offset");
        window.press(KeyCode.ALT, KeyCode.RIGHT);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table");
    }

    @Test
    void theTreeObeysKeys() {
        window.open(image);
        window.tree().click("bitmaps");
        window.press(KeyCode.RIGHT);
        window.press(KeyCode.RIGHT);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1");
        window.press(KeyCode.RIGHT);
        window.press(KeyCode.DOWN);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/bitmap_table_offset");
        window.press(KeyCode.ENTER);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table");
        window.press(KeyCode.BACK_SPACE);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1");
        window.press(KeyCode.LEFT);
        window.press(KeyCode.LEFT);
        assertThat(window.selected()).isEqualTo("bitmaps");
        assertThat(window.tree().shown()).doesNotContain("bitmaps/bitmap-1/flags");
    }

    @Test
    void theContextMenuOfARowWorksOnThatRow() {
        window.open(image);
        window.tree().click("header");
        window.press(KeyCode.RIGHT);
        window.tree().contextMenu("header/cluster_bits", "copy-path");
        assertThat(window.clipboard()).isEqualTo("header/cluster_bits");
        window.tree().contextMenu("header/cluster_bits", "copy-value");
        assertThat(window.clipboard()).isEqualTo("12 (clusters of 4096 bytes (4 KiB))");
        window.tree().contextMenu("header/cluster_bits", "export-subtree");
        assertThat(window.exported()).containsExactly("header/cluster_bits");
        window.menu("file", "export-dump");
        assertThat(window.exported()).endsWith("");
    }

    @Test
    void f6GoesFromPaneToPane() {
        window.open(image);
        window.tree().click("header");
        assertThat(window.hasFocus("#tree-pane")).isTrue();
        window.press(KeyCode.F6);
        assertThat(window.hasFocus(".hex-pane")).isTrue();
        window.press(KeyCode.F6);
        assertThat(window.hasFocus("#minimap")).isTrue();
        window.press(KeyCode.F6);
        assertThat(window.hasFocus("#panels")).isTrue();
        window.press(KeyCode.F6);
        assertThat(window.hasFocus("#tree-pane")).isTrue();
    }
}
