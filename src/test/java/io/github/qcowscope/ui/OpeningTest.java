package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** How images are opened, remembered, opened again and closed. */
class OpeningTest extends WindowTest {

    @Test
    void comparesTheOpenImageWithTheFileThatIsChosen() {
        window.open(image);
        window.compareWith(folder.resolve("other.qcow2"));
        assertThat(window.compared()).containsExactly(folder.resolve("other.qcow2"));
        assertThat(window.document().path()).isEqualTo(image);
    }

    @Test
    void opensAnImageThroughTheMenu() {
        assertThat(window.isAtStart()).isTrue();
        window.openByMenu(image);
        assertThat(window.title()).isEqualTo("disk.qcow2 — Qcowscope");
        assertThat(window.isAtStart()).isFalse();
        assertThat(window.tree().shown()).contains("", "header", "extensions", "bitmaps");
        assertThat(window.breadcrumb()).containsExactly("disk.qcow2");
        assertThat(window.status("read-only")).isEqualTo("read-only");
        window.menu("file", "close");
        assertThat(window.isAtStart()).isTrue();
        assertThat(window.title()).isEqualTo("Qcowscope");
    }

    @Test
    void opensTheSampleFromTheStartPage() {
        window.click("#start-sample");
        assertThat(window.title()).startsWith("sample.qcow2");
        assertThat(window.tree().shown()).contains("bitmaps");
    }

    @Test
    void remembersRecentImagesAndWhereTheyWereLeft() {
        Path other = new ImageBuilder().build().writeTo(folder.resolve("other_one.qcow2"));
        window.open(image);
        window.select("bitmaps/bitmap-1/flags");
        window.open(other);
        window.menu("file", "recent", image.toString());
        assertThat(window.title()).startsWith("disk.qcow2");
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/flags");
        window.menu("file", "close");
        window.click("other_one.qcow2");
        assertThat(window.title()).startsWith("other_one.qcow2");
    }

    @Test
    void reloadKeepsThePlace() {
        window.open(image);
        window.select("bitmaps/bitmap-1/table/1");
        window.showTab("problems");
        int rows = window.tree().rowCount();
        built.poke(built.bitmapTable("bitmap-1") + 8, 8, 1).writeTo(image);
        window.press(KeyCode.F5);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/1");
        assertThat(window.tree().text("bitmaps/bitmap-1/table/1")).contains("all-ones");
        assertThat(window.tree().rowCount()).isEqualTo(rows);
        assertThat(window.tab()).isEqualTo("problems");
        assertThat(window.document().caret()).isEqualTo(built.bitmapTable("bitmap-1") + 8);
    }

    @Test
    void aFileThatCannotBeOpenedLeavesTheOpenImageAndSaysWhy() throws IOException {
        window.open(image);
        window.select("header/size");
        window.open(folder.resolve("missing.qcow2"));
        assertThat(window.notice()).contains("missing.qcow2");
        window.open(Files.createDirectories(folder.resolve("folder.qcow2")));
        assertThat(window.notice()).contains("folder");
        window.open(Files.write(folder.resolve("empty.qcow2"), new byte[0]));
        assertThat(window.notice()).contains("empty");
        assertThat(window.selected()).isEqualTo("header/size");
        window.openNothing();
        assertThat(window.title()).startsWith("disk.qcow2");
        window.open(Files.writeString(folder.resolve("notes.txt"), "These are notes, not an image."));
        assertThat(window.notice()).isEmpty();
        assertThat(window.title()).startsWith("notes.txt");
        assertThat(window.tree().isMarked("", "error")).isTrue();
        assertThat(window.status("problem")).isEqualTo("1 error");
    }
}
