package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The guided tour, with the mouse and by keys. */
class TourTest extends WindowTest {

    @Test
    void leadsFromTheStartPageThroughTheSample() {
        assertThat(window.texts("#start-what")).contains("What you can do here")
                .anyMatch(text -> text.startsWith("Ctrl+Shift+P"));
        window.click("#start-tour");
        assertThat(window.title()).startsWith("sample.qcow2");
        assertThat(window.tour().count()).isEqualTo("Step 1 of 5");
        assertThat(window.selected()).isEqualTo("header");
        window.tour().next();
        window.tour().next();
        assertThat(window.tour().count()).isEqualTo("Step 3 of 5");
        assertThat(window.selected()).isEqualTo("bitmaps/backup-incremental");
        assertThat(window.tab()).isEqualTo("bitmap");
        window.tour().back();
        assertThat(window.tour().title()).isEqualTo("A header extension");
        assertThat(window.selected()).isEqualTo("extensions/bitmaps");
        window.tour().close();
        assertThat(window.tour().isShown()).isFalse();
        assertThat(window.selected()).isEqualTo("extensions/bitmaps");
    }

    @Test
    void obeysKeysAndLeavesTheWindowInUse() {
        window.menu("help", "tour");
        for (int step = 1; step < 5; step++) {
            assertThat(window.tour().count()).isEqualTo("Step " + step + " of 5");
            window.press(step % 2 == 0 ? KeyCode.RIGHT : KeyCode.SPACE);
        }
        assertThat(window.selected()).isEqualTo("bitmaps/backup-incremental/table/0/data");
        window.press(KeyCode.LEFT);
        assertThat(window.selected()).isEqualTo("bitmaps/backup-incremental/table");
        window.clickByte(0x18);
        assertThat(window.selected()).isEqualTo("header/size");
        assertThat(window.tour().isShown()).isTrue();
        window.click("#tour-next");
        window.press(KeyCode.ESCAPE);
        assertThat(window.tour().isShown()).isFalse();
        assertThat(window.hasFocus("#document")).isTrue();
    }

    @Test
    void endsWhenAnotherImageIsOpened() {
        window.menu("help", "tour");
        window.open(image);
        assertThat(window.tour().isShown()).isFalse();
        window.menu("help", "tour");
        assertThat(window.tour().count()).isEqualTo("Step 1 of 5");
        window.menu("file", "close");
        assertThat(window.tour().isShown()).isFalse();
        window.menu("file", "open-sample");
        assertThat(window.tour().isShown()).isFalse();
    }
}
