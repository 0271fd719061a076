package io.github.qcowscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A chunk")
class ChunkTest {

    private final byte[] bytes = new byte[64];
    private final HeapBytes source = new HeapBytes("heap", bytes);

    ChunkTest() {
        new SplittableRandom(2).nextBytes(bytes);
    }

    @Test
    @DisplayName("reads big-endian numbers, with zeros for the bytes that are missing")
    void numbers() {
        for (int start = 0; start < 70; start++) {
            Chunk chunk = source.chunk(start, 16);
            byte[] padded = Arrays.copyOf(Arrays.copyOfRange(bytes, Math.min(64, start), 64), 100);
            for (int at = 0; at < 16; at++) {
                for (int width : new int[] {1, 2, 4, 8}) {
                    if (at + width <= 16) {
                        assertThat(chunk.number(at, width)).as("%d bytes at %d+%d", width, start, at)
                                .isEqualTo(new BigInteger(1, Arrays.copyOfRange(padded, at, at + width)).longValue());
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("tells how much there is, and why no more")
    void shortage() {
        Chunk chunk = source.chunk(60, 16);

        assertThat(chunk.wanted()).isEqualTo(16);
        assertThat(chunk.available()).isEqualTo(4);
        assertThat(chunk.isWhole()).isFalse();
        assertThat(chunk.whyShort()).isEqualTo("past the end of the file (64 bytes)");
        assertThat(chunk.toArray()).isEqualTo(Arrays.copyOfRange(bytes, 60, 64));
        assertThat(source.chunk(48, 16).isWhole()).isTrue();
    }

    @Test
    @DisplayName("is empty at any offset that the source has not")
    void nothing() {
        for (long offset : new long[] {64, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            Chunk chunk = source.chunk(offset, 8);
            assertThat(chunk.available()).isZero();
            assertThat(chunk.u64(0)).isZero();
        }
        assertThat(source.chunk(0, 0).isWhole()).isTrue();
    }

    @Test
    @DisplayName("costs no more memory than the source has bytes")
    void bounded() {
        assertThat(source.chunk(0, Integer.MAX_VALUE).toArray()).hasSize(64);
    }

    @Test
    @DisplayName("refuses widths that are no number's")
    void width() {
        assertThatIllegalArgumentException().isThrownBy(() -> source.chunk(0, 8).number(0, 3));
    }
}
