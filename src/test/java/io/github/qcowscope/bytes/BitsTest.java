package io.github.qcowscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A run of bits")
class BitsTest {

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    @DisplayName("takes its value out of a number, whatever the run")
    void value() {
        for (int lo = 0; lo < 64; lo++) {
            for (int hi = lo; hi < 64; hi++) {
                long raw = random.nextLong();
                long expected = 0;
                for (int bit = hi; bit >= lo; bit--) {
                    expected = expected << 1 | raw >>> bit & 1;
                }
                Bits bits = new Bits(hi, lo);
                assertThat(bits.of(raw)).as(bits.toString()).isEqualTo(expected);
                assertThat(Long.bitCount(bits.mask())).isEqualTo(bits.count());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4", "8"})
    @DisplayName("tells which bits of which byte of the file are its own")
    void masks(int width) {
        for (int lo = 0; lo < width * 8; lo++) {
            for (int hi = lo; hi < width * 8; hi++) {
                Bits bits = new Bits(hi, lo);
                byte[] bytes = ByteBuffer.allocate(8).putLong(bits.mask()).array();
                for (int i = 0; i < width; i++) {
                    assertThat(bits.maskInByte(i, width)).isEqualTo(bytes[8 - width + i] & 0xff);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "64, 0", "3, -1"})
    @DisplayName("refuses what no 64-bit number has")
    void refuses(int hi, int lo) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Bits(hi, lo));
    }

    @Test
    @DisplayName("reads as the specification counts")
    void text() {
        assertThat(Bits.bit(3)).hasToString("bit 3");
        assertThat(new Bits(55, 9)).hasToString("bits 9-55");
    }
}
