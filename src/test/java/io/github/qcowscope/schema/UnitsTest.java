package io.github.qcowscope.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Sizes in words")
class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "1023, 1023 bytes",
        "1024, 1 KiB",
        "1536, 1.50 KiB",
        "65536, 64 KiB",
        "1048575, 1024.00 KiB",
        "8796093022208, 8 TiB",
        "9223372036854775807, 8.00 EiB",
        "-9223372036854775808, 8 EiB",
        "-1, 16.00 EiB",
    })
    @DisplayName("use the largest unit that fits, for any 64 bits")
    void bytes(long bytes, String words) {
        assertThat(Units.bytes(bytes)).isEqualTo(words);
    }

    @Test
    @DisplayName("are exact where that is asked for")
    void exactly() {
        assertThat(Units.exactly(1)).isEqualTo("1 byte");
        assertThat(Units.exactly(512)).isEqualTo("512 bytes");
        assertThat(Units.exactly(65536)).isEqualTo("65536 bytes (64 KiB)");
        assertThat(Units.exactly(-1)).isEqualTo("18446744073709551615 bytes (16.00 EiB)");
    }

    @Test
    @DisplayName("count in singular and plural")
    void count() {
        assertThat(Units.count(0, "bitmap")).isEqualTo("0 bitmaps");
        assertThat(Units.count(1, "bitmap")).isEqualTo("1 bitmap");
        assertThat(Units.count(2, "bitmap")).isEqualTo("2 bitmaps");
    }
}
