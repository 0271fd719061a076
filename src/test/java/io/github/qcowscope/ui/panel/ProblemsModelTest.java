package io.github.qcowscope.ui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.ui.AtOnce;
import io.github.qcowscope.ui.Document;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemsModelTest {

    private static Document document(TestImage image) {
        return new Document(Path.of("disk"), image.open(), new AtOnce());
    }

    @Test
    void findsNothingWrongWithASoundImage() {
        ProblemsModel model = new ProblemsModel(document(new ImageBuilder().bitmap(
                BitmapSpec.named("b0").auto().data(1)).build()), new AtOnce());
        assertThat(model.found()).isEmpty();
        assertThat(model.isDoneProperty().get()).isTrue();
        assertThat(model.worstProperty().get()).isEmpty();
        assertThat(model.isCutProperty().get()).isFalse();
    }

    @Test
    void listsTheWorstFirstAndEachOnce() {
        TestImage image = new ImageBuilder().bitmap(BitmapSpec.named("b0").inUse().data(1))
                .bitmap(BitmapSpec.named("b1").flags(0x100).entry(0x8000_0000_0001_0000L)).build();
        ProblemsModel model = new ProblemsModel(document(image), new AtOnce());
        assertThat(model.found()).extracting(found -> found.node().path()).containsExactly(
                "bitmaps/b1/flags/reserved-3", "bitmaps/b1/table/0/reserved-56", "bitmaps/b0/flags");
        assertThat(model.count(Severity.ERROR)).isEqualTo(2);
        assertThat(model.worstProperty().get()).hasValueSatisfying(
                worst -> assertThat(worst.severity()).isEqualTo(Severity.ERROR));
    }

    @Test
    void selectingAProblemSelectsItsNodeAndBytes() {
        TestImage image = new ImageBuilder().bitmap(BitmapSpec.named("b1").flags(0x100)).build();
        Document document = document(image);
        ProblemsModel model = new ProblemsModel(document, new AtOnce());
        model.select(model.found().getFirst());
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/b1/flags/reserved-3");
        assertThat(document.selection()).isEqualTo(new ByteRange(image.bitmapEntry("b1") + 12, 4));
    }

    @Test
    void looksAtTheStartOfLongTablesOnly() {
        TestImage image = new ImageBuilder().clusterBits(12).size(1)
                .bitmap(BitmapSpec.named("long").tableSize(50_000)).build().setLength(1 << 20);
        image.poke(image.bitmapTable("long") + 8 * 9_999, 8, 1L << 60)
                .poke(image.bitmapTable("long") + 8 * 10_000, 8, 1L << 60);
        ProblemScan.Result result = ProblemScan.of(image.open().root(), Progress.NONE);
        assertThat(result.more()).isTrue();
        assertThat(result.problems()).extracting(found -> found.node().path())
                .contains("bitmaps/long/table/9999/reserved-56")
                .doesNotContain("bitmaps/long/table/10000/reserved-56");
    }

    @Test
    void givesUpWithEnoughProblems() {
        TestImage image = new ImageBuilder().clusterBits(12).size(1)
                .bitmap(BitmapSpec.named("long").tableSize(9_000)).build().setLength(1 << 20);
        for (int i = 0; i < 9_000; i++) {
            image.poke(image.bitmapTable("long") + 8 * i, 8, 1L << 60);
        }
        ProblemScan.Result result = ProblemScan.of(image.open().root(), Progress.NONE);
        assertThat(result.more()).isTrue();
        assertThat(result.problems()).hasSize(5_000);
    }
}
