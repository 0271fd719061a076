package io.github.qcowscope.ui.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.dump.DumpFormat;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.page.DumpPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@DisplayName("The window that exports dumps")
@ExtendWith(ApplicationExtension.class)
class DumpWindowTest {

    @TempDir
    static Path folder;

    private final List<String> suggested = new ArrayList<>();
    private Optional<Path> answer = Optional.empty();
    private Document document;
    private DumpPage page;

    @Start
    void start(Stage stage) throws IOException {
        Path file = new ImageBuilder().clusterBits(12).size(1L << 40)
                .bitmap(BitmapSpec.named("one").granularityBits(9).auto().tableSize(1).data(1))
                .bitmap(BitmapSpec.named("wide").granularityBits(9).tableSize(1_000_000)).build()
                .writeTo(folder.resolve("disk.qcow2"));
        document = new Document(file, new Qcow2Image(MappedFile.open(file)), new AtOnce());
        stage.setScene(new Scene(new Pane(), 200, 100));
        stage.show();
        DumpWindow window = new DumpWindow(stage, document, document.root(), (owner, title, name) -> {
            suggested.add(name);
            return answer;
        });
        window.show();
    }

    @BeforeEach
    void moveIntoTheCorner(FxRobot robot) {
        Window window = robot.window("Dump of disk.qcow2");
        robot.interact(() -> window.setX(0));
        robot.interact(() -> window.setY(0));
        page = new DumpPage(robot);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(document::close);
    }

    @Test
    void showsTheFirstLinesAndSaysSo() {
        assertThat(page.text(text -> !text.isEmpty()).lines().count()).isEqualTo(DumpPreview.LINES);
        assertThat(page.note()).isEqualTo("The first 5,000 lines are shown; the saved file has all of them.");
        assertThat(page.visibleLines()).isBetween(10, 100);
    }

    @Test
    void showsEachFormatOfTheImageOrOfWhatIsSelected(FxRobot robot) {
        page.format(DumpFormat.QEMU).text(text -> text.startsWith("magic                     0x514649fb\n"));
        assertThat(page.hasExtensionsOnly()).isTrue();
        page.extensionsOnly().text(text -> text.startsWith("Header extension:\n"));
        page.format(DumpFormat.PATCH).text(text -> text.startsWith("Header extension (Bitmaps):\n"));

        robot.interact(() -> document.select(Objects.requireNonNull(document.root().find("bitmaps/one"))));
        assertThat(page.node()).isEqualTo("Only bitmaps/one");
        page.onlyNode().text(text -> text.startsWith("Bitmap name               one\n"));
        assertThat(page.hasExtensionsOnly()).isFalse();
        assertThat(page.note()).isEqualTo("All lines are shown.");
        page.format(DumpFormat.JSON).text(text -> text.startsWith("{\"schemaVersion\": 1, "));
        page.format(DumpFormat.TEXT).text(text -> text.contains("granularity_bits"));
    }

    @Test
    void saysWhyThereIsNoSuchDump(FxRobot robot) {
        robot.interact(() -> document.select(Objects.requireNonNull(document.root().find("header/magic"))));
        page.text(text -> !text.isEmpty());
        page.format(DumpFormat.QEMU).onlyNode().text(String::isEmpty);

        assertThat(page.note()).startsWith("The format qemu shows the whole image");
        assertThat(page.canSave()).isFalse();
        page.wholeImage().text(text -> text.startsWith("magic "));
        assertThat(page.canSave()).isTrue();
    }

    @Test
    void findsWordsByTheKeyboard() {
        page.text(text -> !text.isEmpty());
        page.find("SIZE");
        assertThat(page.selected()).isEqualTo("size");
        String first = page.findStatus();
        assertThat(first).startsWith("1 of ");
        page.press(KeyCode.ENTER);
        assertThat(page.findStatus()).startsWith("2 of ");
        page.press(KeyCode.F3);
        assertThat(page.findStatus()).startsWith("3 of ");
        page.press(KeyCode.SHIFT, KeyCode.F3);
        page.press(KeyCode.SHIFT, KeyCode.ENTER);
        assertThat(page.findStatus()).isEqualTo(first);
        assertThat(suggested).as("Enter in the field must not save").isEmpty();
    }

    @Test
    void savesAllOfItWhereTheUserSays() throws IOException {
        Path target = folder.resolve("dump.txt");
        page.text(text -> !text.isEmpty());
        page.save();
        assertThat(suggested).containsExactly("disk.qcow2.txt");
        assertThat(target).doesNotExist();

        answer = Optional.of(target);
        page.format(DumpFormat.QEMU).text(text -> text.startsWith("magic "));
        page.save().message(text -> text.startsWith("Saved "));
        try (var lines = Files.lines(target)) {
            assertThat(lines.count()).isGreaterThan(1_000_000);
        }
        answer = Optional.of(document.path());
        page.save().message(text -> text.endsWith("is the image itself, which is never overwritten."));
    }

    @Test
    void showsHowFarSavingIsAndCanBeCancelled() {
        Path target = folder.resolve("cancelled.json");
        answer = Optional.of(target);
        page.format(DumpFormat.JSON).text(text -> text.startsWith("{"));
        page.save().message(text -> text.startsWith("Saving "));
        assertThat(page.canSave()).isFalse();
        page.cancel().message(text -> text.equals(target + " was not saved."));

        assertThat(page.canSave()).isTrue();
        assertThat(target).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void closesWithTheImage(FxRobot robot) {
        page.text(text -> !text.isEmpty());
        robot.interact(document::close);
        assertThat(page.isOpen()).isFalse();
    }

    @Test
    void closesByButtonAndByKey() {
        page.text(text -> !text.isEmpty());
        page.press(KeyCode.ESCAPE);
        assertThat(page.isOpen()).isFalse();
    }
}
