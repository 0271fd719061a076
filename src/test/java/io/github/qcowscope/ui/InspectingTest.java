package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.ui.page.InspectorPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The inspector, the statistics, and the ways to take bytes elsewhere. */
class InspectingTest extends WindowTest {

    private InspectorPage page;

    @BeforeEach
    void open() {
        page = new InspectorPage(window);
        window.open(image);
    }

    @Test
    void theInspectorReadsTheByteThatIsClicked() {
        window.showTab("inspector");
        window.clickByte(0);
        assertThat(page.cell("inspect-values", "u32", 1)).isEqualTo("1363560955  0x514649fb");
        assertThat(page.cell("inspect-values", "UTF-8", 1)).isEqualTo("Q  U+0051 LATIN CAPITAL LETTER Q");
        assertThat(window.text("#inspect-place")).isEqualTo("Bytes at 0");
        window.clickByte(4);
        assertThat(page.cell("inspect-values", "u32", 1)).isEqualTo("3");
        assertThat(page.cell("inspect-values", "u32", 2)).isEqualTo("50331648  0x3000000");
    }

    @Test
    void ctrlEChoosesWhichOrderComesFirst() {
        window.showTab("inspector");
        assertThat(page.columns("inspect-values")).containsExactly("Type", "Big-endian", "Little-endian");
        window.press(KeyCode.CONTROL, KeyCode.E);
        assertThat(page.columns("inspect-values")).containsExactly("Type", "Little-endian", "Big-endian");
        assertThat(page.cell("inspect-values", "u32", 1)).isEqualTo("4215883345  0xfb494651");
        assertThat(page.cell("inspect-values", "u8", 1)).isEqualTo("81  0x51");
        window.menu("view", "little-endian");
        assertThat(page.columns("inspect-values")).containsExactly("Type", "Big-endian", "Little-endian");
        window.click("#inspect-little");
        assertThat(page.columns("inspect-values")).containsExactly("Type", "Little-endian", "Big-endian");
    }

    @Test
    void anOffsetIsALinkAndAValueCanBeCopied() {
        window.showTab("inspector");
        window.select("bitmaps/bitmap-1/bitmap_table_offset");
        page.click("inspect-values", "u64", 1, MouseButton.PRIMARY);
        window.press(KeyCode.CONTROL, KeyCode.C);
        assertThat(window.clipboard()).isEqualTo(Long.toString(built.bitmapTable("bitmap-1")));
        page.click("inspect-values", "u64", 1, MouseButton.SECONDARY);
        window.click("#inspect-copy-shown");
        assertThat(window.clipboard()).isEqualTo("%d  0x%<x".formatted(built.bitmapTable("bitmap-1")));
        page.doubleClick("inspect-values", "u64", 1);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/0");
        assertThat(window.document().caret()).isEqualTo(built.bitmapTable("bitmap-1"));
        window.press(KeyCode.ALT, KeyCode.LEFT);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/bitmap_table_offset");
    }

    @Test
    void anEntryLeadsToWhatItPointsAt() {
        window.showTab("inspector");
        window.clickByte(built.bitmapTable("bitmap-1") + 2);
        assertThat(page.cell("inspect-entries", "L1", 0)).isNotEmpty();
        window.press(KeyCode.F6);
        page.click("inspect-entries", "Bitmap table", 1, MouseButton.PRIMARY);
        window.press(KeyCode.CONTROL, KeyCode.C);
        assertThat(window.clipboard()).isEqualTo("serialized: bitmap data at 0x%x"
                .formatted(built.bitmapData("bitmap-1", 0)));
        window.press(KeyCode.ENTER);
        assertThat(window.document().caret()).isEqualTo(built.bitmapData("bitmap-1", 0));
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/0/data");
    }

    @Test
    void theStatisticsAreThoseOfWhatIsSelected() {
        window.showTab("statistics");
        window.select("header/magic");
        assertThat(page.cell("statistics-facts", "Length", 1)).isEqualTo("4 bytes");
        assertThat(page.cell("statistics-facts", "Different bytes", 1)).isEqualTo("4");
        page.click("statistics-facts", "CRC-32", 1, MouseButton.PRIMARY);
        window.press(KeyCode.CONTROL, KeyCode.C);
        assertThat(window.clipboard()).isEqualTo(page.cell("statistics-facts", "CRC-32", 1)).hasSize(8);
        window.act(() -> window.document().selectRange(0, new ByteRange(0, 600)));
        assertThat(window.text("#statistics-title")).isEqualTo("Selected bytes 0x0-0x257 (600)");
        window.click("#histogram");
        window.press(KeyCode.HOME);
        assertThat(window.text("#histogram-told")).startsWith("0x00: ");
        window.press(KeyCode.UP);
        window.press(KeyCode.RIGHT);
        assertThat(window.text("#histogram-told")).startsWith("0x11: ");
        window.press(KeyCode.END);
        assertThat(window.text("#histogram-told")).isEqualTo("0xFF: 0 times, 0.00 %");
        double linear = page.barHeight('Q');
        window.click("#histogram-logarithmic");
        assertThat(page.barHeight('Q')).isGreaterThan(linear);
        assertThat(page.barHeight(0xff)).isLessThanOrEqualTo(1);
    }

    @Test
    void bytesAreCopiedInManyWaysFromTheMenuAndFromBothContextMenus() {
        window.select("header/magic");
        window.menu("edit", "menu-copy-as", "#copy-hex-plain");
        assertThat(window.clipboard()).isEqualTo("514649fb");
        window.menu("edit", "menu-copy-as", "#copy-java");
        assertThat(window.clipboard()).contains("byte[] bytes = {\n    0x51, 0x46, 0x49, (byte) 0xfb,\n};");
        window.menu("edit", "menu-copy-as", "#copy-offset-decimal");
        assertThat(window.clipboard()).isEqualTo("0");
        window.menu("edit", "menu-copy-as", "#copy-markdown-dump");
        assertThat(window.clipboard()).startsWith("```\n00000000: 5146 49fb ").endsWith("QFI.\n```\n");
        window.tree().click("header");
        window.menu("edit", "menu-copy-as", "#copy-fields");
        assertThat(window.clipboard()).contains("| version | 0x4 | 4 | 3");
        window.clickByte(3);
        window.contextMenuOfByte(3, "copy-as", "copy-python");
        assertThat(window.clipboard()).isEqualTo("# offset 0x3, 1 byte\ndata = (\n    b\"\\xfb\"\n)\n");
        window.tree().contextMenu("header", "menu-copy-as", "#copy-base64");
        assertThat(window.clipboard()).startsWith("UUZJ+wAAAAM");
    }

    @Test
    void theSelectedBytesAreSavedAsAFile() throws Exception {
        Path target = folder.resolve("bytes.bin");
        byte[] all = Files.readAllBytes(image);
        window.act(() -> window.document().selectRange(4, new ByteRange(4, 5000)));
        window.saveSelection(target);
        assertThat(target).hasBinaryContent(Arrays.copyOfRange(all, 4, 5004));
        assertThat(window.notice()).isEqualTo("Saved " + target + " (4.88 KiB).");
        window.saveSelection(image);
        assertThat(window.notice()).contains("is the image itself");
        assertThat(image).hasBinaryContent(all);
    }
}
