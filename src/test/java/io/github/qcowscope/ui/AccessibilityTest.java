package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.ui.page.KeyboardPage;
import io.github.qcowscope.ui.page.WindowPage;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.theme.Theme;
import io.github.qcowscope.ui.workspace.Sample;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the window can be used with a keyboard alone, and what a screen reader says of it. */
class AccessibilityTest extends WindowTest {

    /** Pixels of a line around the smallest control. */
    private static final long A_LINE = 40;

    private final Settings settings = Settings.inMemory();

    @Override
    public void start(Stage stage) throws IOException {
        window = new WindowPage(stage, settings, new Sample(SampleImage.FILE.toUri().toURL()));
    }

    @Test
    void aScreenReaderSaysOffsetByteAndField() {
        window.open(image);
        KeyboardPage keyboard = window.keyboard();
        window.clickByte(1);
        assertThat(keyboard.said(".hex-pane")).contains("0x1", "0x46", "70", "magic");
        window.press(KeyCode.RIGHT);
        assertThat(keyboard.said(".hex-pane")).contains("0x2", "0x49", "magic");
        window.press(KeyCode.SHIFT, KeyCode.RIGHT);
        assertThat(keyboard.said(".hex-pane")).contains("2 bytes selected");
        window.select("header/autoclear_features/bitmaps");
        assertThat(keyboard.said(".hex-pane")).contains("bitmaps", "bit 0");
    }

    @Test
    void aScreenReaderSaysWhatARowOfTheTreeIs() {
        window.open(image);
        window.select("bitmaps/bitmap-1");
        assertThat(window.tree().said("bitmaps/bitmap-1")).contains("bitmap-1", "auto", "level 2", "closed");
        assertThat(window.keyboard().said("#tree")).isEqualTo("Structures");
    }

    @Test
    void eachPictureHasARoleAndSaysWhatItShows() {
        window.open(image);
        window.select("bitmaps/bitmap-1");
        window.showTab("bitmap-picture");
        assertThat(window.keyboard().said("#bitmap-picture")).contains("bitmap-1", "granules dirty");
        assertThat(window.query("#bitmap-picture").getAccessibleRole()).isEqualTo(AccessibleRole.IMAGE_VIEW);
        window.showTab("cluster-map");
        assertThat(window.keyboard().said("#cluster-map")).contains("cluster");
        assertThat(window.query("#cluster-map").getAccessibleRole()).isEqualTo(AccessibleRole.IMAGE_VIEW);
        window.showTab("compare");
        assertThat(window.keyboard().said("#compare-picture")).contains("Dirty only in A");
        assertThat(window.query("#compare-picture").getAccessibleRole()).isEqualTo(AccessibleRole.IMAGE_VIEW);
    }

    @Test
    void whateverCanHaveTheFocusHasAName() {
        window.open(image);
        window.select("bitmaps/bitmap-1");
        KeyboardPage keyboard = window.keyboard();
        SoftAssertions.assertSoftly(all -> {
            for (String tab : window.allTabs()) {
                window.showTab(tab);
                for (Node stop : keyboard.stops()) {
                    all.assertThat(keyboard.name(stop)).as("%s: %s", tab, stop).isNotBlank();
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM")
    void theFocusCanBeSeenWhereverItIs(Theme theme) {
        window.act(() -> settings.themeProperty().set(theme));
        window.open(image);
        window.select("bitmaps/bitmap-1");
        KeyboardPage keyboard = window.keyboard();
        SoftAssertions.assertSoftly(all -> {
            Set<Node> seen = new HashSet<>();
            for (String tab : window.allTabs()) {
                window.showTab(tab);
                List<Node> stops = keyboard.stops();
                stops.removeIf(stop -> !seen.add(stop));
                for (Node stop : stops) {
                    all.assertThat(keyboard.pixelsThatShowTheFocus(stop)).as("%s: %s", tab, stop)
                            .isGreaterThanOrEqualTo(A_LINE);
                }
            }
        });
    }

    /** From the start to the bits of a bitmap's third table entry, and back, without a mouse. */
    @Test
    void theWholeWayGoesByKeys() {
        window.open(image);
        assertThat(window.hasFocus("#tree")).isTrue();
        window.press(KeyCode.CONTROL, KeyCode.L);
        window.type("bitmap-1");
        window.press(KeyCode.DOWN);
        assertThat(window.hasFocus("#tree")).isTrue();
        window.press(KeyCode.CONTROL, KeyCode.G);
        window.type("bitmaps/bitmap-1/table/0/offset");
        window.press(KeyCode.ENTER);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/0/offset");
        window.press(KeyCode.CONTROL, KeyCode.ENTER);
        assertThat(window.document().caret()).isEqualTo(built.get(built.bitmapTable("bitmap-1"), 8) & ~0x1ffL);
        window.press(KeyCode.ALT, KeyCode.LEFT);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/0/offset");
        window.press(KeyCode.F6);
        window.press(KeyCode.F6);
        window.press(KeyCode.CONTROL, KeyCode.W);
        assertThat(window.isAtStart()).isTrue();
    }
}
