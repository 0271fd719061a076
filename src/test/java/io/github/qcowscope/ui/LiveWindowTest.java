package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.page.LivePage;
import io.github.qcowscope.ui.page.Screenshot;
import io.github.qcowscope.ui.theme.Theme;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The watch looks by itself here, as for a user; when it must look is tested in {@code LiveModelTest}. */
@Tag("headless")
@DisplayName("A window with an image that another program writes to")
class LiveWindowTest extends WindowTest {

    private LivePage live;
    private long flags;
    private long writes;

    @BeforeEach
    void look() {
        live = new LivePage(window);
        flags = built.bitmapEntry("bitmap-1") + 12;
    }

    private void write(long offset, int... bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(offset);
            for (int each : bytes) {
                file.write(each);
            }
        }
        Files.setLastModifiedTime(image, FileTime.fromMillis(1_000_000 + ++writes));
    }

    private boolean says(String path, String text) {
        return window.document().root().find(path).value().text().contains(text);
    }

    @Test
    @DisplayName("lights what has changed, in bytes and tree, and leaves everything else where it is")
    void flashes() throws IOException {
        window.open(image);
        window.select("bitmaps/bitmap-1/flags");
        window.showTab("problems");
        window.press(KeyCode.CONTROL, KeyCode.F);
        window.type("5146");
        Document document = window.document();
        long top = live.topRow();
        assertThat(live.status()).isEmpty();

        write(flags + 3, 3);
        live.until("the flags are read again", () -> says("bitmaps/bitmap-1/flags", "in_use"));
        live.until("the byte is lit", () -> live.changedBytes().contains(new ByteRange(flags + 3, 1)));
        assertThat(window.tree().isChanged("bitmaps/bitmap-1/flags")).isTrue();
        assertThat(window.tree().isChanged("bitmaps/bitmap-1/type")).isFalse();
        assertThat(window.tree().text("bitmaps/bitmap-1/flags")).contains("in_use");
        assertThat(live.status()).startsWith("live, changed ");
        assertThat(live.notice()).isEmpty();
        assertThat(window.document()).isSameAs(document);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/flags");
        assertThat(window.tab()).isEqualTo("problems");
        assertThat(window.hasFocus("#find-bar")).isTrue();
        assertThat(live.topRow()).isEqualTo(top);

        live.until("the light fades", () -> live.changedBytes().isEmpty());
        live.until("the mark goes", () -> !window.tree().isChanged("bitmaps/bitmap-1/flags"));
        live.until("it is quiet again", () -> live.status().startsWith("last changed "));
        window.settle();
        assertThat(document.restingProperty().get()).isSameAs(document.image());
        assertThat(window.tab()).isEqualTo("problems");
    }

    @Test
    @DisplayName("looks well in both themes")
    void themes() throws IOException {
        for (Theme theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
            settings.reloadOnChangeProperty().set(true);
            built.writeTo(image);
            window.act(() -> settings.themeProperty().set(theme));
            window.open(image);
            window.select("bitmaps/bitmap-1/flags");
            write(flags + 3, 3);
            write(built.bitmapEntry("bitmap-1") + 40, 1, 2, 3, 4, 5);
            live.until("the bytes are lit", () -> !live.changedBytes().isEmpty());
            keep("live-" + theme.name().toLowerCase(Locale.ROOT));
            settings.reloadOnChangeProperty().set(false);
            write(flags + 3, 2);
            live.until("the notice is there", () -> !live.notice().isEmpty());
            keep("live-notice-" + theme.name().toLowerCase(Locale.ROOT));
        }
    }

    private void keep(String name) throws IOException {
        WritableImage[] shot = new WritableImage[1];
        interact(() -> shot[0] = lookup("#document").query().getScene().snapshot(null));
        Screenshot.keep(shot[0], name);
    }

    @Test
    @DisplayName("tells at once that a bitmap is in use, and later what its bits have become")
    void bitmapTab() throws IOException {
        window.open(image);
        window.select("bitmaps/bitmap-1");
        assertThat(window.texts("#bitmap-facts")).contains("usable").doesNotContain("in-use");
        write(flags + 3, 3);
        live.until("the verdict is another", () -> window.texts("#bitmap-facts").contains("inconsistent"));
        assertThat(window.texts("#bitmap-facts")).contains("in-use");
        window.settle();
        String dirty = dirty();
        write(built.bitmapData("bitmap-1", 0), 0, 0);
        live.until("the bits are counted again", () -> !dirty().equals(dirty));
        window.settle();
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1");
    }

    private String dirty() {
        return window.texts("#bitmap-facts").stream().filter(text -> text.contains(" of the disk;")).findFirst()
                .orElse("");
    }

    @Test
    @DisplayName("does not scroll back to the selected node from where the user has scrolled to")
    void scrolledAway() throws IOException {
        window.open(image);
        window.select("bitmaps/bitmap-1/flags");
        long row = built.length() / 16 / 2;
        live.scrollTo(row);
        write(flags + 3, 3);
        live.until("the flags are read again", () -> says("bitmaps/bitmap-1/flags", "in_use"));
        assertThat(live.topRow()).isEqualTo(row);
        assertThat(live.changedBytes()).as("they are out of sight").isEmpty();
    }

    @Test
    @DisplayName("offers to reload where the user does not want it done by itself, and remembers that")
    void reloadOff() throws IOException {
        window.open(image);
        window.select("bitmaps/bitmap-1/flags");
        assertThat(live.reloads()).isTrue();
        live.toggleReload();
        assertThat(live.reloads()).isFalse();
        assertThat(settings.reloadOnChangeProperty().get()).isFalse();
        write(flags + 3, 3);
        live.until("the notice is there", () -> live.notice().contains("disk.qcow2 has changed"));
        assertThat(live.offersReload()).isTrue();
        assertThat(live.status()).startsWith("changed ");
        live.reload();
        assertThat(says("bitmaps/bitmap-1/flags", "in_use")).isTrue();
        live.until("the notice is taken back", () -> live.notice().isEmpty());
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/flags");
    }

    @Test
    @DisplayName("goes on showing a file that is deleted, and shows the one that takes its place")
    void deletedAndReplaced() throws IOException {
        window.open(image);
        window.select("bitmaps/bitmap-1/flags");
        Files.move(image, folder.resolve("elsewhere"));
        live.until("the notice is there", () -> live.notice().contains("is gone"));
        assertThat(live.offersReload()).isFalse();
        assertThat(live.status()).isEqualTo("file is gone");
        window.select("bitmaps/bitmap-1/table/0");
        assertThat(window.document().source().chunk(0, 4).isWhole()).isTrue();

        built.poke(flags, 4, 3).writeTo(folder.resolve("other"));
        Files.move(folder.resolve("other"), image, StandardCopyOption.REPLACE_EXISTING);
        live.until("the other is shown", () -> says("bitmaps/bitmap-1/flags", "in_use"));
        live.until("the notice is taken back", () -> live.notice().isEmpty());
        assertThat(live.status()).startsWith("replaced ");
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/0");
    }

    @Test
    @DisplayName("shows what is left of a file that is truncated, and what it grows by")
    void truncatedAndGrown() throws IOException {
        window.open(image);
        window.select("header/size");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(200);
        }
        live.until("it is shorter", () -> window.document().source().length() == 200);
        window.settle();
        assertThat(window.selected()).isEqualTo("header/size");
        assertThat(window.status("size")).isEqualTo("200 bytes");
        assertThat(window.tree().shown()).contains("header/size");
        write(4095, 1);
        live.until("it is longer", () -> window.document().source().length() == 4096);
        window.settle();
        assertThat(window.status("size")).isEqualTo("4 KiB");
        built.writeTo(image);
        Files.setLastModifiedTime(image, FileTime.fromMillis(5_000_000));
        live.until("it is whole", () -> window.document().source().length() == built.length());
        window.settle();
        assertThat(window.document().root().find("bitmaps/bitmap-1")).isNotNull();
    }
}
