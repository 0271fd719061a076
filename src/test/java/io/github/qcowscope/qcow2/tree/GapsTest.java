package io.github.qcowscope.qcow2.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.owner.Gap;
import io.github.qcowscope.qcow2.owner.Gaps;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The gaps of an image")
class GapsTest {

    private static final byte[] LETTERS = "x".repeat(4096).getBytes(US_ASCII);

    private static ImageBuilder small() {
        return new ImageBuilder().clusterBits(12).size(8 << 20);
    }

    private static Node find(Qcow2Image image, String path) {
        return Objects.requireNonNull(image.root().find(path), path);
    }

    private static Node gapAt(Qcow2Image image, long offset) {
        return image.ownerOf(offset, Progress.NONE);
    }

    static Stream<TestImage> images() {
        ImageBuilder bitmaps = small().bitmap(BitmapSpec.named("a").granularityBits(9).data(1).ones())
                .bitmap(BitmapSpec.named("b").granularityBits(16).data(2));
        ImageBuilder compressed = small().compressed(0x5000, LETTERS).compressed(0x6000, LETTERS).data(0x7000, "z");
        return Stream.of(
                small().build(),
                small().data(0, "hello").backing("base.raw", "raw").featureNames().build(),
                bitmaps.build(),
                compressed.build(),
                small().zstd().compressed(0x5000, LETTERS).snapshot(SnapshotSpec.named("s")).compressed(0, LETTERS).build(),
                small().data(0, "before").snapshot(SnapshotSpec.named("s")).data(0, "after")
                        .snapshot(SnapshotSpec.named("longer name")).build(),
                small().luks(new byte[5000]).data(0, "secret").build(),
                small().dataFile("test.raw").data(0, "elsewhere").build(),
                new ImageBuilder().clusterBits(9).refcountOrder(0).size(1 << 20).data(0, new byte[70_000]).build(),
                new ImageBuilder().clusterBits(14).extendedL2().size(8 << 20)
                        .subclusters(0x4000, new byte[16384], 5, 10).build(),
                SampleImage.make(),
                // Cut inside the last cluster, a leaked cluster, and one that is free.
                small().data(0, "cut").build().setLength(9 * 4096 + 77),
                small().data(0, "leaked").refcount(20, 1).build().setLength(25 * 4096));
    }

    @Test
    @DisplayName("can be listed to the end while another program changes the structures around them")
    void structuresChange() {
        TestImage test = small().bitmap(BitmapSpec.named("a").granularityBits(9).data(1).ones())
                .bitmap(BitmapSpec.named("b").granularityBits(16).data(2)).build();
        byte[] bytes = test.bytes().toArray();
        Qcow2Image image = new Qcow2Image(new HeapBytes("live", bytes));
        TreeCheck.attachGaps(image);
        Node gaps = find(image, "gaps");
        // A table of millions of entries leaves nothing over of the cluster that it begins in.
        bytes[(int) test.bitmapEntry("b") + 8] = 1;
        for (long i = 0; i < gaps.childCount(); i++) {
            assertThat(gaps.child(i).span().isInside()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    @DisplayName("are what is left: each byte has exactly one owner, unless clusters or sectors are shared")
    void everyByte(TestImage test) {
        Qcow2Image image = new Qcow2Image(new HeapBytes("test", test.bytes().toArray()));
        TreeCheck.attachGaps(image);

        TreeCheck.everyByteHasOneOwner(image);
        TreeCheck.nodes(image);
        for (long at = 0; at < image.source().length(); at += 97) {
            Node owner = gapAt(image, at);
            assertThat(owner.path()).as("owner of 0x%x", at).isNotEmpty();
            assertThat(owner.span().range().contains(at)).as("%s owns 0x%x", owner.path(), at).isTrue();
            assertThat(image.root().find(owner.path())).isEqualTo(owner);
        }
    }

    @Test
    @DisplayName("are free clusters, leaked clusters, and what structures leave over")
    void sorts() {
        TestImage test = small().data(0, "data").refcount(21, 1).build();
        long end = test.length();
        test.setLength(24 * 4096);
        Qcow2Image image = test.open();
        Gaps gaps = TreeCheck.attachGaps(image);

        Node slack = gapAt(image, test.l1Table() + 4 * 8);
        assertThat(slack.path()).isEqualTo("gaps/0x%x".formatted(test.l1Table() + 32));
        assertThat(slack.value().text()).isEqualTo("slack, 4064 bytes (3.97 KiB)");
        assertThat(slack.meaning()).isEqualTo("in a cluster of: L1 table");
        assertThat(slack.span().range()).isEqualTo(new ByteRange(test.l1Table() + 32, 4096 - 32));
        Node free = gapAt(image, end);
        assertThat(free.value().text()).startsWith("free, ");
        assertThat(free.span().range()).isEqualTo(ByteRange.between(end, 21 * 4096));
        Node leaked = gapAt(image, 21 * 4096 + 5);
        assertThat(leaked.value().text()).isEqualTo("leaked, 4096 bytes (4 KiB)");
        assertThat(leaked.problems()).extracting(Problem::rule).containsExactly("leaked");
        assertThat(gapAt(image, 23 * 4096).path()).isEqualTo("gaps/0x16000");
        assertThat(gaps.bytes(Gap.Sort.LEAKED)).isEqualTo(4096);
        assertThat(gaps.bytes(Gap.Sort.FREE)).isEqualTo(24 * 4096 - end - 4096);
        assertThat(find(image, "gaps").childCount()).isEqualTo(gaps.count());
        assertThat(image.root().find("gaps/0x16001")).isNull();
        assertThat(image.root().find("gaps/22")).isNull();
        assertThat(image.root().find("gaps/0xzz")).isNull();
    }

    @Test
    @DisplayName("that structures leave over should be zero")
    void notZero() {
        TestImage test = small().data(0, "data").build();
        test.poke(test.l1Table() + 4000, 1, 7);
        Qcow2Image image = test.open();
        TreeCheck.attachGaps(image);

        assertThat(gapAt(image, test.l1Table() + 4000).problems()).extracting(Problem::rule)
                .containsExactly("slack-not-zero");
        assertThat(gapAt(image, 4095).problems()).isEmpty();
    }

    @Test
    @DisplayName("end where compressed data ends in a cluster")
    void compressed() {
        TestImage test = small().compressed(0x5000, LETTERS).build();
        Qcow2Image image = test.open();
        TreeCheck.attachGaps(image);
        long after = test.hostOffset(0x5000) + 512;

        assertThat(gapAt(image, after - 1).path()).isEqualTo("l1/0/l2/5/compressed-data");
        assertThat(gapAt(image, after).path()).isEqualTo("gaps/0x%x".formatted(after));
    }

    @Test
    @DisplayName("are not there before they were looked for, nor where nothing is known of the file")
    void unknown() {
        Qcow2Image image = small().build().open();
        assertThat(image.root().find("gaps")).isNull();
        assertThat(image.ownerOf(4000, Progress.NONE)).isEqualTo(image.root());

        Qcow2Image other = new Qcow2Image(new HeapBytes("noise", new byte[10_000]));
        TreeCheck.attachGaps(other);
        assertThat(other.root().childCount()).isZero();
    }

    @Test
    @DisplayName("cost the same, however large the file is, and whatever is asked")
    void cost() {
        TestImage test = new ImageBuilder().clusterBits(9).size(1 << 20).data(0, "data").build();
        test.setLength(1L << 42);
        Qcow2Image image = test.open();
        Gaps gaps = TreeCheck.attachGaps(image);

        Node last = gapAt(image, (1L << 42) - 1);
        assertThat(last.span().range().end()).isEqualTo(1L << 42);
        assertThat(image.root().find(last.path())).isEqualTo(last);
        assertThat(gaps.get(gaps.count() - 1).range()).isEqualTo(last.span().range());
        assertThat(gaps.count()).isLessThan(20);
    }

    @Test
    @DisplayName("are found again by index, by offset and by key, among many")
    void many() {
        ImageBuilder builder = small().refcountOrder(0);
        for (int i = 20; i < 20_000; i += 3) {
            builder.refcount(i, 1);
        }
        TestImage test = builder.data(0, new byte[10_000]).build().setLength(20_000 * 4096);
        Qcow2Image image = test.open();
        Gaps gaps = TreeCheck.attachGaps(image);
        Node node = find(image, "gaps");

        assertThat(gaps.count()).isGreaterThan(13_000);
        long end = 0;
        for (long i = 0; i < gaps.count(); i++) {
            ByteRange range = gaps.get(i).range();
            assertThat(range.offset()).isGreaterThanOrEqualTo(end);
            end = range.end();
            assertThat(gaps.indexAt(range.offset())).isEqualTo(i);
            assertThat(gaps.indexAt(range.end() - 1)).isEqualTo(i);
            assertThat(node.childIndexOf(node.child(i).key())).isEqualTo(i);
        }
        assertThat(gaps.indexAt(0)).isEqualTo(-1);
        assertThat(gaps.indexAt(-1)).isEqualTo(-1);
        assertThat(gaps.indexAt(test.length())).isEqualTo(-1);
    }

    @Test
    @DisplayName("do not fail on damaged images, and have no byte that a structure owns")
    void damaged() {
        byte[] good = new ImageBuilder().clusterBits(9).size(1 << 16).data(0, "one").data(0x400, "two")
                .compressed(0x800, "y".repeat(512).getBytes(US_ASCII)).snapshot(SnapshotSpec.named("s"))
                .bitmap(BitmapSpec.named("b").granularityBits(9).data(1)).build().bytes().toArray();
        Random random = new Random(5);
        for (int round = 0; round < 1000; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i <= round % 4; i++) {
                bad[random.nextInt(random.nextBoolean() ? 112 : bad.length)] = (byte) random.nextInt();
            }
            Qcow2Image image = new Qcow2Image(new HeapBytes("bad", bad));
            Gaps gaps = TreeCheck.attachGaps(image);
            for (long i = 0; i < gaps.count(); i++) {
                ByteRange range = gaps.get(i).range();
                assertThat(gaps.indexAt(range.offset())).isEqualTo(i);
                assertThat(image.source().length()).isGreaterThanOrEqualTo(range.end());
                Node owner = new Qcow2Image(image.source()).ownerOf(range.offset(), Progress.NONE);
                if (image.isRecognized() && image.hostMap().orElseThrow().isWhole()) {
                    // A header that goes on behind the first cluster is not one that a map takes for true.
                    assertThat(owner.path()).as("round %d, gap at 0x%x", round, range.offset())
                            .matches("|header/.*|extensions.*|backing-file");
                }
            }
        }
    }

    @Test
    @DisplayName("may be in use where an L2 table is not aligned")
    void uncertain() {
        TestImage test = small().data(0, "data").build();
        test.poke(test.l1Table(), 8, test.l2Table(0) + 512);
        Qcow2Image image = test.open();
        TreeCheck.attachGaps(image);

        assertThat(find(image, "gaps").problems()).extracting(Problem::rule).containsExactly("gaps-uncertain");
        test.poke(HeaderField.L1_SIZE, 0);
        Qcow2Image without = test.open();
        TreeCheck.attachGaps(without);
        assertThat(find(without, "gaps").problems()).isEmpty();
    }
}
