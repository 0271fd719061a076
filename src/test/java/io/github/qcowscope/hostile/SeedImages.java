package io.github.qcowscope.hostile;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Small images with everything that the format knows: what fuzzing and the mutation test start from. The committed corpus is
 * what this program writes; run it from the project's folder after a change:
 *
 * <pre>{@code java -cp target/classes:target/test-classes:… io.github.qcowscope.hostile.SeedImages}</pre>
 */
public final class SeedImages {

    /** Seeds, and what fuzzing found and was mended. */
    static final Path CORPUS = Path.of("src", "test", "fuzz", "corpus");

    private static final byte[] TEXT = "wxyz".repeat(1024).getBytes(StandardCharsets.US_ASCII);

    private SeedImages() {}

    /** Writes the corpus. */
    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(CORPUS);
        for (Map.Entry<String, TestImage> image : all().entrySet()) {
            image.getValue().writeTo(CORPUS.resolve(image.getKey().replace(' ', '-') + ".qcow2"));
        }
    }

    /** The images, by name. */
    public static Map<String, TestImage> all() {
        Map<String, TestImage> images = new LinkedHashMap<>();
        images.put("empty", new ImageBuilder().clusterBits(9).size(0).build());
        images.put("everything", everything());
        images.put("version 2", new ImageBuilder().version(2).clusterBits(9).size(1 << 17)
                .data(0, TEXT).compressed(1 << 13, TEXT).snapshot(SnapshotSpec.named("s")).data(512, "x").build());
        images.put("bitmaps", bitmaps());
        images.put("subclusters", new ImageBuilder().clusterBits(14).size(1 << 20).extendedL2()
                .subclusters(0, TEXT, 0x0000_ffff, 0xff00_0000).build().setLength(6 << 14));
        images.put("zstd", new ImageBuilder().clusterBits(9).size(1 << 16).zstd()
                .compressed(0, TEXT).data(1 << 14, "data").build());
        images.put("external data file", new ImageBuilder().clusterBits(9).size(1 << 16).dataFile("data.raw").autoclear(2)
                .data(0, "data").zero(1024).bitmap(BitmapSpec.named("b").granularityBits(9).dirty(0, 1)).build());
        images.put("encrypted", new ImageBuilder().clusterBits(9).size(1 << 16).luks(luks())
                .data(0, "secret").snapshot(SnapshotSpec.named("before")).build());
        for (int order : new int[] {0, 3, 6}) {
            ImageBuilder builder = new ImageBuilder().clusterBits(9).size(1 << 16).refcountOrder(order).data(0, TEXT);
            images.put("refcount order " + order, builder.build());
        }
        images.put("damaged", bitmaps().poke(HeaderField.L1_SIZE, 9).poke(HeaderField.AUTOCLEAR_FEATURES, 0)
                .poke(72, 8, 0x18));
        return images;
    }

    private static TestImage everything() {
        return new ImageBuilder().clusterBits(10).size(1 << 18).featureNames().furtherFields(new byte[8])
                .extension(0x1234_5678, new byte[] {1, 2, 3}).backing("base.raw", "raw").compatible(1)
                .data(0, TEXT).compressed(1 << 13, TEXT)
                .snapshot(SnapshotSpec.named("before").date(1_736_931_600L, 5).vmClock(42).vmStateSize(512).icount(7))
                .data(1024, "changed").zero(2048).zeroAllocated(1 << 17)
                .snapshot(SnapshotSpec.named("after").extraData(new byte[32]))
                .data(1 << 16, TEXT)
                .bitmap(BitmapSpec.named("full").granularityBits(9).auto().dirty(0, 1 << 14).dirty(1 << 16, 7))
                .bitmap(BitmapSpec.named("stale").granularityBits(12).inUse().dirty(1 << 16, 1))
                .build();
    }

    private static TestImage bitmaps() {
        return new ImageBuilder().clusterBits(9).size(1 << 23).data(0, "a").zero(512)
                .bitmap(BitmapSpec.named("one").granularityBits(9).auto().extraData((byte) 1).data(1).ones())
                .bitmap(BitmapSpec.named("two").granularityBits(16).inUse().flags(6).dirty(0, 1))
                .bitmap(BitmapSpec.named("three").granularityBits(9).entry(0x201).zeroes().dataAt(1 << 13, 0xff, 7))
                .bitmap(BitmapSpec.named(new byte[] {'t', (byte) 0xff}).granularityBits(31))
                .build();
    }

    /** The start of a LUKS header as QEMU writes it: one active key slot of eight. */
    private static byte[] luks() {
        byte[] header = new byte[4096];
        byte[] start = "LUKS\272\276\0\1aes".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, header, 0, start.length);
        text(header, 40, "xts-plain64");
        text(header, 72, "sha256");
        number(header, 104, 8);
        number(header, 108, 64);
        number(header, 164, 1000);
        text(header, 168, "5a7e1c7e-0000-4000-8000-0123456789ab");
        for (int slot = 0; slot < 8; slot++) {
            int at = 208 + 48 * slot;
            number(header, at, slot == 0 ? 0x00ac_71f3 : 0x0000_dead);
            number(header, at + 4, slot == 0 ? 1000 : 0);
            number(header, at + 40, 2);
            number(header, at + 44, 40);
        }
        return header;
    }

    private static void text(byte[] into, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }

    private static void number(byte[] into, int at, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            into[at + i] = (byte) (value >>> (Integer.BYTES - 1 - i) * Byte.SIZE);
        }
    }
}
