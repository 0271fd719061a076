package io.github.qcowscope.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.Damage;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged images, checked by QEMU and by us. More of them with {@code -Dqcowscope.damage=5000 -Dqcowscope.seed=7}. */
@DisplayName("A damaged image")
class QemuDamageTest {

    private static final int IMAGES = Integer.getInteger("qcowscope.damage", 420);
    private static final long SEED = Long.getLong("qcowscope.seed", 1);

    @TempDir
    private Path folder;

    private static Map<String, byte[]> images() {
        byte[] letters = "abcd".repeat(4096).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Map<String, byte[]> images = new LinkedHashMap<>();
        images.put("everything", new ImageBuilder().clusterBits(12).size(4 << 20).featureNames()
                .data(0, letters).compressed(1 << 20, letters)
                .snapshot(SnapshotSpec.named("before"))
                .data(4096, "changed").zero(8192).zeroAllocated(2 << 20)
                .snapshot(SnapshotSpec.named("after"))
                .data(3 << 20, letters)
                .bitmap(BitmapSpec.named("full").granularityBits(9).auto().dirty(0, 1 << 20).dirty(3 << 20, 7))
                .bitmap(BitmapSpec.named("stale").granularityBits(16).inUse().dirty(1 << 20, 1))
                .bitmap(BitmapSpec.named("ones").granularityBits(12).ones())
                .build().bytes().toArray());
        images.put("version 2", new ImageBuilder().version(2).clusterBits(9).size(1 << 19)
                .data(0, letters).compressed(1 << 17, letters).snapshot(SnapshotSpec.named("s")).data(512, "x")
                .build().bytes().toArray());
        images.put("subclusters", new ImageBuilder().clusterBits(14).size(4 << 20).extendedL2()
                .data(0, letters).subclusters(1 << 20, letters, 0x0000_ffff, 0xff00_0000)
                .subclusters(2 << 20, letters, 0, -1).compressed(3 << 20, letters)
                .build().bytes().toArray());
        images.put("data file", new ImageBuilder().clusterBits(12).size(1 << 20).dataFile("data.raw")
                .data(0, letters).data(1 << 19, letters).zero(1 << 18)
                .bitmap(BitmapSpec.named("b").granularityBits(16).dirty(0, 1))
                .build().bytes().toArray());
        images.put("backing file", new ImageBuilder().clusterBits(16).size(8 << 20).backing("base.raw", "raw")
                .featureNames().data(1 << 20, letters).snapshot(SnapshotSpec.named("s")).data(2 << 20, letters)
                .bitmap(BitmapSpec.named("b").granularityBits(16).auto().dirty(0, 1))
                .build().bytes().toArray());
        for (int order : new int[] {0, 1, 2, 3, 5, 6}) {
            ImageBuilder builder = new ImageBuilder().clusterBits(10).size(1 << 20).refcountOrder(order)
                    .data(0, letters).data(1 << 19, letters);
            images.put("refcount order " + order, (order == 0 ? builder
                    : builder.snapshot(SnapshotSpec.named("s")).data(1024, "y")).build().bytes().toArray());
        }
        return images;
    }

    @Test
    @DisplayName("has the counts that QEMU counts, and findings for all that QEMU says")
    void damaged() throws Exception {
        List<Damage.Copy> all = new ArrayList<>();
        Map<String, byte[]> images = images();
        for (Map.Entry<String, byte[]> image : images.entrySet()) {
            Damage damage = new Damage(image.getValue(), SEED);
            List<Damage.Copy> copies = new ArrayList<>(damage.fields());
            copies.addAll(damage.flips(copies.size()));
            copies.addAll(damage.cuts(copies.size() / 10));
            copies.addAll(damage.overlaps(copies.size() / 5));
            Collections.shuffle(copies, new Random(SEED));
            // The image with everything in it gets half of them.
            int share = image.getKey().equals("everything") ? IMAGES / 2 : IMAGES / 2 / (images.size() - 1);
            copies.stream().limit(share).forEach(copy ->
                    all.add(new Damage.Copy(image.getKey() + ": " + copy.what(), copy.bytes())));
        }
        Files.write(folder.resolve("base.raw"), new byte[1 << 20]);
        Files.write(folder.resolve("data.raw"), new byte[1 << 20]);
        Comparisons comparisons = new Comparisons();
        Path file = folder.resolve("damaged.qcow2");
        for (Damage.Copy copy : all) {
            Files.write(file, copy.bytes());
            comparisons.compare(copy.what(), file, false);
            assertThat(file).hasBinaryContent(copy.bytes());
        }
        System.err.println(comparisons.images() + " images, " + comparisons.refused() + " refused, " + comparisons.completed()
                + " completed, " + comparisons.endless() + " endless, " + comparisons.otherFiles()
                + " miss other files, " + comparisons.differences().size() + " differ");
        assertThat(comparisons.differences()).isEmpty();
        assertThat(comparisons.images()).isGreaterThanOrEqualTo(300);
        assertThat(comparisons.completed()).isGreaterThan(comparisons.images() / 3);
        assertThat(comparisons.refused()).isGreaterThan(comparisons.images() / 20);
    }
}
