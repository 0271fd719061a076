package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.ui.page.WindowPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class MainWindowTest {

    @TempDir
    private static Path folder;

    private final Settings settings = Settings.inMemory();
    private final TestImage built = new ImageBuilder().clusterBits(12).size(64 << 20)
            .bitmap(BitmapSpec.named("bitmap-1").auto().granularityBits(9).data(0xff).zeroes().ones().data(1))
            .bitmap(BitmapSpec.named("bitmap-2").inUse().zeroes())
            .build();
    private WindowPage window;
    private Path image;

    @Start
    void start(Stage stage) throws IOException {
        window = new WindowPage(stage, settings, new Sample(SampleImage.FILE.toUri().toURL()));
    }

    @BeforeEach
    void write() {
        image = built.writeTo(folder.resolve("disk.qcow2"));
    }

    @Test
    void opensAnImageThroughTheMenu() {
        assertThat(window.isAtStart()).isTrue();
        window.open(image);
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
    void aBitmapThatIsClickedShowsItsFlagsItsWorthAndItsTable() {
        window.open(image);
        window.tree().clickArrow("bitmaps");
        assertThat(window.tree().text("bitmaps/bitmap-1")).isEqualTo("bitmap-1 [auto]");
        window.tree().click("bitmaps/bitmap-1");
        assertThat(window.tab()).isEqualTo("bitmap");
        assertThat(window.document().selection())
                .isEqualTo(new ByteRange(built.bitmapEntry("bitmap-1"), 32));
        assertThat(window.text("#bitmap-verdict")).isEqualTo("usable");
        assertThat(window.texts("#bitmap-facts")).contains("auto", "enabled: every write must be recorded", "512 bytes");
        assertThat(window.table("entries").rowCount()).isEqualTo(4);
        assertThat(window.table("entries").row(0)).startsWith(
                "0", "serialized", "0x%x".formatted(built.bitmapData("bitmap-1", 0)), "0x0-0xffffff");
        assertThat(window.table("entries").row(2)).startsWith("2", "all-ones", "", "0x2000000-0x2ffffff");
        window.tree().click("bitmaps/bitmap-2");
        assertThat(window.text("#bitmap-verdict")).isEqualTo("inconsistent");
        assertThat(window.texts("#bitmap-facts")).contains("in-use", "the last writer did not close it, so it may be stale");
        window.tree().click("header");
        assertThat(window.allTabs()).doesNotContain("bitmap");
        assertThat(window.tab()).isEqualTo("fields");
    }

    @Test
    void aByteThatIsClickedSelectsItsNodeInAllPanes() {
        window.open(image);
        window.clickByte(built.bitmapTable("bitmap-1") + 3 * 8 + 2);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/3");
        assertThat(window.tree().selected()).isEqualTo("bitmaps/bitmap-1/table/3");
        assertThat(window.tree().shown()).contains("bitmaps/bitmap-1/table/3");
        assertThat(window.breadcrumb()).endsWith("bitmap-1", "Bitmap table", "[3]");
        assertThat(window.status("owner")).isEqualTo("bitmaps/bitmap-1/table/3");
        assertThat(window.table("entries").selected()).isEqualTo(3);
    }

    @Test
    void aRowOfTheFieldsSelectsItsNodeAndLightsItsBytes() {
        window.open(image);
        window.tree().click("header");
        assertThat(window.table("fields").row(0).subList(1, 5)).containsExactly("0x0", "4", "0x514649fb", "");
        window.table("fields").click(1);
        assertThat(window.selected()).isEqualTo("header/version");
        assertThat(window.document().selection()).isEqualTo(new ByteRange(4, 4));
        assertThat(window.tree().selected()).isEqualTo("header/version");
        assertThat(window.table("fields").selected()).isEqualTo(1);
        assertThat(window.texts("#details")).contains("version", "3 — compat 1.1", "Specification: “Header”");
    }

    @Test
    void rowsOfABitmapsTableAreLinks() {
        window.open(image);
        window.select("bitmaps/bitmap-1");
        window.table("entries").click(3);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/3");
        window.table("entries").doubleClick(3);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/3/data");
        assertThat(window.document().caret()).isEqualTo(built.bitmapData("bitmap-1", 3));
        assertThat(window.table("entries").selected()).isEqualTo(3);
    }

    @Test
    void aBitmapsTableCanBeFilteredAndSorted() {
        window.open(image);
        window.select("bitmaps/bitmap-1");
        window.click("#entries-serialized");
        assertThat(window.table("entries").rowCount()).isEqualTo(2);
        assertThat(window.table("entries").row(1)).startsWith("3", "serialized");
        window.click("#entries-all");
        assertThat(window.table("entries").rowCount()).isEqualTo(4);
        window.table("entries").sort(0, SortType.DESCENDING);
        assertThat(window.table("entries").row(0)).startsWith("3");
        window.table("entries").sort(1, SortType.ASCENDING);
        assertThat(window.table("entries").row(1)).startsWith("3", "serialized");
        assertThat(window.table("entries").row(2)).startsWith("1", "all-zeroes");
    }

    @Test
    void followsAPointerAndReturns() {
        window.open(image);
        window.select("bitmaps/bitmap-1/bitmap_table_offset");
        window.tree().doubleClick("bitmaps/bitmap-1/bitmap_table_offset");
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table");
        assertThat(window.document().caret()).isEqualTo(built.bitmapTable("bitmap-1"));
        window.press(KeyCode.ALT, KeyCode.LEFT);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/bitmap_table_offset");
        window.press(KeyCode.ALT, KeyCode.RIGHT);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table");
    }

    @Test
    void theTreeObeysKeys() {
        window.open(image);
        window.tree().click("bitmaps");
        window.press(KeyCode.RIGHT);
        window.press(KeyCode.RIGHT);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1");
        window.press(KeyCode.RIGHT);
        window.press(KeyCode.DOWN);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/bitmap_table_offset");
        window.press(KeyCode.ENTER);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table");
        window.press(KeyCode.BACK_SPACE);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1");
        window.press(KeyCode.LEFT);
        window.press(KeyCode.LEFT);
        assertThat(window.selected()).isEqualTo("bitmaps");
        assertThat(window.tree().shown()).doesNotContain("bitmaps/bitmap-1/flags");
    }

    @Test
    void theContextMenuOfARowWorksOnThatRow() {
        window.open(image);
        window.tree().click("header");
        window.press(KeyCode.RIGHT);
        window.tree().contextMenu("header/cluster_bits", "copy-path");
        assertThat(window.clipboard()).isEqualTo("header/cluster_bits");
        window.tree().contextMenu("header/cluster_bits", "copy-value");
        assertThat(window.clipboard()).isEqualTo("12 (clusters of 4096 bytes (4 KiB))");
        window.tree().contextMenu("header/cluster_bits", "export-subtree");
        assertThat(window.exported()).containsExactly("header/cluster_bits");
        window.menu("file", "export-dump");
        assertThat(window.exported()).endsWith("");
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

    @Test
    void showsProblemsWhereTheyAreAndListsThem() {
        built.poke(built.bitmapTable("bitmap-1") + 8, 8, 1L << 60).writeTo(image);
        window.open(image);
        assertThat(window.status("problem")).isEqualTo("1 error");
        window.showTab("problems");
        assertThat(window.table("problems").rowCount()).isEqualTo(2);
        window.table("problems").click(0);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/1/reserved-56");
        assertThat(window.tab()).isEqualTo("problems");
        assertThat(window.tree().isMarked("bitmaps/bitmap-1/table/1", "error")).isTrue();
    }

    @Test
    void aTableOfAMillionEntriesCostsNoMoreThanWhatIsSeen() {
        TestImage long_ = new ImageBuilder().clusterBits(12).size(1)
                .bitmap(BitmapSpec.named("long").tableSize(1_000_000)).build().setLength(16 << 20);
        window.open(long_.writeTo(folder.resolve("long.qcow2")));
        window.clickByte(long_.bitmapTable("long") + 8L * 777_777);
        assertThat(window.selected()).isEqualTo("bitmaps/long/table/777777");
        assertThat(window.tree().shown()).contains("bitmaps/long/table/777777");
        assertThat(window.tree().rowCount()).isGreaterThan(1_000_000);
        assertThat(window.tree().cellCount()).isLessThan(100);
        assertThat(window.table("entries").rowCount()).isEqualTo(1_000_000);
        assertThat(window.table("entries").drawnRows()).isLessThan(100);
        assertThat(window.table("entries").selected()).isEqualTo(777_777);
    }

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
        assertThat(window.text("#goto-sentence")).contains("neither an offset");
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-2/flags");
        window.press(KeyCode.CONTROL, KeyCode.G);
        window.type("g:0\n");
        assertThat(window.text("#goto-sentence")).isEqualTo("No guest offsets in this test.");
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
        window.menu("edit", "copy-text");
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
    void f6GoesFromPaneToPane() {
        window.open(image);
        window.tree().click("header");
        assertThat(window.hasFocus("#tree-pane")).isTrue();
        window.press(KeyCode.F6);
        assertThat(window.hasFocus(".hex-pane")).isTrue();
        window.press(KeyCode.F6);
        assertThat(window.hasFocus("#panels")).isTrue();
        window.press(KeyCode.F6);
        assertThat(window.hasFocus("#tree-pane")).isTrue();
    }

    @Test
    void showsEveryKeyOnASheet() {
        window.press(KeyCode.F1);
        assertThat(window.texts("#keys")).contains("Go To…", "Ctrl+G", "Find Next", "F3");
    }
}
