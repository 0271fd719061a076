package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.qcowscope.ui.document.ByteMarks;
import io.github.qcowscope.ui.page.FindPage;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The minimap beside the bytes. */
class MinimapTest extends WindowTest {

    @Test
    void aClickGoesThereAndADragOnlyScrolls() {
        window.open(image);
        window.minimap().click(0.5);
        long middle = built.length() / 2;
        assertThat(window.document().caret()).isBetween(middle - 4096, middle + 4096);
        assertThat(window.shown().contains(window.document().caret())).isTrue();
        long caret = window.document().caret();
        window.minimap().drag(0.5, 0.02);
        assertThat(window.shown().offset()).isLessThan(4096);
        assertThat(window.document().caret()).isEqualTo(caret);
    }

    @Test
    void keysMoveAndEnterGoesThere() {
        window.open(image);
        window.minimap().click(0.5);
        window.press(KeyCode.HOME);
        assertThat(window.shown().offset()).isZero();
        assertThat(window.minimap().words()).contains("0x0-0x", "Header");
        window.press(KeyCode.PAGE_DOWN);
        window.press(KeyCode.DOWN);
        assertThat(window.shown().offset()).isPositive();
        window.press(KeyCode.END);
        assertThat(window.shown().end()).isGreaterThan(built.length() - 512);
        window.press(KeyCode.ENTER);
        assertThat(window.document().caret()).isGreaterThan(built.length() - 4096);
    }

    @Test
    void marksWhatASearchForAllHasFound() {
        window.open(image);
        new FindPage(window).mode("text").text("bitmap-").all();
        assertThat(window.document().marks().all(ByteMarks.Group.HITS)).extracting(mark -> mark.range().length())
                .containsExactly(7L, 7L);
        new FindPage(window).text("no such text").all();
        assertThat(window.document().marks().all(ByteMarks.Group.HITS)).isEmpty();
    }

    @Test
    void canBeHiddenForGood() {
        window.open(image);
        assertThat(window.minimap().isShown()).isTrue();
        window.press(KeyCode.CONTROL, KeyCode.M);
        assertThat(window.minimap().isShown()).isFalse();
        window.press(KeyCode.F5);
        assertThat(window.minimap().isShown()).isFalse();
        window.press(KeyCode.CONTROL, KeyCode.M);
        assertThat(window.minimap().isShown()).isTrue();
    }

    @Test
    void tellsWhatIsUnderThePointerAndSwitchesToEntropy() {
        assumeThat(System.getProperty("glass.platform"))
                .as("on a real display the robot's pointer does not reach the strip")
                .isEqualTo("Headless");
        window.open(image);
        // Not the first pixel: a real display may round it to the one above.
        window.minimap().pointAt(0.005);
        assertThat(window.minimap().words()).contains("Header", "First byte: ");
        window.click("#minimap-mode");
        window.minimap().pointAt(0.01);
        assertThat(window.minimap().words()).containsAnyOf("Entropy", "hole");
    }
}
