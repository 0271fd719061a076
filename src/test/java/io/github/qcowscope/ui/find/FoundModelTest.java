package io.github.qcowscope.ui.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.search.Match;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundModelTest {

    private static final int CLUSTER = 4096;

    private final byte[] compressible = "....needle".repeat(410).substring(0, CLUSTER)
            .getBytes(StandardCharsets.US_ASCII);
    private final byte[] end = new byte[CLUSTER];
    private final TestImage built = image();
    private final AtOnce background = new AtOnce();
    private final Document document = new Document(Path.of("disk"), built.open(), background);
    private final FindModel find = new FindModel(document, background);
    private final FoundModel found = find.found();

    /** The last bytes of one guest cluster and the first of the next are a match, which lie elsewhere in the file. */
    private TestImage image() {
        System.arraycopy("split-".getBytes(StandardCharsets.US_ASCII), 0, end, CLUSTER - 6, 6);
        return new ImageBuilder().clusterBits(12).size(8 << 20).bitmap(BitmapSpec.named("needle").auto().data(1))
                .data(3 * CLUSTER, "guest").data(2 * CLUSTER, end).compressed(8 * CLUSTER, compressible).build();
    }

    private List<Long> offsets() {
        return found.rows().stream().map(FoundModel.Row::match).map(Match::offset).toList();
    }

    private FindModel text(String text) {
        find.modeProperty().set(FindMode.TEXT);
        find.textProperty().set(text);
        return find;
    }

    @Test
    void guestDataIsFoundInsideCompressedClustersAndAcrossClusters() {
        find.scopeProperty().set(new FindScope.GuestData());
        text("needle").all();
        assertThat(found.rows()).hasSize(409);
        assertThat(found.rows().getFirst().offset()).isEqualTo("g:0x8004");
        assertThat(found.details(found.rows().getFirst()).owner()).isEqualTo("l1/0/l2/8/compressed-data/inflated");
        found.select(found.rows().get(1));
        assertThat(document.showsImage()).isFalse();
        assertThat(document.selection()).isEqualTo(new ByteRange(14, 6));

        text("split-guest").all();
        assertThat(offsets()).containsExactly(3L * CLUSTER - 6);
        found.select(found.rows().getFirst());
        assertThat(document.showsImage()).isTrue();
        assertThat(document.caret()).isEqualTo(built.hostOffset(2 * CLUSTER) + CLUSTER - 6);
        assertThat(document.selectedNode().path()).isEqualTo("l1/0/l2/2/data");
    }

    @Test
    void nextGoesThroughGuestDataToo() {
        find.scopeProperty().set(new FindScope.GuestData());
        text("needle").next();
        assertThat(find.statusProperty().get()).isEqualTo("Found at g:0x8004.");
        assertThat(document.selectedNode().path()).isEqualTo("l1/0/l2/8/compressed-data/inflated");
        find.next();
        assertThat(find.statusProperty().get()).isEqualTo("Found at g:0x800e.");
        find.previous();
        assertThat(find.statusProperty().get()).isEqualTo("Found at g:0x8004.");
        find.previous();
        assertThat(find.statusProperty().get()).contains("went on from the end");
    }

    @Test
    void looksAtOneKindOfStructure() {
        find.scopeProperty().set(new FindScope.OfKind(Kinds.BITMAP_DIRECTORY));
        text("needle").all();
        assertThat(found.rows()).hasSize(1);
        assertThat(found.details(found.rows().getFirst()).owner()).isEqualTo("bitmaps/needle/name");
        find.scopeProperty().set(new FindScope.OfKind(Kinds.GUEST_DATA));
        text("guest").all();
        assertThat(offsets()).containsExactly(built.hostOffset(3 * CLUSTER));
        find.scopeProperty().set(new FindScope.OfKind(Kinds.L2_TABLE));
        find.modeProperty().set(FindMode.NUMBER);
        find.textProperty().set("0x" + Long.toHexString(1L << 63 | built.hostOffset(3 * CLUSTER)));
        find.all();
        assertThat(offsets()).containsExactly(built.l2Entry(3 * CLUSTER));
        find.scopeProperty().set(new FindScope.OfKind(Kinds.GAP));
        find.all();
        assertThat(found.rows()).isEmpty();
    }

    @Test
    void sortsAndFilters() {
        find.modeProperty().set(FindMode.REGEX);
        find.textProperty().set("needle|QFI.|guest");
        find.all();
        int count = found.rows().size();
        assertThat(count).isGreaterThanOrEqualTo(3);
        assertThat(offsets()).isSorted();
        found.sort(FoundOrder.Column.OFFSET, true);
        assertThat(offsets()).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        found.sort(FoundOrder.Column.LENGTH, false);
        assertThat(found.rows().getFirst().match()).isEqualTo(new Match(0, 4));
        found.sort(FoundOrder.Column.BYTES, true);
        assertThat(found.details(found.rows().getFirst()).text()).isEqualTo("needle");
        found.sort(FoundOrder.Column.OWNER, false);
        assertThat(found.details(found.rows().getFirst()).owner()).isEqualTo("bitmaps/needle/name");
        found.filter("l1/0");
        assertThat(offsets()).containsExactly(built.hostOffset(3 * CLUSTER));
        assertThat(found.summaryProperty().get()).endsWith("1 shown.");
        found.filter("");
        assertThat(found.rows()).hasSize(count);
    }

    @Test
    void savesTheListInItsOrder(@TempDir Path folder) throws IOException {
        text("guest").all();
        Path file = folder.resolve("found.csv");
        found.save(file);
        assertThat(Files.readString(file))
                .isEqualTo("offset,length,bytes,owner\n0x%x,5,67 75 65 73 74,\"l1/0/l2/3/data\"\n"
                .formatted(built.hostOffset(3 * CLUSTER)));
        assertThat(found.summaryProperty().get()).contains(file.toString());
    }

    @Test
    void aNewSearchTakesThePlaceOfTheOld() {
        background.hold();
        text("guest").all();
        text("needle").all();
        assertThat(found.isSearchingProperty().get()).isTrue();
        found.stop();
        assertThat(found.isSearchingProperty().get()).isFalse();
        assertThat(found.summaryProperty().get()).contains("\"needle\"").endsWith("Stopped before the end.");
        background.release();
        assertThat(found.summaryProperty().get()).contains("\"needle\"").endsWith("Stopped before the end.");
    }

    @Test
    void saysThatAnExpressionIsTooHard() {
        find.modeProperty().set(FindMode.REGEX);
        find.textProperty().set("(?:.*.*.*.*)*[^\\x00-\\xff]");
        find.all();
        assertThat(found.isSearchingProperty().get()).isFalse();
        assertThat(found.summaryProperty().get()).contains("needs too many steps");
        find.next();
        assertThat(find.statusProperty().get()).contains("needs too many steps");
    }
}
