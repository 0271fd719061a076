package io.github.qcowscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process of 256 MiB runs every command on images whose numbers are as large as they can be. */
@DisplayName("In 256 MiB of memory every command comes to an end")
class HostileSizesTest {

    private static final long TIB = 1L << 40;
    private static final int LIMIT_SECONDS = 300;
    /** Without map and bitmap: they go through 2^32 entries of a table, which takes minutes, though no memory. */
    private static final Set<Hostile> SLOW_DATA = EnumSet.of(Hostile.EVERYTHING_IN_SMALL_CLUSTERS,
            Hostile.EVERYTHING_IN_LARGE_CLUSTERS, Hostile.BITMAP_TABLE);

    @TempDir
    private Path folder;

    /** What is too large. */
    enum Hostile {
        EVERYTHING_IN_SMALL_CLUSTERS(() -> extreme(9)),
        EVERYTHING_IN_LARGE_CLUSTERS(() -> extreme(21)),
        L1_TABLE(() -> image(16).poke(HeaderField.L1_SIZE, -1).poke(HeaderField.SIZE, 1L << 56).setLength(8 * TIB)),
        REFCOUNT_TABLE(() -> image(9).poke(HeaderField.REFCOUNT_TABLE_CLUSTERS, -1).setLength(8 * TIB)),
        SNAPSHOT_COUNT(() -> image(16).poke(HeaderField.NB_SNAPSHOTS, -1).setLength(8 * TIB)),
        SNAPSHOTS_OF_ONE_GREAT_L1_TABLE(HostileSizesTest::snapshots),
        BITMAPS(HostileSizesTest::bitmaps),
        BITMAP_TABLE(() -> {
            TestImage image = image(9).poke(HeaderField.SIZE, 1L << 46);
            return image.poke(image.bitmapEntry(0) + 8, 4, -1).setLength(8 * TIB);
        }),
        COMPRESSED_BOMBS(() -> bombs(false)),
        ZSTD_BOMBS(() -> bombs(true));

        private final Supplier<TestImage> maker;

        Hostile(Supplier<TestImage> maker) {
            this.maker = maker;
        }
    }

    private static ImageBuilder builder(int clusterBits) {
        return new ImageBuilder().clusterBits(clusterBits).size(1 << 22).backing("missing", "raw").data(0, "data")
                .snapshot(SnapshotSpec.named("s")).bitmap(BitmapSpec.named("b").granularityBits(9).auto().data(1));
    }

    private static TestImage image(int clusterBits) {
        return builder(clusterBits).build();
    }

    /** Every number of the header and of the bitmaps extension that sizes something is the largest one. */
    private static TestImage extreme(int clusterBits) {
        TestImage image = image(clusterBits);
        for (HeaderField field : new HeaderField[] {HeaderField.BACKING_FILE_SIZE, HeaderField.L1_SIZE,
            HeaderField.REFCOUNT_TABLE_CLUSTERS, HeaderField.NB_SNAPSHOTS}) {
            image.poke(field, -1);
        }
        long extension = image.extension(0x2385_2875L) + 8;
        return image.poke(HeaderField.SIZE, -512).poke(extension, 4, -1).poke(extension + 8, 8, -1)
                .poke(image.bitmapEntry(0) + 8, 4, -1).setLength(8 * TIB);
    }

    /** 65,536 snapshots, each with the same L1 table of 32 MiB, of which each entry leads to the same L2 table. */
    private static TestImage snapshots() {
        TestImage image = image(16);
        long l1 = 1L << 30;
        long table = 2L << 30;
        for (int i = 0; i < 1 << 22; i++) {
            image.poke(l1 + i * 8L, 8, image.l2Table(0));
        }
        for (int i = 0; i < 1 << 16; i++) {
            long entry = table + i * 64L;
            image.poke(entry, 8, l1).poke(entry + 8, 4, 1 << 22).poke(entry + 36, 4, 16).poke(entry + 48, 8, 1L << 50);
        }
        return image.poke(HeaderField.NB_SNAPSHOTS, 1 << 16).poke(HeaderField.SNAPSHOTS_OFFSET, table);
    }

    /** 65,535 bitmaps, whose tables are all in one place. */
    private static TestImage bitmaps() {
        TestImage image = image(16);
        long directory = 1L << 30;
        for (int i = 0; i < 65_535; i++) {
            long entry = directory + i * 32L;
            image.poke(entry, 8, 1L << 31).poke(entry + 8, 4, 64).poke(entry + 16, 1, 1).poke(entry + 17, 1, 9)
                    .poke(entry + 18, 2, 5).poke(entry + 24, String.format("%05d", i).getBytes(StandardCharsets.US_ASCII));
        }
        image.poke(directory + 24, "b\0\0\0\0".getBytes(StandardCharsets.US_ASCII)).poke(directory + 18, 2, 1);
        long extension = image.extension(0x2385_2875L) + 8;
        return image.poke(extension, 4, 65_535).poke(extension + 8, 8, 65_535 * 32L).poke(extension + 16, 8, directory)
                .setLength(8 * TIB);
    }

    /** An L2 table full of compressed clusters, each of which inflates from some kilobytes to 2 MiB. */
    private static TestImage bombs(boolean zstd) {
        ImageBuilder builder = builder(21).compressed(1 << 21, new byte[1 << 21]);
        TestImage image = (zstd ? builder.zstd() : builder).build();
        long bomb = image.get(image.l2Entry(1 << 21), 8);
        for (int i = 0; i < 1 << 18; i++) {
            // So many lengths that no cache holds them all.
            image.poke(image.l2Table(0) + i * 8L, 8, bomb + ((long) (i & 63) << 49));
        }
        return image.poke(HeaderField.SIZE, 1L << 39);
    }

    @ParameterizedTest
    @EnumSource
    void ends(Hostile hostile) throws Exception {
        Path image = folder.resolve("hostile.qcow2");
        Path sound = image(16).writeTo(folder.resolve("sound.qcow2"));
        try {
            hostile.maker.get().writeTo(image);
        } catch (UncheckedIOException e) {
            abort("this file system takes no sparse file of 8 TiB: " + e.getMessage());
        }
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-cp", System.getProperty("java.class.path"), EveryCommand.class.getName(), image.toString(), sound.toString(),
                SLOW_DATA.contains(hostile) ? "structures" : "all")
                .redirectErrorStream(true).redirectOutput(said.toFile()).start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();

        assertThat(ended).as(() -> read(said)).isTrue();
        assertThat(process.exitValue()).as(() -> read(said)).isZero();
        assertThat(read(said)).doesNotContain("OutOfMemory");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
