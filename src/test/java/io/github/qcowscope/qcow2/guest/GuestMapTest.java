package io.github.qcowscope.qcow2.guest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.CountingSource;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SparseBytes;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.Qcow2Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The map of the virtual disk")
class GuestMapTest {

    private static final int CLUSTER = 4096;

    @TempDir
    private Path folder;

    private static ImageBuilder builder() {
        return new ImageBuilder().clusterBits(12).size(16 * CLUSTER);
    }

    /** The map of an image without a file, and so without files behind it. */
    private static GuestMap map(ByteSource source) {
        return new GuestMap(BackingChain.of(Path.of("image.qcow2"), new Qcow2Image(source)));
    }

    private static List<GuestRange> ranges(GuestMap map) {
        List<GuestRange> found = new ArrayList<>();
        assertThat(map.visit(Progress.NONE, found::add)).isTrue();
        return found;
    }

    private static GuestLocation find(TestImage image, long offset) {
        return Objects.requireNonNull(map(image.bytes()).find(offset, Progress.NONE));
    }

    @Test
    @DisplayName("finds the byte of the file that a byte of the disk lies in")
    void findsData() {
        TestImage image = builder().data(2 * CLUSTER, "hello").build();
        GuestLocation found = find(image, 2 * CLUSTER + 3);
        assertThat(found.nodePath()).isEqualTo("l1/0/l2/2");
        assertThat(Objects.requireNonNull(found.bytes()).range())
                .isEqualTo(new ByteRange(image.hostOffset(2 * CLUSTER) + 3, 1));
        assertThat(found.range().data()).isTrue();
        assertThat(image.open().root().find(found.nodePath())).isNotNull();
    }

    @Test
    @DisplayName("finds compressed data as a whole")
    void findsCompressed() {
        byte[] text = "x".repeat(CLUSTER).getBytes(US_ASCII);
        TestImage image = builder().compressed(CLUSTER, text).compressed(2 * CLUSTER, text).build();
        GuestLocation found = find(image, 2 * CLUSTER + 100);
        assertThat(found.range().compressed()).isTrue();
        assertThat(Objects.requireNonNull(found.bytes()).range().offset()).isEqualTo(image.hostOffset(2 * CLUSTER));
    }

    @Test
    @DisplayName("finds the entry that decides where nothing is stored")
    void findsNothing() {
        TestImage image = builder().size(1L << 30).zero(CLUSTER).build();
        assertThat(find(image, CLUSTER).bytes()).isNull();
        assertThat(find(image, CLUSTER).nodePath()).isEqualTo("l1/0/l2/1");
        assertThat(find(image, CLUSTER).range().zero()).isTrue();
        assertThat(find(image, 1 << 29).nodePath()).isEqualTo("l1/256");
        image.poke(HeaderField.L1_SIZE, 3);
        assertThat(find(image, 1 << 29).nodePath()).isEqualTo("l1");
        assertThat(map(image.bytes()).find(1L << 30, Progress.NONE)).isNull();
        assertThat(map(image.bytes()).find(-1, Progress.NONE)).isNull();
    }

    @Test
    @DisplayName("finds bytes in backing files and external data files")
    void findsElsewhere() throws IOException {
        Path base = folder.resolve("base.raw");
        Files.write(base, new byte[3 * CLUSTER]);
        TestImage image = builder().backing(base.toString(), "raw").data(0, "top").build();
        GuestLocation behind = find(image, CLUSTER + 5);
        assertThat(behind.range().depth()).isEqualTo(1);
        assertThat(behind.nodePath()).isEqualTo("l1/0/l2/1");
        assertThat(Objects.requireNonNull(behind.bytes()).source().name()).isEqualTo("base.raw");
        assertThat(behind.bytes().range().offset()).isEqualTo(CLUSTER + 5);
        assertThat(find(image, 3 * CLUSTER).range()).isEqualTo(
                new GuestRange(3 * CLUSTER, 1, 0, false, true, false, false, -1, null, null));

        TestImage apart = builder().dataFile(base.toString()).data(2 * CLUSTER, "apart").build();
        assertThat(Objects.requireNonNull(find(apart, 2 * CLUSTER + 1).bytes()).source().name()).isEqualTo("base.raw");
    }

    @Test
    @DisplayName("tells what it cannot know because a backing file is missing")
    void missingBacking() {
        GuestMap map = map(builder().backing("gone.raw", "raw").data(0, "here").build().bytes());
        List<GuestRange> found = ranges(map);
        assertThat(found).hasSize(2);
        assertThat(found.get(1).problem()).startsWith("The backing file cannot be opened: There is no file");
        assertThat(found.get(1)).extracting(GuestRange::depth, GuestRange::present, GuestRange::zero, GuestRange::data)
                .containsExactly(1, false, false, false);
    }

    private static String problem(TestImage image, long guest) {
        return Objects.requireNonNull(find(image, guest).range().problem());
    }

    @Test
    @DisplayName("tells where QEMU would give up, and goes on behind it")
    void damaged() {
        TestImage test = builder().data(0, "a").data(CLUSTER, "b").build();
        test.poke(test.l2Entry(0), 8, test.get(test.l2Entry(0), 8) + 512);
        assertThat(problem(test, 0)).startsWith("Entry 0 of the L2 table at 0x").endsWith("no multiple of the cluster size.");
        assertThat(ranges(map(test.bytes()))).hasSize(3);

        test.poke(test.l1Table(), 8, test.get(test.l1Table(), 8) + 512);
        assertThat(problem(test, 0)).startsWith("L1 entry 0 leads to 0x");

        assertThat(problem(new ImageBuilder().version(2).clusterBits(12).l2Entry(0, 1, 0).build(), 0))
                .endsWith("version 2 knows no zero clusters.");
        ImageBuilder extended = new ImageBuilder().clusterBits(14).extendedL2();
        assertThat(problem(extended.l2Entry(0, 0, 1).build(), 0)).endsWith("a subcluster is allocated and has no cluster.");
        assertThat(problem(extended.l2Entry(0, 1L << 14, 0x1_0000_0001L).build(), 0))
                .endsWith("a subcluster is both allocated and zero.");
        assertThat(problem(builder().dataFile("d").l2Entry(0, 1L << 62, 0).build(), 0))
                .endsWith("an image with an external data file cannot have compressed clusters.");
        assertThat(problem(builder().dataFile("d").l2Entry(0, 5 * CLUSTER, 0).build(), 0))
                .endsWith("0x5000 in the external data file is not the guest offset.");
    }

    @Test
    @DisplayName("covers the disk without a gap, whatever byte of the image is wrong")
    void anyDamage() {
        byte[] good = new ImageBuilder().clusterBits(9).size(1 << 16).data(0, "one").zeroAllocated(0x600)
                .compressed(0x800, "y".repeat(512).getBytes(US_ASCII)).data(0x8000, "far").build().bytes().toArray();
        Random random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i <= round % 3; i++) {
                bad[random.nextInt(random.nextBoolean() ? 112 : bad.length)] = (byte) random.nextInt();
            }
            GuestMap map = map(new HeapBytes("bad", bad));
            long[] end = {0};
            int[] count = {0};
            map.visit(Progress.NONE, range -> {
                assertThat(range.start()).isEqualTo(end[0]);
                assertThat(range.length()).isPositive();
                end[0] = range.end();
                return ++count[0] < 10_000;
            });
            if (count[0] < 10_000) {
                assertThat(end[0]).isEqualTo(map.length());
            }
        }
    }

    @Test
    @DisplayName("of an empty disk of 60 TiB takes the reading of its L1 table")
    void huge() {
        long size = 60L << 40;
        TestImage test = new ImageBuilder().size(size).build();
        CountingSource counting = new CountingSource(test.bytes());
        GuestMap map = map(counting);
        counting.reset();
        assertThat(ranges(map)).containsExactly(new GuestRange(0, size, 0, false, true, false, false, -1, null, null));
        assertThat(counting.bytesRead()).isLessThan((size >> 29) * 8 + (1 << 17));
    }

    @Test
    @DisplayName("reads each L2 table of the chain once")
    void readsOnce() throws IOException {
        ImageBuilder builder = new ImageBuilder().clusterBits(12).size(64L << 20);
        for (long at = 0; at < 64L << 20; at += 2 * CLUSTER) {
            builder.data(at, "x");
        }
        TestImage test = builder.build();
        CountingSource counting = new CountingSource(test.bytes());
        GuestMap map = map(counting);
        counting.reset();
        assertThat(ranges(map)).hasSize(2 * 8192);
        // 32 L2 tables of a cluster each, the L1 table, and the refcounts up to the point where it is plain that most is stored.
        assertThat(counting.bytesRead()).isLessThan(34 * CLUSTER + (1 << 17));
    }

    @Test
    @DisplayName("is a raw image where the file is not QCOW2")
    void raw() {
        SparseBytes bytes = new SparseBytes("raw");
        bytes.put(0, new byte[700]);
        assertThat(ranges(map(bytes))).containsExactly(
                new GuestRange(0, 700, 0, true, false, true, false, 0, "image.qcow2", null),
                new GuestRange(700, 324, 0, true, true, false, false, 700, "image.qcow2", null));
    }

    @Test
    @DisplayName("stops when asked to")
    void cancelled() {
        GuestMap map = map(builder().data(0, "x").build().bytes());
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> map.visit(cancelled, range -> true)).isInstanceOf(Cancelled.class);
        assertThat(map.visit(Progress.NONE, range -> false)).isFalse();
    }
}
