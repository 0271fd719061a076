package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Bookmarks by keys and in their tab. */
class BookmarksTest extends WindowTest {

    @Test
    void areSetByAKeyListedGoneToAndRemoved() {
        window.open(image);
        window.select("header/size");
        window.press(KeyCode.CONTROL, KeyCode.B);
        window.select("bitmaps/bitmap-1/table/3");
        window.press(KeyCode.CONTROL, KeyCode.B);
        window.showTab("bookmarks");
        assertThat(window.table("bookmarks").rowCount()).isEqualTo(2);
        assertThat(window.table("bookmarks").row(0)).containsExactly("AMBER", "0x18 (24)", "8", "Header › size",
                "header/size");
        window.table("bookmarks").click(0);
        assertThat(window.selected()).isEqualTo("header/size");
        window.click("#tree-filter");
        window.press(KeyCode.F4);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/3");
        window.press(KeyCode.SHIFT, KeyCode.F4);
        assertThat(window.selected()).isEqualTo("header/size");
        window.table("bookmarks").click(1);
        window.press(KeyCode.DELETE);
        assertThat(window.table("bookmarks").rowCount()).isEqualTo(1);
        window.click("#bookmarks-markdown");
        assertThat(window.clipboard()).contains("| 0x18 | 8 | `header/size` | Header › size |");
    }

    @Test
    void surviveAReloadOfTheImage() {
        window.open(image);
        window.select("header/size");
        window.press(KeyCode.CONTROL, KeyCode.B);
        window.press(KeyCode.F5);
        window.showTab("bookmarks");
        assertThat(window.table("bookmarks").rowCount()).isEqualTo(1);
    }
}
