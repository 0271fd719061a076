package io.github.qcowscope.ui.panel.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The picture of a bitmap")
class BitmapPictureModelTest {

    private static final int CLUSTER = 4096;
    private static final long PER_ENTRY = CLUSTER * 8L;

    private final AtOnce jobs = new AtOnce();
    private final TestImage image = new ImageBuilder().clusterBits(12).size(4 * PER_ENTRY << 9)
            .bitmap(BitmapSpec.named("other").granularityBits(16).dirty(0, 65536))
            .bitmap(BitmapSpec.named("b").granularityBits(9).zeroes().data(random()).ones().data(0, 0x10)).build();
    private final Document document = new Document(Path.of("image.qcow2"), image.open(), jobs);
    private final BitmapPictureModel model = new BitmapPictureModel(document, jobs);

    @BeforeEach
    void look() {
        model.setActive(true);
    }

    private static int[] random() {
        Random random = new Random(3);
        return random.ints(1000, 0, 256).toArray();
    }

    private DirtyBitmap bitmap() {
        return Objects.requireNonNull(model.bitmap());
    }

    private void select(String path) {
        document.select(Objects.requireNonNull(document.root().find(path)));
    }

    @Test
    void showsTheFirstBitmapUntilOneIsSelected() {
        model.resize(64, 32);
        assertThat(bitmap().bitmap().name()).isEqualTo("other");

        select("bitmaps/b/table/3");
        assertThat(bitmap().bitmap().name()).isEqualTo("b");
        assertThat(model.names()).containsExactly("other", "b");

        select("header");
        assertThat(bitmap().bitmap().name()).isEqualTo("b");
    }

    @Test
    void theSumOfTheCellsIsTheCountAtEveryZoom() {
        select("bitmaps/b");
        model.resize(64, 32);
        long count = bitmap().count(Progress.NONE).dirtyBits();
        for (int zoom = model.grid().zoom(); zoom >= 0; zoom--) {
            model.zoomBy(model.grid().zoom() - zoom, 0);
            assertThat(model.grid().zoom()).isEqualTo(zoom);
            long sum = 0;
            for (long row = 0; row < model.grid().totalRows(); row += 32) {
                model.scrollTo(row);
                // The last screen starts before the line that was asked for.
                int skipped = (int) (row - model.grid().firstRow());
                for (int y = skipped; y < 32; y++) {
                    for (int x = 0; x < 64; x++) {
                        ByteRange cell = model.grid().cell(x, y);
                        sum += cell.isEmpty() ? 0 : model.dirtyBits(cell);
                    }
                }
            }
            assertThat(sum).as("zoom %d", zoom).isEqualTo(count);
        }
    }

    @Test
    void cellsFinerThanTheSumsAreCountedForWhatIsInSight() {
        long bits = 1L << 23;
        TestImage large = new ImageBuilder().clusterBits(16).size(bits << 9).bitmap(BitmapSpec.named("b")
                .granularityBits(9).zeroes().ones().data(random()).data(random())).build();
        BitmapPictureModel picture =
                new BitmapPictureModel(new Document(Path.of("large.qcow2"), large.open(), jobs), jobs);
        picture.setActive(true);
        picture.resize(512, 256);
        DirtyBitmap shown = Objects.requireNonNull(picture.bitmap());
        picture.zoomBy(picture.grid().zoom() - 1, 0);
        long sum = 0;
        for (long row = 0; row < picture.grid().totalRows(); row += 256) {
            picture.scrollTo(row);
            for (int y = 0; y < 256; y++) {
                for (int x = 0; x < 512; x++) {
                    sum += picture.dirtyBits(picture.grid().cell(x, y));
                }
            }
        }
        assertThat(sum).isEqualTo(shown.count(Progress.NONE).dirtyBits());

        jobs.hold();
        picture.scrollTo(0);
        ByteRange full = picture.grid().cellOf((1 << 19) + 2);
        picture.cells().reveal(full.offset());
        assertThat(picture.dirtyBits(full)).as("not counted yet").isEqualTo(-1);
        assertThat(picture.shade(full)).as("as its surroundings").isEqualTo(CellShade.FULL);
        jobs.release();
        assertThat(picture.dirtyBits(full)).isEqualTo(2);
    }

    @Test
    void aClickLandsOnTheFirstDirtyBitOfTheCell() {
        select("bitmaps/b");
        model.resize(64, 32);
        model.select(new ByteRange(3 * PER_ENTRY, 64));

        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/b/table/3/data");
        assertThat(document.caret()).isEqualTo(image.bitmapData("b", 3) + 1);
        assertThat(document.selection()).isEqualTo(new ByteRange(image.bitmapData("b", 3) + 1, 1));
        assertThat(model.markedProperty().get()).isEqualTo(new ByteRange(3 * PER_ENTRY + 12, 1));
    }

    @Test
    void aClickOnACellWithoutDataSelectsTheTableEntry() {
        select("bitmaps/b");
        model.resize(64, 32);
        model.select(new ByteRange(2 * PER_ENTRY + 5, 1));

        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/b/table/2");
        assertThat(document.caret()).isEqualTo(image.bitmapTable("b") + 16);
        assertThat(model.markedProperty().get()).isEqualTo(new ByteRange(2 * PER_ENTRY + 5, 1));
    }

    @Test
    void theByteThatIsSelectedIsMarkedAndBroughtIntoSight() {
        select("bitmaps/b");
        model.resize(64, 32);
        model.zoomBy(99, 0);
        assertThat(model.grid().isFinest()).isTrue();
        document.selectByte(image.bitmapData("b", 3) + 100);

        assertThat(model.markedProperty().get()).isEqualTo(new ByteRange(3 * PER_ENTRY + 800, 8));
        assertThat(model.grid().shown().contains(3 * PER_ENTRY + 800)).isTrue();

        select("bitmaps/b/table/2");
        assertThat(model.markedProperty().get()).isEqualTo(new ByteRange(2 * PER_ENTRY, PER_ENTRY));
        select("header");
        assertThat(model.markedProperty().get().isEmpty()).isTrue();
    }

    @Test
    void cellsArePendingUntilTheyAreCounted() {
        jobs.hold();
        select("bitmaps/b");
        model.resize(64, 32);
        ByteRange cell = model.grid().cell(0, 31);
        assertThat(model.shade(cell)).isEqualTo(CellShade.PENDING);
        assertThat(model.fillingProperty().get()).isTrue();

        jobs.release();
        assertThat(model.shade(cell)).isEqualTo(CellShade.CLEAN);
        assertThat(model.fillingProperty().get()).isFalse();
        assertThat(model.shade(model.grid().cellOf(2 * PER_ENTRY))).isEqualTo(CellShade.FULL);
    }

    @Test
    void nothingIsReadWhileNobodyLooks() {
        AtOnce unseen = new AtOnce();
        BitmapPictureModel picture = new BitmapPictureModel(document, unseen);
        picture.resize(64, 32);
        select("bitmaps/b");
        assertThat(unseen.keys()).isEmpty();
        assertThat(picture.bitmap()).isNull();

        picture.setActive(true);
        assertThat(unseen.keys()).containsExactly("bitmap-picture");
        assertThat(Objects.requireNonNull(picture.bitmap()).bitmap().name()).isEqualTo("b");
    }

    @Test
    void hoveringPreviewsTheTableEntry() {
        select("bitmaps/b");
        model.hover(new ByteRange(PER_ENTRY, 1));
        assertThat(document.hoveredNodeProperty().get()).hasToString("bitmaps/b/table/1");
        model.hover(new ByteRange(0, 0));
        assertThat(document.hoveredNodeProperty().get()).isNull();
    }

    @Test
    void anImageWithoutBitmapsHasNoPicture() {
        BitmapPictureModel none = new BitmapPictureModel(
                new Document(Path.of("none.qcow2"), new ImageBuilder().build().open(), jobs), jobs);
        none.setActive(true);
        none.resize(64, 32);
        none.show(3);
        none.select(new ByteRange(0, 1));
        assertThat(none.bitmap()).isNull();
        assertThat(none.names()).isEmpty();
    }
}
