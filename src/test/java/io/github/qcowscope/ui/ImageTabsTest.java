package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;

/** How several images are open beside each other. */
class ImageTabsTest extends WindowTest {

    private Path other(String name) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new ImageBuilder().bitmap(BitmapSpec.named("only-here").data(1)).build().writeTo(file);
    }

    @Test
    void aSingleImageNeedsNoStrip() {
        window.open(image);
        assertThat(window.images().titles()).containsExactly("disk.qcow2");
        assertThat(window.images().isStripShown()).isFalse();
        assertThat(window.images().stripHeight()).isZero();
        window.open(other("second.qcow2"));
        assertThat(window.images().isStripShown()).isTrue();
        window.press(KeyCode.CONTROL, KeyCode.W);
        assertThat(window.images().stripHeight()).isZero();
    }

    @Test
    void eachTabHasItsOwnPlaceAndTheWholeWindowFollowsTheOneInFront() {
        window.open(image);
        window.select("bitmaps/bitmap-1/table/1");
        window.showTab("problems");
        window.open(other("second.qcow2"));
        assertThat(window.title()).isEqualTo("second.qcow2 — Qcowscope");
        assertThat(window.breadcrumb()).containsExactly("second.qcow2");
        window.select("bitmaps/only-here");
        assertThat(window.status("owner")).isEqualTo("bitmaps/only-here");

        window.images().click("disk.qcow2", MouseButton.PRIMARY);
        assertThat(window.title()).isEqualTo("disk.qcow2 — Qcowscope");
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/1");
        assertThat(window.breadcrumb()).startsWith("disk.qcow2", "Bitmaps");
        assertThat(window.status("owner")).isEqualTo("bitmaps/bitmap-1/table/1");
        assertThat(window.tab()).isEqualTo("problems");
        assertThat(window.tree().shown()).contains("bitmaps/bitmap-1/table/1").doesNotContain("bitmaps/only-here");
        assertThat(window.hasFocus("#document")).isTrue();

        window.press(KeyCode.CONTROL, KeyCode.TAB);
        assertThat(window.selected()).isEqualTo("bitmaps/only-here");
        assertThat(window.status("owner")).isEqualTo("bitmaps/only-here");
        window.select("header/size");
        assertThat(window.status("owner")).isEqualTo("header/size");
    }

    @Test
    void keysGoRoundWhereverTheFocusIs() {
        window.open(image);
        window.open(other("second.qcow2"));
        window.open(other("third.qcow2"));
        window.press(KeyCode.CONTROL, KeyCode.TAB);
        assertThat(window.images().front()).isEqualTo("disk.qcow2");
        window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.TAB);
        assertThat(window.images().front()).isEqualTo("third.qcow2");
        for (int i = 0; i < 5 && !window.hasFocus("#panels"); i++) {
            window.press(KeyCode.F6);
        }
        assertThat(window.hasFocus("#panels")).isTrue();
        String panel = window.tab();
        window.press(KeyCode.CONTROL, KeyCode.PAGE_UP);
        assertThat(window.images().front()).isEqualTo("second.qcow2");
        window.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN);
        assertThat(window.images().front()).isEqualTo("third.qcow2");
        assertThat(window.tab()).isEqualTo(panel);
        assertThat(window.hasFocus("#panels")).as("the focus comes back to where it was").isTrue();
    }

    @Test
    void openingAnOpenImageBringsItForwardAsItIs() {
        window.open(image);
        window.select("header/size");
        window.open(other("second.qcow2"));
        window.open(image);
        assertThat(window.images().titles()).containsExactly("disk.qcow2", "second.qcow2");
        assertThat(window.images().front()).isEqualTo("disk.qcow2");
        assertThat(window.selected()).isEqualTo("header/size");
    }

    @Test
    void imagesOfTheSameNameAreToldByTheirFolders() {
        window.open(image);
        window.open(other("copy/disk.qcow2"));
        assertThat(window.images().titles())
                .containsExactly("disk.qcow2 (" + folder.getFileName() + ")", "disk.qcow2 (copy)");
        assertThat(window.title()).isEqualTo("disk.qcow2 (copy) — Qcowscope");
        assertThat(window.images().tooltip(1)).isEqualTo(folder.resolve("copy/disk.qcow2").toString());
        window.press(KeyCode.CONTROL, KeyCode.W);
        assertThat(window.images().titles()).containsExactly("disk.qcow2");
        assertThat(window.title()).isEqualTo("disk.qcow2 — Qcowscope");
    }

    @Test
    void tabsAreClosedByCrossMiddleButtonMenuAndKeys() {
        for (String name : new String[] {"a.qcow2", "b.qcow2", "c.qcow2", "d.qcow2", "e.qcow2"}) {
            window.open(other(name));
        }
        window.images().click("b.qcow2", MouseButton.MIDDLE);
        assertThat(window.images().titles()).containsExactly("a.qcow2", "c.qcow2", "d.qcow2", "e.qcow2");
        assertThat(window.images().front()).isEqualTo("e.qcow2");
        window.images().clickCross("e.qcow2");
        assertThat(window.images().front()).isEqualTo("d.qcow2");
        window.images().choose("a.qcow2", "copy-file");
        assertThat(window.clipboard()).isEqualTo(folder.resolve("a.qcow2").toString());
        window.images().choose("c.qcow2", "close");
        assertThat(window.images().titles()).containsExactly("a.qcow2", "d.qcow2");
        window.open(image);
        window.images().choose("d.qcow2", "close-others");
        assertThat(window.images().titles()).containsExactly("d.qcow2");
        window.press(KeyCode.CONTROL, KeyCode.W);
        assertThat(window.isAtStart()).isTrue();
        window.press(KeyCode.CONTROL, KeyCode.W);
        window.press(KeyCode.CONTROL, KeyCode.TAB);
        assertThat(window.isAtStart()).isTrue();
    }

    @Test
    void reloadStaysInItsTabWithItsTreeAndPanels() {
        window.open(image);
        window.open(other("second.qcow2"));
        window.press(KeyCode.CONTROL, KeyCode.TAB);
        window.select("bitmaps/bitmap-1/table/1");
        window.showTab("problems");
        built.poke(built.bitmapTable("bitmap-1") + 8, 8, 1).writeTo(image);
        window.press(KeyCode.F5);
        assertThat(window.images().titles()).containsExactly("disk.qcow2", "second.qcow2");
        assertThat(window.images().front()).isEqualTo("disk.qcow2");
        assertThat(window.tree().text("bitmaps/bitmap-1/table/1")).contains("all-ones");
        assertThat(window.tab()).isEqualTo("problems");
    }

    @Test
    void zoomIsTheSameInAllTabs() {
        window.open(image);
        window.open(other("second.qcow2"));
        window.press(KeyCode.CONTROL, KeyCode.EQUALS);
        double zoomed = window.hexFontSize();
        assertThat(zoomed).isGreaterThan(13);
        window.press(KeyCode.CONTROL, KeyCode.TAB);
        assertThat(window.hexFontSize()).isEqualTo(zoomed);
    }
}
