package io.github.qcowscope.dump;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Images for which it was recorded what QEMU's {@code qcow2.py} prints: {@code golden/<name>.qemu} by {@code dump-header},
 * {@code golden/<name>.qemu-json} by {@code dump-header -j}. The script is not part of this project, and it opens an image for
 * writing; to record anew, write the images and run it over them:
 *
 * <pre>{@code
 * java -cp target/classes:target/test-classes:… io.github.qcowscope.dump.GoldenImage FOLDER
 * for i in FOLDER/*.qcow2; do
 *     n=src/test/resources/golden/$(basename $i .qcow2)
 *     python3 qcow2.py $i dump-header > $n.qemu && python3 qcow2.py $i dump-header -j > $n.qemu-json
 * done
 * }</pre>
 */
enum GoldenImage {
    SAMPLE(SampleImage::make),
    PLAIN(() -> small().build()),
    VERSION_2(() -> new ImageBuilder().version(2).clusterBits(9).backing("base.img", "raw").build()),
    FEATURE_BITS(() -> small().incompatible(0x8000_0000_0000_0003L).compatible(3).build()
            .poke(HeaderField.AUTOCLEAR_FEATURES, -1)),
    LARGEST_NUMBERS(() -> small().build()
            .poke(HeaderField.SIZE, -1).poke(HeaderField.L1_SIZE, -1).poke(HeaderField.L1_TABLE_OFFSET, -1)
            .poke(HeaderField.NB_SNAPSHOTS, -1).poke(HeaderField.SNAPSHOTS_OFFSET, -1)
            .poke(HeaderField.REFCOUNT_TABLE_OFFSET, Long.MIN_VALUE)),
    EXTENDED_L2(() -> new ImageBuilder().clusterBits(14).extendedL2().zstd().featureNames()
            .subclusters(0, "x".getBytes(StandardCharsets.US_ASCII), 1, 2).bitmap(BitmapSpec.named("b").auto()).build()),
    ENCRYPTED(() -> small().luks(new byte[600]).build()),
    DATA_FILE(() -> small().dataFile("disk.raw").autoclear(2).build()),
    SNAPSHOTS(() -> small().data(0, "one").snapshot(SnapshotSpec.named("first")).bitmap(BitmapSpec.named("b")).build()),
    UNKNOWN_EXTENSIONS(() -> small()
            .extension(0x1234_5678, "a\tb\r\nc\u000bd\fe 'quoted' \"twice\" \\".getBytes(StandardCharsets.US_ASCII))
            .extension(0xabcd_ef01L, new byte[] {'a', 0, 'b'})
            .extension(2, new byte[] {'d', 'e', 'l', 0x7f})
            .extension(1, new byte[0])
            .build()),
    FLAGS(() -> small()
            .bitmap(BitmapSpec.named("none").flags(0))
            .bitmap(BitmapSpec.named("both").inUse().auto())
            .bitmap(BitmapSpec.named("others").flags(0x8000_0106L).extraData(new byte[11]))
            .build()),
    ENTRY_KINDS(() -> small().bitmap(BitmapSpec.named("kinds").granularityBits(9).tableSize(8)
            .data(1).zeroes().ones().entry(0x1_0001).entry(0xff00_0000_0000_01feL).entry(0xffff_ffff_ffff_fffeL)
            .entry(-1)).build()),
    ODD_NAMES(() -> small()
            .bitmap(BitmapSpec.named("a\"b\\c\td\ne\u007f/f"))
            .bitmap(BitmapSpec.named("\u0001\u001f nul \u0000 bell \u0007\b\f\r"))
            .build()),
    FEWER_BITMAPS(() -> countedAs(small().bitmap(BitmapSpec.named("one")).bitmap(BitmapSpec.named("two")).build(), 1)),
    NO_BITMAPS(() -> countedAs(small().bitmap(BitmapSpec.named("one")).build(), 0)),
    ZEROED_BITMAPS(() -> {
        // What follows the directory in its cluster are zeros, and so is what is read as two more bitmaps.
        TestImage image = small().bitmap(BitmapSpec.named("one")).build();
        return countedAs(image, 3).setLength(image.length() + 4096);
    }),
    WRONG_LENGTHS(() -> withLengths(small().bitmap(BitmapSpec.named("one").type(7).granularityBits(200)).build(), 40, 1)),
    OVERLONG_EXTENSION(() -> small().extension(0x6803_f857L, 5000, new byte[] {'l', 'o', 'n', 'g'}).build()),
    UNALIGNED_BACKING(() -> small().build().poke(HeaderField.BACKING_FILE_OFFSET, 124)
            .poke(112, 4, 0x77).poke(116, 4, 0).poke(120, 4, 0x78).poke(124, 4, 0)),
    UNKNOWN_VERSION(() -> small().build().poke(HeaderField.VERSION, 9)),
    HUGE_CLUSTERS(() -> small().bitmap(BitmapSpec.named("b").granularityBits(9).data(1)).build()
            .poke(HeaderField.CLUSTER_BITS, 64)),
    DAMAGED_MAGIC(() -> small().build().poke(HeaderField.MAGIC, 0x0046_49fbL));

    private static final long BITMAPS = 0x2385_2875L;

    private final Supplier<TestImage> maker;

    GoldenImage(Supplier<TestImage> maker) {
        this.maker = maker;
    }

    private static ImageBuilder small() {
        return new ImageBuilder().clusterBits(9);
    }

    private static TestImage countedAs(TestImage image, int number) {
        return image.poke(image.extension(BITMAPS) + 8, 4, number);
    }

    private static TestImage withLengths(TestImage image, int extension, int directory) {
        return image.poke(image.extension(BITMAPS) + 4, 4, extension).poke(image.extension(BITMAPS) + 16, 8, directory);
    }

    /** The image, made anew. */
    TestImage make() {
        return maker.get();
    }

    /** Its name among the recorded files. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What was recorded in a format. */
    String recorded(DumpFormat format) {
        return recorded(id() + "." + format.id());
    }

    /** A recorded file. */
    static String recorded(String file) {
        try (var in = GoldenImage.class.getResourceAsStream("/golden/" + file)) {
            return new String(java.util.Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Writes the images into a folder. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (GoldenImage image : values()) {
            image.make().writeTo(folder.resolve(image.id() + ".qcow2"));
        }
    }
}
