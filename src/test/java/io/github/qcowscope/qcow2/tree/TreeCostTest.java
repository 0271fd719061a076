package io.github.qcowscope.qcow2.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.CountingSource;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each node of a table reads its entry when it is made, so that reads count nodes. */
@DisplayName("The tree of a large image")
class TreeCostTest {

    private static final long TIB = 1L << 40;

    private record Measured(Qcow2Image image, CountingSource source) {

        static Measured of(TestImage test) {
            CountingSource source = new CountingSource(test.bytes());
            return new Measured(new Qcow2Image(source), source);
        }

        Node find(String path) {
            source.reset();
            return Objects.requireNonNull(image.root().find(path), path);
        }
    }

    private static void opensCheaply(TestImage test) {
        Measured measured = Measured.of(test);

        assertThat(measured.image().root().childCount()).isPositive();
        assertThat(measured.source().reads()).as("reads to open").isLessThan(500);
        measured.source().reset();
        for (long i = 0; i < measured.image().root().childCount(); i++) {
            Node part = measured.image().root().child(i);
            assertThat(part.value().text() + part.meaning() + part.problems()).isNotEmpty();
        }
        assertThat(measured.source().reads()).as("reads to show the roots").isLessThan(200);
    }

    @Test
    @DisplayName("costs nothing for 60 TiB of virtual disk until somebody looks")
    void sixtyTebibytes() {
        TestImage test = new ImageBuilder().size(60 * TIB).data(60 * TIB - 65536, "last").build();
        opensCheaply(test);

        Measured measured = Measured.of(test);
        assertThat(measured.find("l1").childCount()).isEqualTo(60 * TIB >> 29);
        Node last = measured.find("l1/122879/l2/8191/data");
        assertThat(measured.source().reads()).isLessThan(100);
        assertThat(last.value().text()).isEqualTo("guest 0x3bffffff0000-0x3bffffffffff (65536)");
        measured.source().reset();
        assertThat(measured.image().ownerOf(test.l1Table() + 122_878 * 8, Progress.NONE).path()).isEqualTo("l1/122878");
        assertThat(measured.source().reads()).isLessThan(30);
        measured.source().reset();
        assertThat(measured.image().ownerOf(test.hostOffset(60 * TIB - 65536), Progress.NONE)).isEqualTo(last);
        assertThat(measured.source().bytesRead()).as("bytes to look through the L1 table twice, and one L2 table")
                .isLessThan(3 * 122_880 * 8);
    }

    @Test
    @DisplayName("costs nothing for clusters of 512 bytes")
    void smallClusters() {
        long size = 1L << 37;
        TestImage test = new ImageBuilder().clusterBits(9).size(size).data(size - 512, "last").build();
        opensCheaply(test);

        Measured measured = Measured.of(test);
        assertThat(measured.find("l1").childCount()).isEqualTo(1 << 22);
        assertThat(measured.find("l1/4194303/l2/63/data").span().range().length()).isEqualTo(512);
        assertThat(measured.source().reads()).isLessThan(100);
    }

    @Test
    @DisplayName("costs nothing for refcount blocks of 16 million refcounts")
    void largeClusters() {
        TestImage test = new ImageBuilder().clusterBits(21).refcountOrder(0).size(TIB).data(0, "first").build();
        opensCheaply(test);

        Measured measured = Measured.of(test);
        Node block = measured.find("refcounts/0/block");
        assertThat(block.childCount()).isEqualTo(1 << 24);
        assertThat(measured.find("refcounts/0/block/16777215").value().text()).isEqualTo("0");
        assertThat(measured.source().reads()).isLessThan(30);
        measured.source().reset();
        assertThat(measured.image().ownerOf(test.refcountBlock(0) + (1 << 21) - 1, Progress.NONE).path())
                .isEqualTo("refcounts/0/block/16777208");
        assertThat(measured.source().reads()).isLessThan(50);
    }

    @Test
    @DisplayName("keeps no more than a place for each of 10,000 snapshots")
    void snapshots() {
        ImageBuilder builder = new ImageBuilder().clusterBits(9).size(1 << 20).data(0, "shared");
        for (int i = 0; i < 10_000; i++) {
            builder.snapshot(SnapshotSpec.named("snapshot " + i));
        }
        TestImage test = builder.build();
        Measured measured = Measured.of(test);

        // To find where each entry starts takes its length, which three of its fields tell.
        assertThat(measured.source().reads()).isLessThan(10_000 * 10);
        assertThat(measured.find("snapshots").childCount()).isEqualTo(10_000);
        assertThat(measured.source().reads()).isZero();
        assertThat(measured.find("snapshots/9999").name()).isEqualTo("snapshot 9999");
        assertThat(measured.source().reads()).isLessThan(150);
        assertThat(measured.find("snapshots/9999/l1/0/l2/0/data").span())
                .isEqualTo(measured.find("l1/0/l2/0/data").span());
        measured.source().reset();
        assertThat(measured.image().ownerOf(test.snapshotEntry(5000) + 8, Progress.NONE).path())
                .isEqualTo("snapshots/5000/l1_size");
        assertThat(measured.source().reads()).isLessThan(150);
        measured.source().reset();
        assertThat(measured.image().ownerOf(test.snapshotL1(9999), Progress.NONE).path())
                .isEqualTo("snapshots/9999/l1/0");
        assertThat(measured.source().reads()).isLessThan(10_000 * 20);
    }

    @Test
    @DisplayName("has all 65,536 snapshots that QEMU allows")
    void mostSnapshots() {
        // Entries of 56 bytes, all alike, one after the other.
        TestImage test = new ImageBuilder().clusterBits(16).size(1 << 20).data(0, "a").build();
        long table = test.length();
        for (int i = 0; i < 65_536; i++) {
            test.poke(table + i * 56L, 8, test.l1Table()).poke(table + i * 56L + 8, 4, 1)
                    .poke(table + i * 56L + 36, 4, 16);
        }
        test.poke(HeaderField.SNAPSHOTS_OFFSET, table).poke(HeaderField.NB_SNAPSHOTS, 65_536);
        Measured measured = Measured.of(test);

        assertThat(measured.find("snapshots").childCount()).isEqualTo(65_536);
        assertThat(measured.find("snapshots").problems()).isEmpty();
        assertThat(measured.find("snapshots/65535/l1/0/l2/0/data").span())
                .isEqualTo(measured.find("l1/0/l2/0/data").span());
    }
}
