package io.github.qcowscope.qcow2.owner;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.CountingSource;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The map of owners")
class HostMapTest {

    private static final int CLUSTER = 4096;
    private static final long MEMORY = 64 << 20;

    /** Something of everything that owns clusters. */
    private static ImageBuilder rich() {
        byte[] text = "squeeze ".repeat(512).getBytes(US_ASCII);
        return new ImageBuilder().clusterBits(12).size(8 << 20).luks(new byte[5000])
                .data(0, "one").data(CLUSTER, "two").zeroAllocated(3 * CLUSTER)
                .compressed(4 * CLUSTER, text).compressed(5 * CLUSTER, text).compressed(6 * CLUSTER, text)
                .snapshot(SnapshotSpec.named("first"))
                .data(0, "three").data(4 << 20, "far")
                .snapshot(SnapshotSpec.named("second"))
                .data(CLUSTER, "four")
                .bitmap(BitmapSpec.named("bits").granularityBits(9).data(0xff).ones());
    }

    private static Owners owners(TestImage image, long offset) {
        return HostMaps.of(image.open()).ownersOf(offset, 100, Progress.NONE);
    }

    private static List<String> paths(Owners owners) {
        return owners.list().stream().map(Owner::path).toList();
    }

    @Test
    @DisplayName("has every owner of every cluster, and each as often as refcounts count")
    void everything() {
        Qcow2Image image = rich().build().open();
        HostMaps.assertRight(image, "an image with everything");
        HostMap map = HostMaps.of(image);
        assertThat(map.leakedClusters()).isZero();
        assertThat(map.undercountedClusters()).isZero();
        assertThat(map.claimsPastEnd()).isZero();
    }

    @Test
    @DisplayName("holds for all refcount widths, cluster sizes, versions and extended entries")
    void layouts() {
        for (int order = 3; order <= 6; order++) {
            HostMaps.assertRight(rich().refcountOrder(order).build().open(), "refcount order " + order);
        }
        for (int bits : new int[] {9, 10, 14}) {
            HostMaps.assertRight(new ImageBuilder().clusterBits(bits).size(1 << 20).data(0, "a".repeat(9 << bits))
                    .snapshot(SnapshotSpec.named("s")).data(1 << bits, "b").build().open(), "cluster bits " + bits);
        }
        HostMaps.assertRight(new ImageBuilder().version(2).clusterBits(12).data(0, "v2").build().open(), "version 2");
        HostMaps.assertRight(new ImageBuilder().clusterBits(14).extendedL2().subclusters(0, new byte[1 << 14], 5, 2)
                .subclusters(1 << 14, new byte[0], 0, -1).build().open(), "extended entries");
        HostMaps.assertRight(new ImageBuilder().clusterBits(12).dataFile("d").data(0, "x").build().open(), "a data file");
    }

    @Test
    @DisplayName("names guest clusters of the active state first, with their part of the disk")
    void guestRanges() {
        TestImage image = rich().size((8 << 20) - 512).build();
        Owners shared = owners(image, image.hostOffset(4 << 20));
        assertThat(shared.list()).containsExactly(
                new Owner(OwnerKind.GUEST_DATA, "l1/2/l2/0/data", new ByteRange(4 << 20, CLUSTER)),
                new Owner(OwnerKind.GUEST_DATA, "snapshots/1/l1/2/l2/0/data", new ByteRange(4 << 20, CLUSTER)));
        assertThat(ClusterState.SHARED.isIn(shared.states())).isTrue();
        Owners bitmap = owners(image, image.bitmapData("bits", 0));
        assertThat(bitmap.list()).containsExactly(
                new Owner(OwnerKind.BITMAP_DATA, "bitmaps/bits/table/0/data", new ByteRange(0, (8 << 20) - 512)));
    }

    @Test
    @DisplayName("tells compressed data apart that share a cluster")
    void compressed() {
        TestImage image = rich().build();
        HostMap map = HostMaps.of(image.open());
        long second = image.hostOffset(5 * CLUSTER);
        assertThat(paths(owners(image, second + 1)).getFirst()).isEqualTo("l1/0/l2/5/compressed-data");
        assertThat(map.bits(second / CLUSTER)).isEqualTo(OwnerKind.COMPRESSED.bit());
        assertThat(map.ownersOfCluster(second / CLUSTER, 100, Progress.NONE).list()).hasSize(9);
        assertThat(map.ownersOfCluster(second / CLUSTER, 4, Progress.NONE).list()).hasSize(4);
        assertThat(map.ownersOfCluster(second / CLUSTER, 4, Progress.NONE).isComplete()).isFalse();
    }

    @Test
    @DisplayName("marks leaked and undercounted clusters")
    void refcounts() {
        TestImage image = rich().build();
        long data = image.hostOffset(0) / CLUSTER;
        long last = image.length() / CLUSTER;
        image.setLength(image.length() + CLUSTER).refcount(last, 1).refcount(data, 0);
        HostMap map = HostMaps.of(image.open());
        assertThat(map.bits(last)).isEqualTo(ClusterState.LEAKED.bit());
        assertThat(ClusterState.UNDERCOUNTED.isIn(map.bits(data))).isTrue();
        assertThat(map.leakedClusters()).isEqualTo(1);
        assertThat(map.undercountedClusters()).isEqualTo(1);
        HostMaps.assertRight(image.open(), "an image with wrong refcounts");
    }

    @Test
    @DisplayName("of an image without refcounts calls every cluster undercounted")
    void noRefcounts() {
        TestImage image = rich().build().poke(HeaderField.REFCOUNT_TABLE_OFFSET, 1L << 40);
        HostMaps.assertRight(image.open(), "an image without refcounts");
    }

    @Test
    @DisplayName("marks structures that overlap, and names them all")
    void overlaps() {
        TestImage image = rich().build();
        image.poke(image.l2Entry(0), 8, image.l1Table());
        Owners owners = owners(image, image.l1Table());
        assertThat(paths(owners)).containsExactly("l1", "l1/0/l2/0/data");
        assertThat(ClusterState.OVERLAPPING.isIn(owners.states())).isTrue();
        HostMaps.assertRight(image.open(), "an image in which guest data lies on the L1 table");
    }

    @Test
    @DisplayName("stands an L1 entry that leads to the L1 table itself")
    void loop() {
        TestImage image = rich().build();
        image.poke(image.l1Table(), 8, image.l1Table());
        HostMaps.assertRight(image.open(), "a loop");
    }

    @Test
    @DisplayName("counts what lies past the end of the file")
    void pastEnd() {
        TestImage image = rich().build();
        image.poke(image.l2Entry(0), 8, 1L << 40);
        assertThat(HostMaps.of(image.open()).claimsPastEnd()).isEqualTo(1);
        HostMaps.assertRight(image.open(), "a guest cluster past the end");
    }

    @Test
    @DisplayName("finds the owner of a byte as a search through the tables does")
    void asWithoutMap() {
        Qcow2Image without = rich().build().open();
        Qcow2Image with = rich().build().open();
        with.attach(HostMaps.of(with));
        for (long at = 0; at < without.source().length(); at += 97) {
            assertThat(with.ownerOf(at, Progress.NONE).path()).as("offset %d", at)
                    .isEqualTo(without.ownerOf(at, Progress.NONE).path());
        }
    }

    @Test
    @DisplayName("finds owners through tables that are not aligned, which QEMU does not read, by a search")
    void unaligned() {
        // 64 entries take 512 bytes: shifted by that, the table has the last of these clusters in its first entry.
        TestImage image = rich().data((4 << 20) + CLUSTER, "between").data((4 << 20) + 64 * CLUSTER, "further").build();
        long data = image.hostOffset((4 << 20) + 64 * CLUSTER);
        image.poke(image.l1Table() + 16, 8, image.get(image.l1Table() + 16, 8) + 512);
        image.poke(image.snapshotL1(1) + 16, 8, 0);
        Qcow2Image opened = image.open();
        HostMap map = HostMaps.of(opened);
        assertThat(map.ownersOf(data, 10, Progress.NONE).list()).isEmpty();
        String searched = opened.ownerOf(data, Progress.NONE).path();
        assertThat(searched).isEqualTo("l1/2/l2/0/data");
        opened.attach(map);
        assertThat(opened.ownerOf(data, Progress.NONE).path()).isEqualTo(searched);
    }

    @Test
    @DisplayName("walks tables that forty snapshots share once, and names all of them")
    void manySnapshots() {
        ImageBuilder builder = new ImageBuilder().clusterBits(12).size(64 << 20);
        for (long at = 0; at < 32 << 20; at += CLUSTER) {
            builder.data(at, "x");
        }
        for (int i = 0; i < 40; i++) {
            builder.snapshot(SnapshotSpec.named("s" + i));
        }
        TestImage test = builder.build();
        CountingSource counting = new CountingSource(test.bytes());
        Qcow2Image image = new Qcow2Image(counting);
        counting.reset();
        HostMap map = HostMaps.of(image);
        long clusters = test.length() / CLUSTER;
        // 16 L2 tables of a cluster, 41 L1 tables of 256 bytes, the refcounts of two bytes each, and a few fields for each snapshot.
        assertThat(counting.bytesRead()).isLessThan(16 * CLUSTER + 41 * 256 + clusters * 2 + CLUSTER + 40 * 512);
        Owners owners = map.ownersOf(test.hostOffset(5 * CLUSTER), 1000, Progress.NONE);
        assertThat(owners.list()).hasSize(41);
        assertThat(owners.isComplete()).isTrue();
        assertThat(owners.references()).isEqualTo(41);
        assertThat(map.ownersOf(test.hostOffset(0), 7, Progress.NONE).list()).hasSize(7);
        assertThat(map.leakedClusters() + map.undercountedClusters()).isZero();
    }

    @Test
    @DisplayName("stands whatever byte is wrong, and then agrees with the plainest search")
    void anyByte() {
        byte[] good = new ImageBuilder().clusterBits(9).size(1 << 16).data(0, "one").data(0x400, "two").zeroAllocated(0x600)
                .compressed(0x800, "y".repeat(512).getBytes(US_ASCII)).snapshot(SnapshotSpec.named("s")).data(0, "three")
                .bitmap(BitmapSpec.named("b").granularityBits(9).data(1)).build().bytes().toArray();
        Random random = new Random(11);
        int compared = 0;
        for (int round = 0; round < 600; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i <= round % 3; i++) {
                bad[random.nextInt(random.nextBoolean() ? 112 : bad.length)] = (byte) random.nextInt();
            }
            Qcow2Image image = new Qcow2Image(new HeapBytes("bad", bad));
            HostMap map = HostMaps.of(image);
            for (int i = 0; i < 8; i++) {
                long at = random.nextInt(bad.length);
                Owners owners = map.ownersOf(at, 100, Progress.NONE);
                assertThat(owners.list().size()).isLessThanOrEqualTo(100);
                image.attach(map);
                assertThat(image.ownerOf(at, Progress.NONE).span().range().contains(at)).isTrue();
            }
            if (image.isLaidOut() && map.isWhole() && map.clusters() < 1000) {
                compared++;
                HostMaps.assertRight(image, "damage number " + round);
            }
        }
        assertThat(compared).isGreaterThan(300);
    }

    @Test
    @DisplayName("refuses an image that needs more memory than it may take, with a sentence")
    void refused() {
        HostMap.Result result = HostMap.of(rich().build().open(), 10_000, Progress.NONE);
        assertThat(result).isEqualTo(new HostMap.Refused(
                "The image has too many clusters or table entries for a map of all owners within 9.77 KiB."));
    }

    @Test
    @DisplayName("refuses more tables than it can number, and more entries than images in order have")
    void bounds() {
        TestImage image = rich().build();
        image.setLength(1L << 43).poke(HeaderField.L1_SIZE, 0xffff_ffffL);
        assertThat(HostMap.of(image.open(), MEMORY, Progress.NONE)).isInstanceOf(HostMap.Refused.class);
        TestImage wide = new ImageBuilder().clusterBits(9).build();
        wide.setLength(1L << 60);
        assertThat(HostMap.of(wide.open(), MEMORY, Progress.NONE)).isInstanceOf(HostMap.Refused.class);
    }

    @Test
    @DisplayName("of 8 TiB with holes costs memory only where something is")
    void sparse() {
        TestImage image = rich().build();
        image.setLength(1L << 43);
        HostMap.Result result = HostMap.of(image.open(), 16 << 20, Progress.NONE);
        assertThat(result).isInstanceOf(HostMap.Ready.class);
        HostMap map = ((HostMap.Ready) result).map();
        assertThat(map.clusters()).isEqualTo(1L << 31);
        assertThat(map.summary(Progress.NONE).count(ClusterState.FREE)).isGreaterThan((1L << 31) - 1000);
    }

    @Test
    @DisplayName("where owners have no room in its lists, counts them and finds them by a search")
    void crampedLists() {
        ImageBuilder builder = new ImageBuilder().clusterBits(12).size(8 << 20);
        byte[] text = "x".repeat(CLUSTER).getBytes(US_ASCII);
        for (long at = 0; at < 2 << 20; at += CLUSTER) {
            builder.compressed(at, text);
        }
        TestImage test = builder.build();
        Qcow2Image image = test.open();
        HostMap plenty = HostMaps.of(image);
        long least = 1 << 12;
        while (HostMap.of(image, least, Progress.NONE) instanceof HostMap.Refused) {
            least += 1 << 10;
        }
        HostMap cramped = ((HostMap.Ready) HostMap.of(image, least, Progress.NONE)).map();
        long cluster = test.hostOffset(CLUSTER) / CLUSTER;
        assertThat(paths(cramped.ownersOfCluster(cluster, 10_000, Progress.NONE)))
                .isEqualTo(paths(plenty.ownersOfCluster(cluster, 10_000, Progress.NONE)));
    }

    @Test
    @DisplayName("summarizes stretches of clusters as the clusters themselves do")
    void summary() {
        TestImage image = rich().build();
        image.setLength(image.length() + 200 * CLUSTER).refcount(image.length() / CLUSTER - 3, 1);
        HostMap map = HostMaps.of(image.open());
        ClusterSummary summary = map.summary(Progress.NONE);
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            long from = random.nextLong(map.clusters());
            long end = from + random.nextLong(200);
            int bits = 0;
            for (long cluster = from; cluster < Math.min(end, map.clusters()); cluster++) {
                bits |= map.bits(cluster);
            }
            assertThat(summary.bits(from, end)).as("%d to %d", from, end).isEqualTo(bits);
        }
        long free = 0;
        long leaked = 0;
        for (long cluster = 0; cluster < map.clusters(); cluster++) {
            free += ClusterState.FREE.isIn(map.bits(cluster)) ? 1 : 0;
            leaked += ClusterState.LEAKED.isIn(map.bits(cluster)) ? 1 : 0;
        }
        assertThat(summary.count(ClusterState.FREE)).isEqualTo(free);
        assertThat(summary.count(ClusterState.LEAKED)).isEqualTo(leaked).isEqualTo(1);
        assertThat(summary.count(OwnerKind.ENCRYPTION)).isEqualTo(2);
    }

    @Test
    @DisplayName("tells how far it is, from nothing to all, and stops when asked to")
    void progress() {
        Qcow2Image image = rich().build().open();
        List<Double> shares = new ArrayList<>();
        HostMap.of(image, MEMORY, (done, total) -> shares.add((double) done / total));
        assertThat(shares).isSorted().allMatch(share -> share >= 0 && share <= 1).endsWith(1.0);
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> HostMap.of(image, MEMORY, cancelled)).isInstanceOf(Cancelled.class);
    }

    @Test
    @DisplayName("of what is not QCOW2 has only clusters without owners")
    void notQcow2() {
        HostMap map = HostMaps.of(new Qcow2Image(new HeapBytes("x", new byte[200_000])));
        assertThat(map.clusters()).isEqualTo(4);
        assertThat(map.bits(0)).isEqualTo(ClusterState.FREE.bit());
        assertThat(HostMaps.of(new Qcow2Image(new HeapBytes("empty", new byte[0]))).clusters()).isZero();
    }
}
