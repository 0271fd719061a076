package io.github.qcowscope.qcow2.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tree of L1 and L2 tables")
class MappingTreeTest {

    private static final byte[] LETTERS = "x".repeat(4096).getBytes(US_ASCII);

    private static Node find(Qcow2Image image, String path) {
        return Objects.requireNonNull(image.root().find(path), path);
    }

    private static List<String> keys(Node node) {
        return LongStream.range(0, node.childCount()).mapToObj(i -> node.child(i).key()).toList();
    }

    private static ImageBuilder small() {
        return new ImageBuilder().clusterBits(12).size(8 << 20);
    }

    @Test
    @DisplayName("leads from the L1 table over an L2 table to a guest cluster")
    void standard() {
        TestImage test = small().data(0x3000, "hello").build();
        Qcow2Image image = test.open();

        Node l1 = find(image, "l1");
        assertThat(l1.span()).isEqualTo(Span.of(image.source(), test.l1Table(), 4 * 8));
        assertThat(l1.childCount()).isEqualTo(4);
        Node entry = find(image, "l1/0");
        assertThat(entry.span()).isEqualTo(Span.of(image.source(), test.l1Table(), 8));
        assertThat(entry.target()).isEqualTo(Span.of(image.source(), test.l2Table(0), 4096));
        assertThat(entry.meaning()).isEqualTo("guest 0x0-0x1fffff (2097152)");
        assertThat(keys(entry)).containsExactly("reserved-0", "offset", "reserved-56", "copied", "l2");
        assertThat(find(image, "l1/0/copied").span().bits()).isEqualTo(Bits.bit(63));

        Node l2 = find(image, "l1/0/l2");
        assertThat(l2.span()).isEqualTo(Span.of(image.source(), test.l2Table(0), 4096));
        assertThat(l2.childCount()).isEqualTo(512);
        Node cluster = find(image, "l1/0/l2/3");
        assertThat(cluster.span()).isEqualTo(Span.of(image.source(), test.l2Entry(0x3000), 8));
        assertThat(cluster.meaning()).isEqualTo("standard, guest 0x3000-0x3fff (4096)");
        assertThat(keys(cluster)).containsExactly(
                "zero", "reserved-1", "offset", "reserved-56", "compressed", "copied", "data");
        assertThat(find(image, "l1/0/l2/3/data").span())
                .isEqualTo(Span.of(image.source(), test.hostOffset(0x3000), 4096));
    }

    @Test
    @DisplayName("says what is unallocated, zero, or zero with a cluster kept for it")
    void withoutData() {
        TestImage test = small().zero(0x1000).zeroAllocated(0x2000).build();
        Qcow2Image image = test.open();

        assertThat(find(image, "l1/1").value().text()).isEqualTo("0x0 (unallocated)");
        assertThat(find(image, "l1/1").meaning()).isEqualTo("unallocated, guest 0x200000-0x3fffff (2097152)");
        assertThat(keys(find(image, "l1/1"))).doesNotContain("l2");
        assertThat(find(image, "l1/0/l2/0").value().text()).isEqualTo("0x0 (unallocated)");
        assertThat(find(image, "l1/0/l2/1").value().text()).isEqualTo("0x1 (zero)");
        assertThat(find(image, "l1/0/l2/1").meaning()).startsWith("zero, guest 0x1000");
        assertThat(keys(find(image, "l1/0/l2/1"))).doesNotContain("data");
        assertThat(find(image, "l1/0/l2/2").meaning()).startsWith("zero, with a cluster kept for writes, guest 0x2000");
        assertThat(find(image, "l1/0/l2/2/data").span().range().offset()).isEqualTo(test.hostOffset(0x2000));
    }

    @Test
    @DisplayName("cuts the guest's range at the end of the virtual disk, and tells the VM state behind it")
    void pastTheEnd() {
        TestImage test = new ImageBuilder().clusterBits(12).size((2 << 20) + 0x1800)
                .header(io.github.qcowscope.fixture.HeaderField.L1_SIZE, 3)
                .data(2 << 20, "last").build();
        Qcow2Image image = test.open();

        assertThat(find(image, "l1/1").meaning()).endsWith("guest 0x200000-0x2017ff (6144)");
        assertThat(find(image, "l1/1/l2/1").meaning()).isEqualTo("unallocated, guest 0x201000-0x2017ff (2048)");
        assertThat(find(image, "l1/1/l2/2").meaning()).isEqualTo("unallocated, past the end of the virtual disk");
        assertThat(find(image, "l1/2").meaning()).isEqualTo("unallocated, VM state 0x0-0x1fffff (2097152)");
    }

    @Test
    @DisplayName("shows the bytes of a compressed cluster, and those that they inflate to")
    void compressed() {
        for (boolean zstd : new boolean[] {false, true}) {
            ImageBuilder builder = small().compressed(0x5000, LETTERS);
            TestImage test = (zstd ? builder.zstd() : builder).build();
            Qcow2Image image = test.open();

            Node entry = find(image, "l1/0/l2/5");
            assertThat(entry.meaning()).startsWith("compressed, guest 0x5000-0x5fff");
            assertThat(keys(entry)).containsExactly("offset", "additional_sectors", "compressed", "copied", "compressed-data");
            Node compressed = entry.child(4);
            assertThat(compressed.span().range().offset()).isEqualTo(test.hostOffset(0x5000));
            assertThat(compressed.meaning()).startsWith(zstd ? "zstd, at most 512 bytes" : "zlib, at most 512 bytes");
            Node inflated = compressed.child(0);
            assertThat(inflated.problems()).isEmpty();
            assertThat(inflated.span().source()).isNotSameAs(image.source());
            assertThat(inflated.span().range()).isEqualTo(new ByteRange(0, 4096));
            assertThat(inflated.span().source().chunk(0, 4096).toArray()).isEqualTo(LETTERS);
        }
    }

    @Test
    @DisplayName("shows each subcluster with its state, in the entry and in the cluster")
    void subclusters() {
        byte[] bytes = new byte[16384];
        TestImage test = new ImageBuilder().clusterBits(14).size(8 << 20).extendedL2()
                .subclusters(0x4000, bytes, 0b101, 0b1010)
                .subclusters(0x8000, bytes, 0, -1)
                .build();
        Qcow2Image image = test.open();

        Node entry = find(image, "l1/0/l2/1");
        assertThat(entry.span().range().length()).isEqualTo(16);
        assertThat(entry.meaning()).startsWith("subclusters: 2 allocated, 2 zero, guest 0x4000-0x7fff");
        Node states = find(image, "l1/0/l2/1/subclusters");
        assertThat(states.span().range()).isEqualTo(new ByteRange(test.l2Entry(0x4000) + 8, 8));
        assertThat(states.childCount()).isEqualTo(2 + 32);
        assertThat(find(image, "l1/0/l2/1/subclusters/0").value().text()).isEqualTo("allocated");
        assertThat(find(image, "l1/0/l2/1/subclusters/1").value().text()).isEqualTo("zero");
        assertThat(find(image, "l1/0/l2/1/subclusters/4").value().text()).isEqualTo("unallocated");
        assertThat(find(image, "l1/0/l2/1/subclusters/3").meaning()).isEqualTo("guest 0x4600-0x47ff (512)");
        assertThat(find(image, "l1/0/l2/1/subclusters/3/reads_as_zeros").span().bits()).isEqualTo(Bits.bit(35));
        assertThat(find(image, "l1/0/l2/1/subclusters/3/allocated").span().bits()).isEqualTo(Bits.bit(3));
        assertThat(find(image, "l1/0/l2/1/data/2").span().range())
                .isEqualTo(new ByteRange(test.hostOffset(0x4000) + 1024, 512));
        assertThat(find(image, "l1/0/l2/1/data/2").value().text()).isEqualTo("allocated");
        assertThat(find(image, "l1/0/l2/2").value().text()).isEqualTo("0x0 (zero)");
    }

    @Test
    @DisplayName("does not look for guest data in this file where an external data file has it")
    void dataFile() {
        TestImage test = small().dataFile("test.raw").data(0x1000, "elsewhere").build();
        Node entry = find(test.open(), "l1/0/l2/1");

        assertThat(entry.meaning()).startsWith("standard in the external data file, guest 0x1000");
        assertThat(entry.target()).isNull();
        assertThat(keys(entry)).doesNotContain("data");
    }

    @Test
    @DisplayName("knows the owner of each byte")
    void owners() {
        TestImage test = small().data(0x3000, "hello").compressed(0x5000, LETTERS)
                .snapshot(SnapshotSpec.named("s")).data(0x3000, "again").build();
        Qcow2Image image = test.open();

        assertThat(image.ownerOf(test.l1Table() + 9, Progress.NONE).path()).isEqualTo("l1/1");
        assertThat(image.ownerOf(test.l2Table(0) + 17, Progress.NONE).path()).isEqualTo("l1/0/l2/2");
        assertThat(image.ownerOf(test.hostOffset(0x3000) + 99, Progress.NONE).path()).isEqualTo("l1/0/l2/3/data");
        assertThat(image.ownerOf(test.hostOffset(0x5000), Progress.NONE).path()).isEqualTo("l1/0/l2/5/compressed-data");
        assertThat(image.ownerOf(test.snapshotL1(0), Progress.NONE).path()).isEqualTo("snapshots/0/l1/0");
        long earlier = new L2Entry(image.source().chunk(find(image, "snapshots/0/l1/0/l2/3").span().range().offset(), 8)
                .u64(0), 0).offset();
        assertThat(image.ownerOf(earlier, Progress.NONE).path()).isEqualTo("snapshots/0/l1/0/l2/3/data");
        TreeCheck.nodes(image);
        TreeCheck.owners(image, 8);
        assertThat(TreeCheck.problems(image.root())).isEmpty();
    }

    @Test
    @DisplayName("gives a shared sector to the compressed cluster that starts later")
    void sharedSector() {
        TestImage test = small().compressed(0x5000, LETTERS).compressed(0x6000, LETTERS).build();
        Qcow2Image image = test.open();

        assertThat(test.hostOffset(0x6000)).isBetween(test.hostOffset(0x5000) + 1, test.hostOffset(0x5000) + 511);
        assertThat(image.ownerOf(test.hostOffset(0x6000) - 1, Progress.NONE).path()).isEqualTo("l1/0/l2/5/compressed-data");
        assertThat(image.ownerOf(test.hostOffset(0x6000), Progress.NONE).path()).isEqualTo("l1/0/l2/6/compressed-data");
    }

    @Test
    @DisplayName("tells an L2 table that lies on another structure")
    void loops() {
        TestImage test = small().data(0, "a").snapshot(SnapshotSpec.named("s")).build();
        test.poke(test.l1Table(), 8, test.l1Table()).poke(test.l1Table() + 8, 8, test.refcountTable());
        test.poke(test.snapshotL1(0), 8, test.snapshotL1(0));
        Qcow2Image image = test.open();

        assertThat(find(image, "l1/0").problems()).extracting(Problem::message).containsExactly(
                "The L2 table at 0x%x overlaps the active L1 table.".formatted(test.l1Table()));
        assertThat(find(image, "l1/1").problems()).extracting(Problem::message).containsExactly(
                "The L2 table at 0x%x overlaps the refcount table.".formatted(test.refcountTable()));
        assertThat(find(image, "snapshots/0/l1/0").problems()).extracting(Problem::message).containsExactly(
                "The L2 table at 0x%x overlaps the L1 table that leads to it.".formatted(test.snapshotL1(0)));
        TreeCheck.nodes(image);
        TreeCheck.owners(image, 512);
    }

    @Test
    @DisplayName("tells a guest cluster that lies on another structure")
    void overlappingData() {
        TestImage test = small().data(0, "a").build();
        test.poke(test.l2Entry(0), 8, test.refcountTable());

        assertThat(find(test.open(), "l1/0/l2/0").problems()).extracting(Problem::message).containsExactly(
                "The guest cluster at 0x%x overlaps the refcount table.".formatted(test.refcountTable()));
    }
}
