package io.github.qcowscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.qcowscope.fixture.CountingSource;
import io.github.qcowscope.fixture.FailingSource;
import io.github.qcowscope.fixture.SparseBytes;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteStatisticsTest {

    private static final Progress CANCELLED = new Progress() {
        @Override
        public void report(long done, long total) {}

        @Override
        public boolean isCancelled() {
            return true;
        }
    };

    @TempDir
    private Path folder;

    /** A source in which every other stretch is a hole. */
    private record Holes(byte[] bytes, int stretch) implements ByteSource {
        @Override
        public String name() {
            return "holes";
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public Extent extentAt(long offset) {
            long index = offset / stretch;
            return new Extent(Math.min(bytes.length, (index + 1) * stretch), index % 2 == 1);
        }

        @Override
        public int read(long offset, byte[] into, int at, int count) {
            int got = (int) Math.min(count, bytes.length - offset);
            System.arraycopy(bytes, (int) offset, into, at, got);
            return got;
        }

        static Holes random(int length, int stretch) {
            byte[] bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            for (int i = 0; i < length; i++) {
                bytes[i] = i / stretch % 2 == 1 ? 0 : bytes[i];
            }
            return new Holes(bytes, stretch);
        }
    }

    private static long sum(Checksum sum, byte[] bytes, int from, int to) {
        sum.update(bytes, from, to - from);
        return sum.getValue();
    }

    @Test
    void countsAndChecksWhateverIsAHole() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            Holes source = Holes.random(1 + random.nextInt(20_000), 1 + random.nextInt(3000));
            int from = random.nextInt(source.bytes.length);
            int to = from + random.nextInt(source.bytes.length - from + 1);
            ByteStatistics found = ByteStatistics.of(source, ByteRange.between(from, to), Progress.NONE);
            long[] counts = new long[256];
            for (int i = from; i < to; i++) {
                counts[source.bytes[i] & 0xff]++;
            }
            assertThat(found.counts()).isEqualTo(counts);
            assertThat(found.crc32()).isEqualTo(sum(new CRC32(), source.bytes, from, to));
            assertThat(found.crc32c()).isEqualTo(sum(new CRC32C(), source.bytes, from, to));
            assertThat(found.length()).isEqualTo(to - from);
            assertThat(Arrays.stream(found.counts()).sum()).isEqualTo(to - from);
        }
    }

    @Test
    void blocksMakeNoDifference() {
        byte[] bytes = new byte[1_000_003];
        new Random(3).nextBytes(bytes);
        ByteStatistics found = ByteStatistics.of(new HeapBytes("x", bytes), new ByteRange(0, Long.MAX_VALUE), Progress.NONE);
        assertThat(found.crc32()).isEqualTo(sum(new CRC32(), bytes, 0, bytes.length));
        assertThat(found.counted()).isEqualTo(bytes.length);
        assertThat(found.entropy()).isBetween(7.99, 8.0);
    }

    @Test
    void aHoleOfTerabytesCostsNothing() {
        SparseBytes sparse = new SparseBytes("x");
        sparse.setLength(8L << 40);
        CountingSource counting = new CountingSource(sparse);
        ByteSource hole = new ByteSource() {
            @Override
            public String name() {
                return "hole";
            }

            @Override
            public long length() {
                return counting.length();
            }

            @Override
            public int read(long offset, byte[] into, int at, int count) {
                return counting.read(offset, into, at, count);
            }

            @Override
            public Extent extentAt(long offset) {
                return new Extent(length(), true);
            }
        };
        ByteStatistics found = ByteStatistics.of(hole, new ByteRange(0, 8L << 40), Progress.NONE);
        assertThat(found.holes()).isEqualTo(8L << 40);
        assertThat(found.counts()[0]).isEqualTo(8L << 40);
        assertThat(found.entropy()).isZero();
        assertThat(counting.reads()).isZero();
        // crc32 of 4 GiB of zeros, as zlib computes it.
        assertThat(ByteStatistics.of(hole, new ByteRange(0, 4L << 30), Progress.NONE).crc32()).isEqualTo(0xd202ef8dL);
    }

    @Test
    void knownValues() {
        ByteStatistics found = ByteStatistics.of(
                new HeapBytes("x", "123456789".getBytes(StandardCharsets.US_ASCII)), new ByteRange(0, 9), Progress.NONE);
        assertThat(found.crc32()).isEqualTo(0xcbf43926L);
        assertThat(found.crc32c()).isEqualTo(0xe3069283L);
        assertThat(found.entropy()).isCloseTo(Math.log(9) / Math.log(2), within(1e-12));
        assertThat(found.between('1', '4')).isEqualTo(4);
        ByteStatistics half = ByteStatistics.of(new HeapBytes("x", new byte[] {9, 7, 7, 9}), new ByteRange(0, 4), Progress.NONE);
        assertThat(half.entropy()).isEqualTo(1);
        assertThat(half.byFrequency()).containsExactly(7, 9);
        ByteStatistics none = ByteStatistics.of(new HeapBytes("x", new byte[4]), new ByteRange(9, 4), Progress.NONE);
        assertThat(none.length()).isZero();
        assertThat(none.crc32()).isZero();
        assertThat(none.entropy()).isZero();
    }

    @Test
    void whatCannotBeReadCountsNowhere() {
        byte[] bytes = new byte[20_000];
        Arrays.fill(bytes, (byte) 'x');
        ByteSource bad = new FailingSource(new HeapBytes("x", bytes), new ByteRange(5000, 10));
        ByteStatistics found = ByteStatistics.of(bad, new ByteRange(0, 20_000), Progress.NONE);
        assertThat(found.unreadable()).isEqualTo(8192 - 5000);
        assertThat(found.counts()['x']).isEqualTo(20_000 - found.unreadable());
        assertThat(Digest.sha256(bad, new ByteRange(0, 20_000), Progress.NONE)).isEmpty();
        assertThat(Digest.sha256(bad, new ByteRange(0, 4000), Progress.NONE)).isPresent();
    }

    @Test
    void stopsWhenNobodyWantsItAnyMore() {
        ByteSource source = new HeapBytes("x", new byte[9]);
        assertThatThrownBy(() -> ByteStatistics.of(source, new ByteRange(0, 9), CANCELLED)).isInstanceOf(Cancelled.class);
        assertThatThrownBy(() -> Digest.sha256(source, new ByteRange(0, 9), CANCELLED)).isInstanceOf(Cancelled.class);
    }

    @Test
    void hashesAreThoseOfOtherTools() throws Exception {
        SparseBytes sparse = new SparseBytes("x");
        byte[] some = new byte[100_000];
        new Random(8).nextBytes(some);
        sparse.setLength(3_000_001);
        sparse.put(1_000_000, some);
        Path file = sparse.writeTo(folder.resolve("file"));
        try (MappedFile mapped = MappedFile.open(file)) {
            ByteRange all = new ByteRange(0, mapped.length());
            assertThat(Digest.sha256(mapped, all, Progress.NONE)).hasValue(first("sha256sum", file));
            ByteStatistics found = ByteStatistics.of(mapped, all, Progress.NONE);
            assertThat("%08x".formatted(found.crc32())).isEqualTo(first("crc32", file));
            assertThat(found.holes()).isGreaterThan(0);
            Holes holes = Holes.random(50_000, 777);
            Files.write(folder.resolve("holes"), holes.bytes);
            assertThat(Digest.sha256(holes, new ByteRange(0, 50_000), Progress.NONE))
                    .hasValue(first("sha256sum", folder.resolve("holes")));
        }
    }

    private static String first(String command, Path file) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command, file.toString()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(process.waitFor()).isZero();
            return output.strip().split("\\s+")[0];
        } catch (IOException e) {
            Assumptions.assumeTrue(System.getenv("CI") != null, command + " is not installed");
            throw e;
        }
    }
}
