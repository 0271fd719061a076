package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Go to, find, filter, copy, and the look of the window. */
class LookingForThingsTest extends WindowTest {

    @Test
    void goesWhereTheUserTypes() {
        window.open(image);
        window.press(KeyCode.CONTROL, KeyCode.G);
        window.type("c:1+0x10\n");
        assertThat(window.document().caret()).isEqualTo(0x1010);
        window.press(KeyCode.CONTROL, KeyCode.G);
        window.type("+16\n");
        assertThat(window.document().caret()).isEqualTo(0x1020);
        window.press(KeyCode.CONTROL, KeyCode.G);
        window.type("bitmaps/bitmap-2/flags\n");
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-2/flags");
        window.press(KeyCode.CONTROL, KeyCode.G);
        window.type("nowhere\n");
        assertThat(window.bubble()).contains("neither an offset");
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-2/flags");
        window.press(KeyCode.CONTROL, KeyCode.G);
        window.type("g:0\n");
        assertThat(window.bubble()).startsWith("0x0 of the virtual disk is stored nowhere");
    }

    @Test
    void findsBytesAndText() {
        window.open(image);
        window.press(KeyCode.CONTROL, KeyCode.F);
        window.type("62 69 74 6d ?? 70 2d\n");
        long first = window.document().caret();
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/name");
        assertThat(window.document().selection().length()).isEqualTo(7);
        window.press(KeyCode.F3);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-2/name");
        window.press(KeyCode.SHIFT, KeyCode.F3);
        assertThat(window.document().caret()).isEqualTo(first);
        window.click("#find-text");
        window.press(KeyCode.CONTROL, KeyCode.A);
        window.type("BITMAP-2\n");
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-2/name");
        window.type("x\n");
        assertThat(window.text("#find-status")).isEqualTo("Not found.");
        window.press(KeyCode.ESCAPE);
        assertThat(window.hasFocus(".hex-pane")).isTrue();
    }

    @Test
    void filtersTheTree() {
        window.open(image);
        window.tree().filter("bitmap-2");
        assertThat(window.tree().matches()).isEqualTo("2 matches");
        assertThat(window.tree().shown()).containsExactly("", "bitmaps", "bitmaps/bitmap-2", "bitmaps/bitmap-2/name");
        window.tree().click("bitmaps/bitmap-2/name");
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-2/name");
        window.click("#tree-filter");
        window.press(KeyCode.ESCAPE);
        assertThat(window.tree().matches()).isEmpty();
        assertThat(window.tree().filterText()).isEmpty();
        assertThat(window.tree().selected()).isEqualTo("bitmaps/bitmap-2/name");
        assertThat(window.tree().shown()).contains("bitmaps/bitmap-2/flags");
    }

    @Test
    void copiesTheSelectedBytes() {
        window.open(image);
        window.select("header/magic");
        window.menu("edit", "copy-hex");
        assertThat(window.clipboard()).isEqualTo("51 46 49 FB");
        window.select("bitmaps/bitmap-1/name");
        window.menu("edit", "menu-copy-as", "#copy-text");
        assertThat(window.clipboard()).isEqualTo("bitmap-1");
    }

    @Test
    void changesItsLook() {
        window.menu("view", "theme", "Dark");
        assertThat(window.isDressedIn("palette-dark")).isTrue();
        assertThat(window.isDressedIn("palette-light")).isFalse();
        window.menu("view", "theme", "Light");
        assertThat(window.isDressedIn("palette-light")).isTrue();
    }

    @Test
    void showsEveryKeyOnASheet() {
        window.press(KeyCode.F1);
        assertThat(window.texts("#keys")).contains("Go To…", "Ctrl+G", "Find Next", "F3");
    }
}
