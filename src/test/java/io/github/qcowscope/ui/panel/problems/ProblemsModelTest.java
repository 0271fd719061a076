package io.github.qcowscope.ui.panel.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.check.Finding;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.problems.ProblemsModel.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProblemsModelTest {

    private static final String FLAGS = "bitmaps/b1/flags/reserved-3";
    private static final String ENTRY = "bitmaps/b1/table/0/reserved-56";

    private static Document document(TestImage image) {
        return new Document(Path.of("disk"), image.open(), new AtOnce());
    }

    private static TestImage damaged() {
        return new ImageBuilder().bitmap(BitmapSpec.named("b0").inUse().data(1))
                .bitmap(BitmapSpec.named("b1").flags(0x100).data(1)).build();
    }

    private static List<String> paths(ProblemsModel model) {
        return model.listed().sorted(ProblemsModel.WORST_FIRST).stream().map(Finding::nodePath).toList();
    }

    private static Finding at(ProblemsModel model, String path) {
        return model.listed().stream().filter(finding -> finding.nodePath().equals(path)).findFirst().orElseThrow();
    }

    @Test
    void findsNothingWrongWithASoundImage() {
        ProblemsModel model = new ProblemsModel(document(new ImageBuilder().bitmap(
                BitmapSpec.named("b0").auto().data(1)).build()), new AtOnce());
        assertThat(model.listed()).isEmpty();
        assertThat(model.state()).isEqualTo(State.DONE);
        assertThat(model.worst()).isNull();
        assertThat(model.summary()).contains("corruptions: 0, leaked clusters: 0");
    }

    @Test
    void listsWhatTheCheckFindsTheWorstFirst() {
        TestImage image = damaged();
        image.poke(image.bitmapTable("b1"), 8, image.bitmapData("b1", 0) | 1L << 60);
        ProblemsModel model = new ProblemsModel(document(image), new AtOnce());
        assertThat(paths(model)).containsExactly(
                "bitmaps/b1/table", ENTRY, FLAGS, "refcounts/0/block/7", "bitmaps/b0/flags");
        assertThat(model.worst()).extracting(Finding::severity).isEqualTo(Severity.ERROR);
        assertThat(model.counts().all()).isEqualTo(model.listed().size());
        assertThat(model.summary()).contains("QEMU does not open this image: ");
        assertThat(ProblemsModel.family(at(model, FLAGS))).isEqualTo("Bitmaps");
    }

    @Test
    void selectingAProblemSelectsItsNodeAndBits() {
        TestImage image = damaged();
        Document document = document(image);
        ProblemsModel model = new ProblemsModel(document, new AtOnce());
        model.select(at(model, FLAGS));
        assertThat(document.selectedNode().path()).isEqualTo(FLAGS);
        assertThat(document.selectedNode().span().bits()).isEqualTo(at(model, FLAGS).where().bits());
        assertThat(document.selection()).isEqualTo(new ByteRange(image.bitmapEntry("b1") + 12, 4));
        document.back();
        assertThat(document.selectedNode().path()).isEmpty();
    }

    @Test
    void bitsThatThePathDoesNotNameAreLitAsTheirNode() {
        TestImage image = damaged();
        Document document = document(image);
        long table = image.bitmapTable("b1");
        document.select("bitmaps/b1/table/0", new Span(document.image().source(),
                new ByteRange(table, 8), new Bits(11, 9)));
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/b1/table/0/offset");
        assertThat(document.selection()).isEqualTo(new ByteRange(table, 8));
    }

    @Test
    void aPathThatIsNotInTheTreeSelectsTheNearestAboveItAndTheBytes() {
        Document document = document(damaged());
        document.select("bitmaps/gone/table/7", new Span(document.image().source(),
                new ByteRange(0x40, 8)));
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps");
        assertThat(document.selection()).isEqualTo(new ByteRange(0x40, 8));
        assertThat(document.caret()).isEqualTo(0x40);
    }

    @Test
    void filtersBySeverityAndWords() {
        ProblemsModel model = new ProblemsModel(document(damaged()), new AtOnce());
        int all = model.listed().size();
        model.wantedProperty(Severity.ERROR).set(false);
        assertThat(model.listed()).isNotEmpty().hasSizeLessThan(all)
                .noneMatch(finding -> finding.severity() == Severity.ERROR);
        model.wantedProperty(Severity.ERROR).set(true);
        model.filterProperty().set(" Bitmap-FLAGS-reserved ");
        assertThat(paths(model)).containsExactly(FLAGS);
        model.filterProperty().set("no such words");
        assertThat(model.listed()).isEmpty();
        assertThat(model.counts().all()).isEqualTo(all);
    }

    @Test
    void aFileThatIsNoImageHasOneProblem() {
        Document document = new Document(Path.of("notes"), new Qcow2Image(new HeapBytes("notes",
                "x".repeat(5_000).getBytes(StandardCharsets.US_ASCII))), new AtOnce());
        ProblemsModel model = new ProblemsModel(document, new AtOnce());
        assertThat(model.listed()).extracting(Finding::rule).containsExactly("not-qcow2");
        assertThat(model.summary()).startsWith("Refcounts were not compared").contains("Image is not in qcow2 format");
        model.select(model.listed().getFirst());
        assertThat(document.selectedNode().path()).isEmpty();
    }

    @Test
    void countsExactlyWhatItNoLongerLists() {
        TestImage image = new ImageBuilder().clusterBits(12).size(1)
                .bitmap(BitmapSpec.named("b0").inUse().zeroes())
                .bitmap(BitmapSpec.named("long").tableSize(9_000)).build().setLength(1 << 20);
        for (int i = 0; i < 9_000; i++) {
            image.poke(image.bitmapTable("long") + 8 * i, 8, 1L << 60);
        }
        ProblemsModel model = new ProblemsModel(document(image), new AtOnce());
        assertThat(model.counts().errors()).isGreaterThanOrEqualTo(9_000);
        assertThat(model.listed().filtered(finding -> finding.severity() == Severity.ERROR))
                .hasSize(FindingBatches.MOST);
        // A flood of errors leaves room for what is less bad.
        assertThat(model.listed()).anyMatch(finding -> finding.rule().equals("bitmap-in-use"));
    }

    @Test
    void checkingAgainForgetsWhatWasFound() {
        TestImage image = damaged();
        AtOnce background = new AtOnce();
        ProblemsModel model = new ProblemsModel(document(image), background);
        int all = model.listed().size();
        background.hold();
        model.check();
        assertThat(model.state()).isEqualTo(State.RUNNING);
        assertThat(model.listed()).isEmpty();
        assertThat(model.counts().all()).isZero();
        assertThat(model.worst()).isNull();
        background.release();
        assertThat(model.state()).isEqualTo(State.DONE);
        assertThat(model.listed()).hasSize(all);
    }

    /** Work that nobody wants any more as soon as it starts. */
    private static final class Unwanted implements Background {
        private static final Progress CANCELLED = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        @Override
        public <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then) {
            latest(key, title, work, then, () -> { });
        }

        @Override
        public <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then, Runnable ended) {
            try {
                then.accept(work.apply(CANCELLED));
            } catch (Cancelled e) {
                ended.run();
            }
        }
    }

    @Test
    void aCheckThatIsCancelledEndsAndSaysSo() {
        ProblemsModel model = new ProblemsModel(document(damaged()), new Unwanted());
        assertThat(model.state()).isEqualTo(State.STOPPED);
        assertThat(model.resultProperty().get()).isNull();
        assertThat(model.summary()).isEqualTo("Check not finished");
    }
}
