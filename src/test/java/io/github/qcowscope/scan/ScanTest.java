package io.github.qcowscope.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.QemuTools;
import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.SparseBytes;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recall: what a scan finds again in images that have lost their first bytes. The tree of the whole image is the truth. */
class ScanTest {

    private static final int FIRST_CLUSTER = -1;

    @TempDir
    Path folder;

    static Scan scan(ByteSource source) {
        return Scan.of(source, Progress.NONE, proposal -> { });
    }

    private static Set<String> places(Scan scan) {
        return scan.proposals().stream().map(Truth::place).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What of the truth is still in the file, though not found. */
    private static Set<String> missed(Set<String> truth, Scan scan, long lost) {
        Set<String> missed = new TreeSet<>(truth);
        missed.removeAll(places(scan));
        missed.removeIf(place -> Long.decode(place.substring(place.indexOf('@') + 1)) < lost);
        return missed;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 512, 4096})
    void findsEverythingOfTheSample(int lost) {
        TestImage image = SampleImage.make();
        Set<String> truth = Truth.of(image.open());
        image.poke(0, new byte[lost]);
        Scan scan = scan(image.bytes());
        assertThat(scan.clusterBits()).isEqualTo(12);
        // The name stands behind the extensions, whose start is lost: nothing tells that it is one.
        truth.removeIf(place -> lost == 512 && place.startsWith("backing"));
        assertThat(missed(truth, scan, lost == 4 ? 0 : lost)).isEmpty();
        assertThat(places(scan)).isSubsetOf(truth);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10, 13, 16, 18, 21})
    void findsEverythingWhateverTheClusterSizeIs(int bits) {
        TestImage image = new ImageBuilder().clusterBits(bits).size(Math.min(1L << 30, 4000L << bits))
                .data(0, new byte[] {1, 2, 3}).data(3L << bits, new byte[5 << bits]).data(200L << bits, "x")
                .snapshot(SnapshotSpec.named("one")).data(3L << bits, new byte[2 << bits]).zero(10L << bits)
                .bitmap(BitmapSpec.named("b0").granularityBits(16).auto().dirty(0, 1 << 20))
                .bitmap(BitmapSpec.named("b1").granularityBits(16).zeroes())
                .build();
        Set<String> truth = Truth.of(image.open());
        image.poke(0, new byte[1 << bits]);
        Scan scan = scan(image.bytes());
        assertThat(scan.clusterBits()).isEqualTo(bits);
        assertThat(missed(truth, scan, 1 << bits)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "9, '', 4", "9, '', 512", "9, '', -1",
        "12, '', 512", "12, '', -1",
        "16, '', 0", "16, '', 4", "16, '', 512", "16, '', -1",
        "21, '', 512", "21, '', -1",
        "16, ',extended_l2=on', -1", "16, ',refcount_bits=64', -1", "16, ',refcount_bits=32', -1",
        "14, ',refcount_bits=8', -1", "16, ',preallocation=metadata', -1",
    })
    void findsEverythingOfWhatQemuWrote(int bits, String options, int lost) throws IOException {
        Path file = qemu(bits, options);
        Set<String> truth;
        try (MappedFile whole = MappedFile.open(file)) {
            truth = Truth.of(new Qcow2Image(whole));
        }
        int bytes = lost == FIRST_CLUSTER ? 1 << bits : lost;
        wipe(file, bytes);
        try (MappedFile damaged = MappedFile.open(file)) {
            Scan scan = scan(damaged);
            assertThat(scan.clusterBits()).isEqualTo(bits);
            assertThat(missed(truth, scan, bytes == 4 ? 0 : bytes)).isEmpty();
            assertThat(truth).hasSizeGreaterThan(9);
        }
    }

    private Path qemu(int bits, String options) {
        Path file = folder.resolve("disk.qcow2");
        String name = file.toString();
        QemuTools.QEMU_IMG.run("create", "-q", "-f", "qcow2", "-o", "cluster_size=" + (1 << bits) + options, name, "64M")
                .orFail();
        QemuTools.QEMU_IMG.run("bitmap", "--add", "-g", "65536", name, "backup-0").orFail();
        QemuTools.QEMU_IO.run("-f", "qcow2", name, "-c", "write -P 1 0 300k", "-c", "write -P 0xaa 5M 1M",
                "-c", "write -P 7 33M 192k").orFail();
        QemuTools.QEMU_IMG.run("snapshot", "-c", "first", name).orFail();
        QemuTools.QEMU_IMG.run("bitmap", "--add", name, "backup-1").orFail();
        QemuTools.QEMU_IO.run("-f", "qcow2", name, "-c", "write -P 3 128k 300k", "-c", "write -P 9 50M 1M").orFail();
        QemuTools.QEMU_IMG.run("snapshot", "-c", "second", name).orFail();
        QemuTools.QEMU_IO.run("-f", "qcow2", name, "-c", "write -P 3 0 64k").orFail();
        return file;
    }

    private static void wipe(Path file, int bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(bytes), 0);
        }
    }

    @Test
    void findsAnImageInsideAnotherFile() {
        long base = 5 * 512;
        TestImage image = SampleImage.make();
        Set<String> truth = Truth.of(image.open());
        SparseBytes outer = new SparseBytes("outer");
        outer.put(base, image.bytes().toArray());
        Scan scan = scan(outer);
        Set<String> moved = truth.stream().map(place -> {
            int at = place.indexOf('@') + 1;
            return place.substring(0, at) + "0x" + Long.toHexString(Long.decode(place.substring(at)) + base);
        }).collect(Collectors.toCollection(TreeSet::new));
        moved.removeAll(places(scan));
        assertThat(moved).isEmpty();
        assertThat(scan.proposals()).allMatch(proposal -> proposal.base() == base && proposal.clusterBits() == 12);
        Node directory = ProposalNodes.of(outer, scan.proposals())
                .find("0x%x-bitmap-directory".formatted(base + image.bitmapDirectory()));
        assertThat(directory).isNotNull();
        assertThat(directory.child(1).find("bitmap_table_offset")).isNotNull().extracting(Node::target).isNotNull()
                .extracting(target -> target.range().offset()).isEqualTo(base + image.bitmapTable(1));
    }

    @Test
    void tellsTheStructuresOfAnImageInsideAnotherApart() {
        TestImage inner = new ImageBuilder().clusterBits(10).bitmap(BitmapSpec.named("inner").granularityBits(12).data(1))
                .build();
        TestImage outer = new ImageBuilder().clusterBits(16).data(0, inner.bytes().toArray())
                .snapshot(SnapshotSpec.named("outer")).bitmap(BitmapSpec.named("outer").granularityBits(16).data(1)).build();
        Scan scan = scan(outer.bytes());
        Set<String> truth = Truth.of(outer.open());
        assertThat(missed(truth, scan, 0)).isEmpty();
        assertThat(scan.proposals()).filteredOn(proposal -> proposal.kind().equals(Kinds.BITMAP_DIRECTORY))
                .extracting(Proposal::base, Proposal::clusterBits).containsExactlyInAnyOrder(
                        Tuple.tuple(0L, 16), Tuple.tuple(outer.hostOffset(0), 10));
    }

    @Test
    void findsWhatIsLeftOfTheExtensions() {
        TestImage image = SampleImage.make();
        long bitmaps = image.extension(0x2385_2875L);
        image.poke(0, new byte[(int) bitmaps]);
        assertThat(places(scan(image.bytes()))).contains(Truth.place(Kinds.EXTENSION, bitmaps),
                Truth.place(Kinds.BACKING, 0x230));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 13, 16, 200, 0xffff_ffffL})
    void doesNotBelieveAClusterSizeThatTheTablesContradict(long told) {
        TestImage image = SampleImage.make();
        Set<String> truth = Truth.of(image.open());
        image.poke(HeaderField.CLUSTER_BITS, told);
        Scan scan = scan(image.bytes());
        assertThat(scan.clusterBits()).isEqualTo(12);
        truth.removeIf(place -> place.startsWith("backing"));
        assertThat(missed(truth, scan, 0)).isEmpty();
        assertThat(scan.proposals()).filteredOn(proposal -> !proposal.kind().equals(Kinds.HEADER))
                .filteredOn(proposal -> !proposal.kind().equals(Kinds.BACKING))
                .allMatch(proposal -> proposal.clusterBits() == 12);
    }

    @Test
    void takesATableOfManyClustersForOne() {
        ImageBuilder builder = new ImageBuilder().clusterBits(9).size(64 << 20);
        for (int i = 0; i < 64; i++) {
            builder.data((long) i << 20, "x");
        }
        TestImage image = builder.build();
        assertThat(scan(image.bytes()).proposals()).filteredOn(proposal -> proposal.kind().equals(Kinds.L1_TABLE))
                .extracting(Proposal::range).containsExactly(image.open().l1Table().range());
    }

    @Test
    void handsOnWhatItFindsAndTellsHowFarItIs() {
        List<Proposal> found = new ArrayList<>();
        List<Long> shares = new ArrayList<>();
        Scan scan = Scan.of(SampleImage.make().bytes(), (done, total) -> shares.add(done * 100 / total), found::add);
        assertThat(found.stream().map(Truth::place)).containsAll(places(scan));
        assertThat(shares).isSorted().last().isEqualTo(100L);
    }

    @Test
    void saysWhyAndTheSurestFirst() {
        TestImage image = SampleImage.make();
        List<Proposal> proposals = scan(image.bytes()).proposals();
        assertThat(proposals).isSortedAccordingTo(Proposal.SUREST_FIRST)
                .allMatch(proposal -> proposal.reason().endsWith(".") && proposal.clusterBits() == 12);
        assertThat(proposals).filteredOn(proposal -> proposal.kind().equals(Kinds.BITMAP_DIRECTORY)).singleElement()
                .satisfies(proposal -> {
                    assertThat(proposal.reason()).isEqualTo("5 bitmaps stand here with table, flags, type 1, granularity and"
                            + " name, the first of them \"backup-full\".");
                    assertThat(proposal.range().length()).isEqualTo(208);
                });
    }

    @Test
    void marksWhatTheTreeHas() {
        TestImage image = SampleImage.make();
        byte[] old = new byte[64];
        long at = image.length();
        System.arraycopy(image.bytes().chunk(image.bitmapEntry(0), 40).toArray(), 0, old, 0, 40);
        image.poke(at, Arrays.copyOf(old, 4096));
        Qcow2Image opened = image.open();
        Scan scan = Known.mark(opened, scan(image.bytes()), Progress.NONE);
        assertThat(Scan.unknown(scan.proposals())).extracting(Truth::place)
                .containsExactly(Truth.place(Kinds.BITMAP_DIRECTORY, at));
        assertThat(scan.proposals()).filteredOn(Proposal::isKnown).extracting(Proposal::path)
                .contains("header", "extensions", "bitmaps", "l1", "l1/10/l2", "refcounts", "refcounts/0/block",
                        "snapshots", "snapshots/1/l1", "bitmaps/replica-seed/table");
    }
}
