package io.github.qcowscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.ByteComparison.Count;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Two sources, compared byte by byte")
class ByteComparisonTest {

    private static final int MOST = 1 << 30;

    @TempDir
    Path folder;

    private static ByteComparison of(byte[] one, byte[] other) {
        return new ByteComparison(new HeapBytes("one", one), new HeapBytes("other", other));
    }

    private static Count count(ByteComparison comparison) {
        return comparison.count(Progress.NONE, some -> { });
    }

    private static List<ByteRange> forwards(ByteComparison comparison) {
        List<ByteRange> found = new ArrayList<>();
        for (ByteRange at = comparison.next(-1, MOST, Progress.NONE); !at.isEmpty();
                at = comparison.next(at.offset(), MOST, Progress.NONE)) {
            found.add(at);
        }
        return found;
    }

    private static List<ByteRange> backwards(ByteComparison comparison) {
        List<ByteRange> found = new ArrayList<>();
        for (ByteRange at = comparison.previous(comparison.length(), MOST, Progress.NONE); !at.isEmpty();
                at = comparison.previous(at.offset(), MOST, Progress.NONE)) {
            found.addFirst(at);
        }
        return found;
    }

    /** The differences, one byte after the other. */
    private static List<ByteRange> naive(byte[] one, byte[] other) {
        List<ByteRange> found = new ArrayList<>();
        int common = Math.min(one.length, other.length);
        for (int at = 0; at < common; at++) {
            if (one[at] != other[at]) {
                if (!found.isEmpty() && at - found.getLast().end() < ByteComparison.GAP) {
                    found.add(ByteRange.between(found.removeLast().offset(), at + 1));
                } else {
                    found.add(new ByteRange(at, 1));
                }
            }
        }
        if (one.length != other.length) {
            found.add(ByteRange.between(common, Math.max(one.length, other.length)));
        }
        return found;
    }

    @Test
    @DisplayName("that are equal have no difference")
    void equal() {
        ByteComparison same = of(new byte[1000], new byte[1000]);
        assertThat(count(same)).isEqualTo(new Count(1000, 0, 0, 0));
        assertThat(forwards(same)).isEmpty();
        assertThat(backwards(same)).isEmpty();
        assertThat(same.in(new ByteRange(0, 1000))).isEmpty();
        assertThat(forwards(of(new byte[0], new byte[0]))).isEmpty();
    }

    @Test
    @DisplayName("have what only one has as their last difference")
    void lengths() {
        ByteComparison longer = of(new byte[40], new byte[100]);
        assertThat(count(longer)).isEqualTo(new Count(40, 0, 0, 0));
        assertThat(forwards(longer)).containsExactly(new ByteRange(40, 60));
        assertThat(backwards(longer)).containsExactly(new ByteRange(40, 60));
        assertThat(longer.previous(70, MOST, Progress.NONE)).isEqualTo(new ByteRange(40, 60));
        assertThat(longer.next(70, MOST, Progress.NONE).isEmpty()).isTrue();
        assertThat(longer.in(new ByteRange(32, 32))).containsExactly(new ByteRange(40, 24));
        assertThat(longer.in(new ByteRange(64, 320))).containsExactly(new ByteRange(64, 36));
        assertThat(longer.in(new ByteRange(320, 32))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    @DisplayName("differ where a comparison one byte after the other says so, at random and across blocks")
    void random(long seed) {
        Random random = new Random(seed);
        int length = 1 + random.nextInt(600_000);
        byte[] one = new byte[length];
        random.nextBytes(one);
        byte[] other = java.util.Arrays.copyOf(one, Math.max(0, length + (seed % 3 == 0 ? random.nextInt(100) - 50 : 0)));
        int changes = random.nextInt(40);
        for (int i = 0; i < changes && other.length > 0; i++) {
            // Also at the borders between blocks, and long enough to cross them.
            int at = random.nextBoolean() ? random.nextInt(other.length)
                    : Math.clamp((1 << 18) * (1 + random.nextInt(2)) - random.nextInt(40), 0, other.length - 1);
            int count = random.nextInt(4) == 0 ? random.nextInt(20_000) : 1 + random.nextInt(30);
            for (int j = at; j < Math.min(other.length, at + count); j += 1 + random.nextInt(20)) {
                other[j] ^= (byte) (1 + random.nextInt(255));
            }
        }
        ByteComparison comparison = of(one, other);
        List<ByteRange> expected = naive(one, other);
        assertThat(forwards(comparison)).isEqualTo(expected);
        assertThat(backwards(comparison)).isEqualTo(expected);
        long differing = 0;
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            differing += one[i] != other[i] ? 1 : 0;
        }
        Count count = count(comparison);
        assertThat(count.differing()).isEqualTo(differing);
        assertThat(count.differences()).isEqualTo(expected.size() - (one.length == other.length ? 0 : 1));
        assertThat(comparison.in(new ByteRange(0, Math.min(one.length, other.length))).stream()
                .mapToLong(ByteRange::length).sum()).isEqualTo(differing);
    }

    @Test
    @DisplayName("lead on from the middle of a difference to the next, and back to where it begins")
    void fromTheMiddle() {
        byte[] other = new byte[400];
        java.util.Arrays.fill(other, 100, 150, (byte) 1);
        other[300] = 1;
        ByteComparison comparison = of(new byte[400], other);
        assertThat(comparison.next(120, MOST, Progress.NONE)).isEqualTo(new ByteRange(300, 1));
        assertThat(comparison.next(50, MOST, Progress.NONE)).isEqualTo(new ByteRange(100, 50));
        assertThat(comparison.next(50, 8, Progress.NONE)).isEqualTo(new ByteRange(100, 8));
        assertThat(comparison.previous(120, MOST, Progress.NONE).offset()).isEqualTo(100);
        assertThat(comparison.previous(300, MOST, Progress.NONE)).isEqualTo(new ByteRange(100, 50));
        assertThat(comparison.previous(100, MOST, Progress.NONE).isEmpty()).isTrue();
    }

    @Test
    @DisplayName("are told as far as they can be read")
    void unreadable() {
        byte[] one = new byte[20_000];
        byte[] other = new byte[20_000];
        other[10] = 1;
        other[5_000] = 1;
        other[15_000] = 1;
        ByteSource broken = new ByteSource() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public long length() {
                return other.length;
            }

            @Override
            public int read(long offset, byte[] into, int at, int count) {
                int room = (int) Math.min(count, length() - offset);
                int good = offset < 4096 ? (int) Math.min(room, 4096 - offset) : offset < 8192 ? 0 : room;
                System.arraycopy(other, (int) offset, into, at, good);
                return good;
            }
        };
        ByteComparison comparison = new ByteComparison(new HeapBytes("one", one), broken);
        assertThat(count(comparison)).isEqualTo(new Count(20_000, 2, 2, 4096));
        assertThat(forwards(comparison)).containsExactly(new ByteRange(10, 1), new ByteRange(15_000, 1));
        assertThat(backwards(comparison)).containsExactly(new ByteRange(10, 1), new ByteRange(15_000, 1));
    }

    @Test
    @DisplayName("are not read where neither stores anything: a terabyte is a few blocks")
    void holes() throws IOException {
        long length = 1L << 40;
        Path one = sparse("one", length, 5L << 30, 1);
        Path other = sparse("other", length, 700L << 30, 2);
        try (MappedFile left = MappedFile.open(one); MappedFile right = MappedFile.open(other)) {
            org.junit.jupiter.api.Assumptions.assumeTrue(left.extentAt(0).hole(), "the file system does not tell of holes");
            ByteComparison comparison = new ByteComparison(left, right);
            assertThat(count(comparison)).isEqualTo(new Count(length, 2, 2, 0));
            assertThat(forwards(comparison)).containsExactly(new ByteRange(5L << 30, 1), new ByteRange(700L << 30, 1));
            assertThat(backwards(comparison)).containsExactly(new ByteRange(5L << 30, 1), new ByteRange(700L << 30, 1));
        }
    }

    private Path sparse(String name, long length, long at, int value) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(length);
            out.seek(at);
            out.write(value);
        }
        return file;
    }

    @Test
    @DisplayName("can be given up, and tell what they have found so far")
    void cancelled() {
        byte[] other = new byte[40 << 20];
        other[0] = 1;
        ByteComparison comparison = of(new byte[40 << 20], other);
        List<Count> some = new ArrayList<>();
        Progress impatient = new Progress() {
            @Override
            public void report(long done, long total) { }

            @Override
            public boolean isCancelled() {
                return some.size() >= 2;
            }
        };
        assertThatThrownBy(() -> comparison.count(impatient, some::add)).isInstanceOf(Cancelled.class);
        assertThat(some.get(1).differing()).isEqualTo(1);
        assertThat(some.get(1).compared()).isBetween(1L << 20, 39L << 20);
    }
}
