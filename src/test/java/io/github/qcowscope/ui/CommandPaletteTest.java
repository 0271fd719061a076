package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.ui.page.PalettePage;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The command palette, by keyboard only. */
class CommandPaletteTest extends WindowTest {

    @Test
    void runsACommandThatIsFoundByAFewLetters() {
        window.open(image);
        window.tree().click("header");
        window.select("header/magic");
        PalettePage palette = window.palette().open().type("copyhex");
        assertThat(palette.selected()).isEqualTo("Copy as Hex");
        window.press(KeyCode.ENTER);
        assertThat(window.clipboard()).isEqualTo("51 46 49 FB");
        assertThat(palette.isOpen()).isFalse();
        assertThat(window.hasFocus("#tree-pane")).isTrue();
        palette.open();
        assertThat(palette.text()).isEmpty();
        assertThat(palette.selected()).isEqualTo("Copy as Hex");
    }

    @Test
    void goesToANodeThatIsTypedStepByStep() {
        window.open(image);
        PalettePage palette = window.palette().open().type("@bit\t");
        assertThat(palette.text()).isEqualTo("@bitmaps/");
        palette.type("bm2");
        assertThat(palette.selected()).isEqualTo("bitmaps/bitmap-2");
        window.press(KeyCode.ENTER);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-2");
    }

    @Test
    void movesWithTheArrowsAndClosesWithoutDoingAnything() {
        PalettePage palette = window.palette().open();
        String first = palette.selected();
        window.press(KeyCode.DOWN);
        assertThat(palette.selected()).isEqualTo(palette.entries().get(1));
        window.press(KeyCode.UP);
        window.press(KeyCode.UP);
        assertThat(palette.selected()).isEqualTo(first);
        window.press(KeyCode.PAGE_DOWN);
        assertThat(palette.selected()).isEqualTo(palette.entries().get(10));
        window.press(KeyCode.ESCAPE);
        assertThat(palette.isOpen()).isFalse();
        assertThat(window.isAtStart()).isTrue();
        palette.open();
        window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        assertThat(palette.isOpen()).isFalse();
    }

    @Test
    void doesNotRunWhatCannotBeHad() {
        PalettePage palette = window.palette().open().type("follow");
        assertThat(palette.selected()).isEqualTo("Follow Pointer");
        window.press(KeyCode.ENTER);
        assertThat(palette.isOpen()).isTrue();
        window.press(KeyCode.CONTROL, KeyCode.A);
        palette.type("sample");
        palette.click("Open Sample");
        assertThat(window.title()).startsWith("sample.qcow2");
        assertThat(palette.isOpen()).isFalse();
    }
}
