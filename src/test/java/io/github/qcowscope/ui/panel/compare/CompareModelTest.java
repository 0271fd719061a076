package io.github.qcowscope.ui.panel.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.dump.BitmapFormat;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.dirty.DirtyComparison.Side;
import io.github.qcowscope.qcow2.dirty.DirtyComparison.Totals;
import io.github.qcowscope.qcow2.dirty.DirtyComparison;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.panel.compare.CompareModel.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Comparing bitmaps in the window")
class CompareModelTest {

    @TempDir
    Path folder;

    private final AtOnce jobs = new AtOnce();
    private final TestImage image = new ImageBuilder().clusterBits(12).size(1 << 20)
            .bitmap(BitmapSpec.named("a").granularityBits(9).dirty(0, 1024).dirty(65536, 512))
            .bitmap(BitmapSpec.named("b").granularityBits(12).dirty(512, 1))
            .bitmap(BitmapSpec.named("broken").granularityBits(12).entry(0x5001)).build();
    private final Document document = new Document(Path.of("image.qcow2"), image.open(), jobs);
    private final CompareModel model = new CompareModel(document, jobs);

    private CompareModel.Result result() {
        return Objects.requireNonNull(model.resultProperty().get());
    }

    @Test
    void theFirstTwoBitmapsAreComparedToBeginWith() {
        assertThat(jobs.keys()).isEmpty();
        model.setActive(true);
        assertThat(result().totals()).isEqualTo(new Totals(512, 3072, 1024, 0));
        assertThat(model.rowsProperty().get()).containsExactly(new Row(0, 1024, Side.BOTH),
                new Row(1024, 3072, Side.ONLY_B), new Row(65536, 512, Side.ONLY_A));
        assertThat(model.summary()).isEqualTo(
                "Dirty only in A: 512 bytes. Only in B: 3072 bytes (3 KiB). In both: 1024 bytes (1 KiB).");
    }

    @Test
    void bothSidesCanBeChosen() {
        model.setActive(true);
        model.chooseFirst(1);
        model.chooseOther(0);
        assertThat(result().totals()).isEqualTo(new Totals(3072, 512, 1024, 0));
        model.chooseOther(2);
        assertThat(result().totals().unknown()).isEqualTo(1 << 20);
        assertThat(model.summary()).contains("Unreadable: 1048576 bytes (1 MiB).");
        document.select(Objects.requireNonNull(document.root().find("bitmaps/a/table/0")));
        assertThat(result().comparison().a().bitmap().name()).isEqualTo("a");
    }

    @Test
    void theOtherBitmapMakesWayForTheOneThatIsSelected() {
        model.setActive(true);
        document.select(Objects.requireNonNull(document.root().find("bitmaps/b")));
        assertThat(model.otherIndex()).as("the next one").isEqualTo(2);
        document.select(Objects.requireNonNull(document.root().find("bitmaps/broken")));
        assertThat(model.otherIndex()).as("the first one after the last").isZero();
        assertThat(model.summary()).doesNotContain("same bitmap");
        model.chooseOther(2);
        assertThat(model.summary()).startsWith("A and B are the same bitmap. ");
    }

    @Test
    void anOnlyBitmapSaysThatThereIsNoOther() {
        Document lonely = new Document(Path.of("one.qcow2"), new ImageBuilder().clusterBits(12).size(1 << 20)
                .bitmap(BitmapSpec.named("a").dirty(0, 1)).build().open(), jobs);
        CompareModel alone = new CompareModel(lonely, jobs);
        alone.setActive(true);
        assertThat(alone.otherIndex()).isZero();
        assertThat(alone.summary()).startsWith("The image has no other bitmap: ");
        lonely.close();
    }

    @Test
    void theOtherBitmapMayLieInAnotherImage() {
        Path other = new ImageBuilder().clusterBits(12).size(2 << 20).bitmap(BitmapSpec.named("x"))
                .bitmap(BitmapSpec.named("a").granularityBits(16).dirty(0, 1)).build()
                .writeTo(folder.resolve("other.qcow2"));
        Path none = new ImageBuilder().build().writeTo(folder.resolve("none.qcow2"));
        List<String> told = new ArrayList<>();
        model.setActive(true);
        model.openOther(other, told::add);
        assertThat(model.othersProperty().get()).containsExactly("x", "a");
        assertThat(model.otherIndex()).as("the one of the same name").isEqualTo(1);
        assertThat(result().totals()).isEqualTo(new Totals(512, 65536 - 1024, 1024, 0));
        assertThat(told).isEmpty();

        model.openOther(none, told::add);
        model.openOther(folder.resolve("missing"), told::add);
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).isEqualTo(none + " has no bitmaps.");
        assertThat(model.othersProperty().get()).containsExactly("x", "a");
        document.close();
    }

    @Test
    void cellsTellWhereTheTwoDifferAndRowsLeadToTheBit() {
        ComparePictureModel picture = new ComparePictureModel(document, jobs, model);
        assertThat(picture.describe(new ByteRange(0, 2))).isEmpty();
        model.setActive(true);
        picture.resize(64, 32);
        assertThat(picture.shade(new ByteRange(0, 2))).isEqualTo(CompareShade.BOTH);
        assertThat(picture.shade(new ByteRange(0, 8))).isEqualTo(CompareShade.ONLY_B);
        assertThat(picture.shade(new ByteRange(0, 256))).isEqualTo(CompareShade.MIXED);
        assertThat(picture.shade(new ByteRange(64, 64))).isEqualTo(CompareShade.NEITHER);
        assertThat(picture.describe(new ByteRange(0, 2))).isEqualTo("0x0-0x3ff (1 KiB): both");

        model.select(model.rowsProperty().get().getLast());
        assertThat(document.caret()).isEqualTo(image.bitmapData("a", 0) + 16);
        picture.select(new ByteRange(100, 100));
        assertThat(picture.markedProperty().get()).isEqualTo(new ByteRange(128, 1));
        assertThat(document.caret()).isEqualTo(image.bitmapData("a", 0) + 16);
        picture.hover(new ByteRange(128, 1));
        assertThat(document.hoveredNodeProperty().get()).hasToString("bitmaps/a/table/0");
        picture.hover(new ByteRange(0, 0));
        assertThat(document.hoveredNodeProperty().get()).isNull();
    }

    @Test
    void thePicturesSumEqualsTheNumbersAtEveryZoom() {
        ComparePictureModel picture = new ComparePictureModel(document, jobs, model);
        model.setActive(true);
        picture.resize(16, 8);
        Totals totals = result().totals();
        for (int zoom = picture.grid().zoom(); zoom >= 0; zoom--) {
            picture.zoomBy(picture.grid().zoom() - zoom, 0);
            long[] sums = new long[Side.values().length];
            for (long row = 0; row < picture.grid().totalRows(); row++) {
                picture.scrollTo(row);
                int y = (int) (row - picture.grid().firstRow());
                for (int x = 0; x < 16; x++) {
                    ByteRange cell = picture.grid().cell(x, y);
                    for (Side side : List.of(Side.ONLY_A, Side.ONLY_B, Side.BOTH)) {
                        sums[side.ordinal()] += cell.isEmpty() ? 0
                                : 512 * picture.cells().counted(DirtyComparison.kind(side), cell);
                    }
                }
            }
            assertThat(sums).as("zoom " + zoom).containsSequence(totals.onlyA(), totals.onlyB(), totals.both());
        }
    }

    @Test
    void theSameNameIsFoundInTheBackingFiles() {
        BitmapSpec spec = BitmapSpec.named("a").granularityBits(9);
        new ImageBuilder().clusterBits(12).size(1 << 20).bitmap(spec.dirty(512, 512)).build()
                .writeTo(folder.resolve("base.qcow2"));
        new ImageBuilder().clusterBits(12).size(1 << 20).backing("base.qcow2", "qcow2").bitmap(BitmapSpec.named("c"))
                .build()
                .writeTo(folder.resolve("middle.qcow2"));
        Path top = new ImageBuilder().clusterBits(12).size(1 << 20).backing("middle.qcow2", "qcow2")
                .bitmap(spec.dirty(0, 1024)).bitmap(BitmapSpec.named("only here")).build()
                .writeTo(folder.resolve("top.qcow2"));
        try (Document chained = new Document(top, new Qcow2Image(MappedFile.open(top)), jobs)) {
            CompareModel chain = new CompareModel(chained, jobs);
            chain.setActive(true);
            List<String> told = new ArrayList<>();
            chain.openBehind(told::add);
            assertThat(told).isEmpty();
            assertThat(chain.othersProperty().get()).containsExactly("a in base.qcow2");
            assertThat(Objects.requireNonNull(chain.resultProperty().get()).totals())
                    .isEqualTo(new Totals(512, 0, 512, 0));
            chain.chooseFirst(1);
            assertThat(chain.resultProperty().get()).isNull();
            assertThat(chain.summary()).isEqualTo("No backing file has a bitmap only here.");
            chain.openSame();
            assertThat(chain.othersProperty().get()).containsExactly("a", "only here");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void savesWhatTheCommandLinePrints() throws IOException {
        model.setActive(true);
        Path file = folder.resolve("compared.csv");
        List<String> told = new ArrayList<>();
        model.save(file, BitmapFormat.CSV, told::add);
        assertThat(Files.readString(file)).isEqualTo("start,length,dirty_in\n0,1024,both\n1024,3072,b\n65536,512,a\n");
        assertThat(told).containsExactly("Saved " + file + ".");
    }
}
