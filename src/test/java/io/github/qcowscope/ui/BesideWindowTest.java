package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.ui.hex.HexMark;
import io.github.qcowscope.ui.page.BesidePage;
import io.github.qcowscope.ui.page.Screenshot;
import io.github.qcowscope.ui.theme.Theme;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The window with two files side by side")
class BesideWindowTest extends WindowTest {

    private final BesidePage beside = new BesidePage(this);
    private Path other;

    @BeforeEach
    void change() throws IOException {
        other = built.writeTo(folder.resolve("other.qcow2"));
        try (RandomAccessFile file = new RandomAccessFile(other.toFile(), "rw")) {
            file.seek(31);
            file.write(1);
            file.seek(built.bitmapData("bitmap-1", 0));
            file.write(new byte[] {5, 6, 7});
            file.setLength(built.length() + 5000);
        }
    }

    private void open(Path second) {
        window.open(image);
        window.compareSideBySide(second);
        interact(() -> Window.getWindows().stream()
                .filter(shown -> shown instanceof Stage stage && stage.getTitle().contains(" beside "))
                .forEach(shown -> {
                    shown.setX(0);
                    shown.setY(0);
                }));
    }

    @Test
    @DisplayName("counts what differs, and leads from one difference to the next")
    void walk() {
        open(other);
        beside.summary(text -> text.equals("4 bytes differ, in 2 places. other.qcow2 has 5000 bytes (4.88 KiB) more."));
        beside.owner("left", text -> text.endsWith(": header/size"))
                .owner("right", text -> text.endsWith(": header/size"));
        assertThat(beside.differences("left")).extracting(HexMark::range).containsExactly(new ByteRange(31, 1));
        assertThat(beside.differences("right")).extracting(HexMark::range).containsExactly(new ByteRange(31, 1));
        beside.press(KeyCode.F8);
        beside.owner("left", text -> text.endsWith("bitmaps/bitmap-1/table/0/data"));
        assertThat(beside.topRow("left")).isEqualTo(beside.topRow("right")).isPositive();
        beside.click("next");
        beside.owner("right", text -> text.startsWith("0x%x".formatted(built.length())));
        assertThat(beside.differences("right")).isNotEmpty();
        beside.click("next").message(text -> text.startsWith("There is no difference after"));
        beside.press(KeyCode.SHIFT, KeyCode.F8);
        beside.owner("right", text -> text.endsWith("bitmaps/bitmap-1/table/0/data"));
        assertThat(window.document().caret()).as("the main window stays where it is").isZero();
    }

    @Test
    @DisplayName("scrolls both sides together until the link is let go, also past the end of the shorter file")
    void linked() {
        open(other);
        beside.summary(text -> text.contains("differ"));
        beside.scrollTo("left", 100);
        assertThat(beside.topRow("right")).isEqualTo(100);
        long beyond = (built.length() + 4000) / 16;
        beside.scrollTo("right", beyond);
        assertThat(beside.topRow("left")).isEqualTo(beyond);
        beside.click("linked").scrollTo("left", 20);
        assertThat(beside.topRow("right")).isEqualTo(beyond);
        beside.press(KeyCode.CONTROL, KeyCode.L);
        beside.scrollTo("left", 30);
        assertThat(beside.topRow("right")).isEqualTo(30);
    }

    @Test
    @DisplayName("says why the other file cannot be opened, and closes with the image")
    void failing() {
        open(folder.resolve("missing.qcow2"));
        beside.summary(text -> text.contains("There is no file") && text.contains("missing.qcow2"));
        interact(() -> window.document().close());
        assertThat(beside.isOpen()).isFalse();
    }

    @Test
    @DisplayName("takes any file, also one that is no image, or empty")
    void anyFile() throws IOException {
        open(Files.writeString(folder.resolve("notes.txt"), "not an image"));
        beside.summary(text -> text.contains("disk.qcow2 has"));
        beside.owner("right", text -> text.endsWith("no structure"));
        beside.press(KeyCode.ESCAPE);
        assertThat(beside.isOpen()).isFalse();
        window.compareSideBySide(Files.createFile(folder.resolve("empty")));
        beside.summary(text -> text.startsWith("The bytes that both have are equal. disk.qcow2 has"));
        beside.press(KeyCode.CONTROL, KeyCode.W);
        assertThat(beside.isOpen()).isFalse();
    }

    @Test
    @DisplayName("looks well in both themes")
    void themes() throws IOException {
        open(other);
        beside.summary(text -> text.contains("differ"));
        for (Theme theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
            interact(() -> settings.themeProperty().set(theme));
            beside.press(KeyCode.F8);
            beside.owner("left", text -> text.contains("0x"));
            WritableImage[] shot = new WritableImage[1];
            interact(() -> shot[0] = lookup("#beside-window").query().getScene().snapshot(null));
            Screenshot.keep(shot[0], "beside-" + theme.name().toLowerCase(Locale.ROOT));
            assertThat(shot[0].getPixelReader().getColor(5, 300).getBrightness() > 0.5).isEqualTo(theme == Theme.LIGHT);
        }
    }
}
