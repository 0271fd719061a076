package io.github.qcowscope.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.SparseBytes;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.qcow2.layout.Kinds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each recogniser by itself: what it takes, and what it does not. */
class RecogniserTest {

    private static List<Proposal> look(Recogniser recogniser, SparseBytes bytes) {
        List<Proposal> found = new ArrayList<>();
        recogniser.look(Piece.read(bytes, 0, bytes.length()), found::add);
        return found;
    }

    private static TestImage image() {
        return new ImageBuilder().clusterBits(12).backing("base.raw", "raw").data(0, "x")
                .snapshot(SnapshotSpec.named("a")).snapshot(SnapshotSpec.named("b"))
                .bitmap(BitmapSpec.named("b0").auto().granularityBits(9).data(1))
                .bitmap(BitmapSpec.named("b1").granularityBits(16).ones()).build();
    }

    @Test
    void takesAHeaderByItsMagic() {
        assertThat(look(new HeaderRecogniser(), image().bytes())).satisfiesExactly(header -> {
            assertThat(header.kind()).isEqualTo(Kinds.HEADER);
            assertThat(header.range()).isEqualTo(new ByteRange(0, 112));
            assertThat(header.confidence()).isEqualTo(99);
            assertThat(header.clusterBits()).isEqualTo(12);
        }, name -> assertThat(name.kind()).isEqualTo(Kinds.BACKING));
    }

    @Test
    void takesAHeaderWithoutMagicForLessSure() {
        assertThat(look(new HeaderRecogniser(), image().poke(HeaderField.MAGIC, 0).bytes()).getFirst())
                .matches(header -> header.confidence() == 75)
                .extracting(Proposal::reason).asString().contains("no magic");
    }

    @Test
    void isLessSureOfAHeaderWithWrongFields() {
        Proposal header = look(new HeaderRecogniser(),
                image().poke(HeaderField.REFCOUNT_ORDER, 9).poke(HeaderField.HEADER_LENGTH, 50).bytes()).getFirst();
        assertThat(header.confidence()).isEqualTo(99 - 3 * 12);
        assertThat(header.reason()).contains("3 fields are wrong");
    }

    @ParameterizedTest
    @CsvSource({"CLUSTER_BITS, 8", "CLUSTER_BITS, 22", "REFCOUNT_TABLE_OFFSET, 0", "REFCOUNT_TABLE_OFFSET, 4097",
        "L1_TABLE_OFFSET, 4097", "CRYPT_METHOD, 3", "VERSION, 4"})
    void takesNoHeaderWithoutMagicWhoseFieldsMakeNoSense(HeaderField field, long value) {
        assertThat(look(new HeaderRecogniser(), image().poke(HeaderField.MAGIC, 0).poke(field, value).bytes())).isEmpty();
    }

    @Test
    void takesExtensionsAndTheNameBehindThem() {
        TestImage image = image();
        List<Proposal> found = look(new ExtensionRecogniser(), image.bytes());
        assertThat(found).extracting(Proposal::kind).containsExactly(Kinds.EXTENSION, Kinds.BACKING);
        assertThat(found.getFirst().range().offset()).isEqualTo(112);
        assertThat(found.getFirst().reason()).contains("Backing format, Bitmaps").contains("end marker");
        assertThat(found.getLast().range().length()).isEqualTo("base.raw".length());
    }

    @Test
    void takesNoExtensionWhoseLengthDoesNotFit() {
        TestImage image = image();
        long bitmaps = image.extension(0x2385_2875L);
        image.poke(bitmaps + 4, 4, 32).poke(112 + 4, 4, 200);
        assertThat(look(new ExtensionRecogniser(), image.bytes())).isEmpty();
    }

    @Test
    void takesAChainOfDirectoryEntries() {
        TestImage image = image();
        assertThat(look(new DirectoryRecogniser(), image.bytes())).singleElement().satisfies(directory -> {
            assertThat(directory.range()).isEqualTo(new ByteRange(image.bitmapDirectory(), 64));
            assertThat(directory.confidence()).isEqualTo(99);
        });
    }

    @Test
    void takesTheEntriesBehindADamagedOne() {
        TestImage image = image();
        image.poke(image.bitmapEntry(0) + 16, 1, 0);
        assertThat(look(new DirectoryRecogniser(), image.bytes())).singleElement().satisfies(directory -> {
            assertThat(directory.range().offset()).isEqualTo(image.bitmapEntry(1));
            assertThat(directory.confidence()).isEqualTo(85);
            assertThat(directory.reason()).contains("does not start at such an offset");
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 8, 4097", "0, 8, 0", "8, 4, 0", "12, 4, 8", "16, 1, 2", "17, 1, 8", "17, 1, 32", "18, 2, 0", "18, 2, 1024",
        "24, 1, 7", "24, 1, 255"})
    void takesNoDirectoryEntryWithAWrongField(int at, int width, long value) {
        TestImage image = image();
        image.poke(image.bitmapEntry(0) + at, width, value);
        assertThat(look(new DirectoryRecogniser(), image.bytes()))
                .allMatch(found -> found.range().offset() == image.bitmapEntry(1));
    }

    @Test
    void takesAChainOfSnapshots() {
        TestImage image = image();
        assertThat(look(new SnapshotRecogniser(), image.bytes())).singleElement().satisfies(table -> {
            assertThat(table.range().offset()).isEqualTo(image.snapshotTable());
            assertThat(table.range().contains(image.snapshotEntry(1))).isTrue();
            assertThat(table.confidence()).isEqualTo(99);
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 8, 0", "0, 8, 100", "8, 4, 0", "12, 2, 0", "20, 4, 1000000000", "36, 4, 2000"})
    void takesNoSnapshotWithAWrongField(int at, int width, long value) {
        TestImage image = image();
        image.poke(image.snapshotTable() + at, width, value);
        assertThat(look(new SnapshotRecogniser(), image.bytes())).isEmpty();
    }

    @Test
    void takesALuksHeader() {
        SparseBytes bytes = new SparseBytes("luks");
        bytes.setLength(8192);
        bytes.put(1024, 8, 0x4c55_4b53_babe_0001L);
        bytes.put(1032, "aes".getBytes(StandardCharsets.US_ASCII));
        bytes.put(4096, 8, 0x4c55_4b53_babe_0007L);
        bytes.put(4096 + 512 + 8, 8, 0x4c55_4b53_babe_0001L);
        assertThat(look(new LuksRecogniser(), bytes)).satisfiesExactly(
                sure -> assertThat(sure.confidence()).isEqualTo(97),
                doubtful -> assertThat(doubtful.confidence()).isEqualTo(40));
    }

    @Test
    void stopsAtAFileThatIsMadeOfFinds() {
        SparseBytes bytes = new SparseBytes("many");
        for (int i = 0; i < 1000; i++) {
            bytes.put(i * 512L, 8, 0x5146_49fb_0000_0003L);
        }
        assertThat(look(new HeaderRecogniser(), bytes)).hasSize(Recogniser.MOST_IN_PIECE);
    }
}
