package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.ui.page.ProblemsPage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.TableColumn.SortType;
import org.junit.jupiter.api.Test;

/** The tables of the tabs. */
class TablesTest extends WindowTest {

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
    void theDirectoryListsItsBitmapsWhoseRowsAreLinks() {
        window.open(image);
        window.select("bitmaps");
        assertThat(window.tab()).isEqualTo("bitmaps");
        assertThat(window.table("ledger").row(0)).startsWith("bitmap-1");
        int rows = window.table("ledger").rowCount();
        List<String> names = IntStream.range(0, rows).mapToObj(row -> window.table("ledger").row(row).getFirst())
                .toList();
        window.table("ledger").sort(0, SortType.DESCENDING);
        assertThat(IntStream.range(0, rows).mapToObj(row -> window.table("ledger").row(row).getFirst()))
                .containsExactlyElementsOf(names.stream().sorted(Comparator.reverseOrder()).toList());
        window.table("ledger").sort(0, SortType.ASCENDING);
        window.table("ledger").click(0);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1");
        assertThat(window.tab()).isEqualTo("bitmap");
        assertThat(window.allTabs()).doesNotContain("bitmaps");
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
        window.table("entries").sort(2, SortType.DESCENDING);
        assertThat(window.table("entries").row(0)).startsWith("3", "serialized");
        assertThat(window.table("entries").row(1)).startsWith("0", "serialized");
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
    void showsProblemsWhereTheyAreAndListsThem() {
        built.poke(built.bitmapTable("bitmap-1") + 8, 8, 1L << 60).writeTo(image);
        window.open(image);
        // The second one is that QEMU gives up its check there.
        assertThat(window.status("problem")).isEqualTo("2 errors");
        window.showTab("problems");
        ProblemsPage problems = new ProblemsPage(window);
        int all = problems.table().rowCount();
        problems.filter("bitmap-entry-reserved");
        assertThat(problems.table().rowCount()).isEqualTo(1);
        assertThat(problems.table().row(0)).contains("Bitmaps", "bitmaps/bitmap-1/table/1/reserved-56");
        assertThat(problems.fact("where")).as("what is said before any is chosen")
                .isEqualTo("bitmaps/bitmap-1/table/1/reserved-56");
        assertThat(window.selected()).as("and nobody is moved").isEmpty();
        problems.table().click(0);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/1/reserved-56");
        assertThat(window.document().selection()).isEqualTo(new ByteRange(built.bitmapTable("bitmap-1") + 8, 8));
        assertThat(problems.fact("refused")).isEqualTo("yes, because of this QEMU does not open the image");
        assertThat(problems.fact("section")).isEqualTo("Bitmap table");
        assertThat(problems.summary()).contains("corruptions: 1");
        problems.filter("");
        assertThat(problems.table().rowCount()).isEqualTo(all);
        problems.toggle("error");
        assertThat(problems.table().rowCount()).isEqualTo(all - 2);
        assertThat(window.tab()).isEqualTo("problems");
        assertThat(window.tree().isMarked("bitmaps/bitmap-1/table/1", "error")).isTrue();
    }
}
