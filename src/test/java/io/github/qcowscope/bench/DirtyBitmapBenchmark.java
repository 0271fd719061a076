package io.github.qcowscope.bench;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.dirty.CellSums;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyCount;
import io.github.qcowscope.qcow2.dirty.DirtyRuns;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast a serialised bitmap of 512 MiB decodes, on one core and in a heap of 64 MiB. The bar is 1 GiB/s; the counter
 * {@code mebibytes} is the rate in MiB/s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = {"-Xmx64m", "--enable-native-access=ALL-UNNAMED"})
public class DirtyBitmapBenchmark {

    private static final int CLUSTER_BITS = 16;
    private static final int MEBIBYTES = 512;
    private static final int ENTRIES = MEBIBYTES << 20 >> CLUSTER_BITS;

    /** The rate in MiB/s. */
    @State(Scope.Thread)
    @AuxCounters
    public static class Rate {
        /** MiB of bitmap data that were decoded. */
        public long mebibytes;
    }

    /** How the bits lie: long runs, one granule in 4096 at random, or half of each 64 bits. */
    @Param({"runs", "sparse", "dense"})
    public String pattern;

    private Path file;
    private MappedFile source;
    private DirtyBitmap bitmap;

    /** Writes the image. */
    @Setup
    public void open() throws IOException {
        file = Files.createTempFile("bench", ".qcow2");
        long data = 1 << 20;
        BitmapSpec spec = BitmapSpec.named("b").granularityBits(9);
        for (int i = 0; i < ENTRIES; i++) {
            spec.entry(data + ((long) i << CLUSTER_BITS));
        }
        long disk = (long) MEBIBYTES << 20 + 3 + 9;
        TestImage image = new ImageBuilder().clusterBits(CLUSTER_BITS).size(disk).bitmap(spec).build();
        data = image.length();
        for (int i = 0; i < ENTRIES; i++) {
            image.poke(image.bitmapTable("b") + 8L * i, 8, data + ((long) i << CLUSTER_BITS));
        }
        image.writeTo(file);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(data);
            Random random = new Random(1);
            byte[] bytes = new byte[1 << 20];
            for (int i = 0; i < MEBIBYTES; i++) {
                fill(bytes, i, random);
                out.write(bytes);
            }
        }
        source = MappedFile.open(file);
        bitmap = DirtyBitmap.named(new Qcow2Image(source), "b").orElseThrow();
    }

    private void fill(byte[] bytes, int index, Random random) {
        java.util.Arrays.fill(bytes, (byte) (index % 2 == 0 ? 0 : 0xff));
        switch (pattern) {
            case "runs" -> {}
            case "sparse" -> {
                for (int i = 0; i < bytes.length * 8 / 4096; i++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case "dense" -> {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (i / 4 % 2 == 0 ? 0 : 0xff);
                }
            }
            default -> throw new IllegalArgumentException(pattern);
        }
    }

    /** Removes the image. */
    @TearDown
    public void close() throws IOException {
        source.close();
        Files.delete(file);
    }

    /** Counting the dirty bits. */
    @Benchmark
    public DirtyCount count(Rate rate) {
        rate.mebibytes += MEBIBYTES;
        return bitmap.count(Progress.NONE);
    }

    /** Walking the ranges. */
    @Benchmark
    public long ranges(Rate rate) {
        rate.mebibytes += MEBIBYTES;
        DirtyRuns runs = bitmap.runs(Progress.NONE);
        long seen = 0;
        while (runs.next()) {
            seen += runs.end() - runs.start();
        }
        return seen;
    }

    /** Summing up the cells of a picture. */
    @Benchmark
    public CellSums picture(Rate rate) {
        rate.mebibytes += MEBIBYTES;
        CellSums sums = new CellSums(0, bitmap.bitCount(),
                CellSums.cellBitsFor(bitmap.bitCount(), CellSums.MOST_CELLS), bitmap.kinds());
        bitmap.fill(sums, Progress.NONE);
        return sums;
    }
}
