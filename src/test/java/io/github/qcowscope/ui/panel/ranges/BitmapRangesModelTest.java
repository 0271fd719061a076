package io.github.qcowscope.ui.panel.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.dump.BitmapFormat;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyRange;
import io.github.qcowscope.qcow2.dirty.DirtyState;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.panel.RangeList;
import io.github.qcowscope.ui.panel.ranges.BitmapRangesModel.Order;
import io.github.qcowscope.ui.panel.ranges.BitmapRangesModel.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The list of a bitmap's ranges")
class BitmapRangesModelTest {

    private static final int PER_ENTRY = 4096 * 8;

    @TempDir
    Path folder;

    private final AtOnce jobs = new AtOnce();
    private final TestImage image = new ImageBuilder().clusterBits(12).size((long) PER_ENTRY * 4 << 9)
            .bitmap(BitmapSpec.named("b").granularityBits(9).zeroes().data(random()).ones().entry(0x5001)).build();
    private final Document document = new Document(Path.of("image.qcow2"), image.open(), jobs);
    private final BitmapRangesModel model = new BitmapRangesModel(document, jobs);

    private static int[] random() {
        return new Random(3).ints(2500, 0, 256).toArray();
    }

    private List<DirtyRange> ranges() {
        return model.rowsProperty().get().stream().map(Row::range).toList();
    }

    private List<DirtyRange> expected() {
        DirtyBitmap bitmap = DirtyBitmap.named(image.open(), "b").orElseThrow();
        return bitmap.ranges(Progress.NONE).filter(range -> range.state() != DirtyState.CLEAN).toList();
    }

    @Test
    void listsWhatIsNotCleanInTheOrderOfTheDisk() {
        model.setActive(true);
        assertThat(ranges()).isEqualTo(expected()).hasSizeGreaterThan(1000);
        Row last = model.rowsProperty().get().getLast();
        assertThat(last.range().state()).isEqualTo(DirtyState.UNKNOWN);
        assertThat(last.clusters()).isEqualTo((PER_ENTRY << 9) / 4096);
        assertThat(model.why(last)).contains("Table entry 3: Bit 0 must not be set together with an offset.");
        assertThat(model.why(model.rowsProperty().get().getFirst())).isEmpty();
        assertThat(model.summary()).isEqualTo("Ranges: " + expected().size() + ".");
    }

    @Test
    void sortsByStartAndByLengthBothWays() {
        model.setActive(true);
        model.sort(Order.LENGTH);
        List<DirtyRange> sorted = new ArrayList<>(expected());
        sorted.sort(Comparator.comparing(DirtyRange::length).thenComparing(DirtyRange::start));
        assertThat(ranges()).isEqualTo(sorted);
        model.sort(Order.LENGTH_DESCENDING);
        assertThat(ranges()).isEqualTo(sorted.reversed());
        model.sort(Order.START_DESCENDING);
        assertThat(ranges()).isEqualTo(expected().reversed());
        model.sort(Order.START);
        assertThat(ranges()).isEqualTo(expected());
    }

    @Test
    void aRowLeadsToItsFirstBit() {
        model.setActive(true);
        model.sort(Order.START_DESCENDING);
        Row row = model.rowsProperty().get().get(40);
        model.select(row);
        long bit = row.range().start() >> 9;
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/b/table/1/data");
        assertThat(document.caret()).isEqualTo(image.bitmapData("b", 1) + (bit - PER_ENTRY) / 8);
    }

    @Test
    void nothingIsReadWhileNobodyLooks() {
        assertThat(jobs.keys()).isEmpty();
        assertThat(ranges()).isEmpty();
        jobs.hold();
        model.setActive(true);
        assertThat(model.summary()).contains("Reading");
        jobs.release();
        assertThat(ranges()).isNotEmpty();
    }

    @Test
    void savesWhatTheCommandLinePrints() throws IOException {
        model.setActive(true);
        Path file = folder.resolve("ranges.csv");
        List<String> told = new ArrayList<>();
        model.save(file, BitmapFormat.CSV, false, told::add);
        assertThat(Files.readAllLines(file)).hasSize(expected().size() + 1).startsWith("start,length,clusters,state");
        model.save(file, BitmapFormat.JSON, true, told::add);
        assertThat(Files.readString(file)).startsWith("{\"schemaVersion\": 1").contains("\"dirty\": false");
        assertThat(told).containsOnly("Saved " + file + ".");

        Path own = image.writeTo(folder.resolve("own.qcow2"));
        model.save(own, BitmapFormat.CSV, false, told::add);
        assertThat(told.getLast()).contains("which is never overwritten");
        assertThat(Files.size(own)).isEqualTo(image.length());
        model.save(folder.resolve("none/ranges.csv"), BitmapFormat.CSV, false, told::add);
        assertThat(told.getLast()).contains("cannot be written: there is no folder " + folder.resolve("none") + ".");
        assertThat(Objects.requireNonNull(folder.toFile().list())).containsExactlyInAnyOrder("ranges.csv", "own.qcow2");
    }

    @Test
    void aRangeIsFoundByItsBits() {
        RangeList list = RangeList.of(DirtyBitmap.named(image.open(), "b").orElseThrow(), Progress.NONE);
        for (int i = 0; i < list.size(); i++) {
            long first = list.firstBit(i);
            assertThat(list.indexOf(first)).isEqualTo(i);
            assertThat(list.indexOf(first + (list.get(i).length() >> 9) - 1)).isEqualTo(i);
        }
        assertThat(list.indexOf(0)).isEqualTo(-1);
    }
}
