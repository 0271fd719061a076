package io.github.qcowscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A byte range")
class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "9223372036854775807, 1", "-9223372036854775808, -9223372036854775808"})
    @DisplayName("refuses numbers that are no range")
    void refuses(long offset, long length) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(offset, length));
    }

    @Test
    @DisplayName("takes any two numbers of a file, as unsigned ones cut at the largest signed one")
    void clamps() {
        long[] numbers = {0, 1, 512, Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1};
        for (long offset : numbers) {
            for (long length : numbers) {
                ByteRange range = ByteRange.clamped(offset, length);
                boolean small = offset >= 0 && length >= 0 && offset + length >= 0;
                assertThat(range.offset()).isEqualTo(offset < 0 ? Long.MAX_VALUE : offset);
                assertThat(range.end()).isEqualTo(small ? offset + length : Long.MAX_VALUE);
            }
        }
    }

    @Test
    @DisplayName("contains, overlaps and intersects as a set of bytes does")
    void behavesAsASet() {
        for (ByteRange a : small()) {
            for (ByteRange b : small()) {
                List<Long> common = Stream.iterate(0L, i -> i + 1).limit(12)
                        .filter(a::contains).filter(b::contains).toList();
                assertThat(a.overlaps(b)).as("%s overlaps %s", a, b).isEqualTo(!common.isEmpty());
                ByteRange both = a.intersect(b);
                assertThat(both.length()).as("%s and %s", a, b).isEqualTo(common.size());
                common.forEach(offset -> assertThat(both.contains(offset)).isTrue());
                assertThat(!b.isEmpty() && a.contains(b)).isEqualTo(!b.isEmpty() && common.size() == b.length());
            }
        }
    }

    private static List<ByteRange> small() {
        return Stream.iterate(0, i -> i < 36, i -> i + 1).map(i -> new ByteRange(i / 6, i % 6)).toList();
    }

    @Test
    @DisplayName("sorts by offset, then by length")
    void sorts() {
        assertThat(small()).isSorted();
        assertThat(new ByteRange(1, 9)).isLessThan(new ByteRange(2, 0));
    }

    @Test
    @DisplayName("reads as its first and last byte and its length")
    void text() {
        assertThat(new ByteRange(0x1000, 4096)).hasToString("0x1000-0x1fff (4096)");
        assertThat(new ByteRange(16, 0)).hasToString("0x10 (0)");
        assertThat(ByteRange.between(3, 5)).isEqualTo(new ByteRange(3, 2));
    }

    @Test
    @DisplayName("keeps what other ranges, in any order and one over the other, leave of it")
    void without() {
        ByteRange range = new ByteRange(10, 10);
        assertThat(range.without(List.of())).containsExactly(range);
        assertThat(range.without(List.of(
                new ByteRange(15, 2), new ByteRange(5, 7), new ByteRange(16, 3), new ByteRange(13, 0))))
                .containsExactly(new ByteRange(12, 3), new ByteRange(19, 1));
        assertThat(range.without(List.of(new ByteRange(0, 100)))).isEmpty();
        assertThat(range.without(List.of(new ByteRange(20, 5)))).containsExactly(range);
    }
}
