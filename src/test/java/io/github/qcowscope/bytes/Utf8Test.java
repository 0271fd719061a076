package io.github.qcowscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Text from a file")
class Utf8Test {

    @ParameterizedTest
    @CsvSource({
        "62 61 63 6b 75 70, backup",
        "c3 a4, ä",
        "f0 9f 92 be, 💾",
        "ff, \\xff",
        "61 c3, a\\xc3",
        "61 c3 62, a\\xc3b",
        "e2 82, \\xe2\\x82",
        "ed a0 80, \\xed\\xa0\\x80",
        "c0 80, \\xc0\\x80",
        "f4 90 80 80, \\xf4\\x90\\x80\\x80",
        "80 c3 a4 80, \\x80ä\\x80",
    })
    @DisplayName("shows each byte that is not valid UTF-8 as \\xNN")
    void decodes(String hex, String text) {
        byte[] bytes = java.util.HexFormat.ofDelimiter(" ").parseHex(hex);

        assertThat(Utf8.decode(bytes, 0, bytes.length)).isEqualTo(text);
        assertThat(Utf8.isValid(bytes)).isEqualTo(!text.contains("\\x"));
    }

    @Test
    @DisplayName("decodes any bytes without failing, and valid ones as Java does")
    void random() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(9)];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                bytes = random.ints(random.nextInt(5), 1, 0x3000).collect(StringBuilder::new,
                        StringBuilder::appendCodePoint, StringBuilder::append).toString().getBytes(StandardCharsets.UTF_8);
            }
            String text = Utf8.decode(bytes, 0, bytes.length);
            String java = new String(bytes, StandardCharsets.UTF_8);
            if (java.indexOf('\ufffd') < 0) {
                assertThat(text).isEqualTo(java);
                assertThat(Utf8.isValid(bytes)).isTrue();
            } else {
                assertThat(text).matches("(?s).*\\\\x[89a-f][0-9a-f].*");
                assertThat(Utf8.isValid(bytes)).isFalse();
            }
        }
    }

    @Test
    @DisplayName("decodes a part of an array")
    void part() {
        assertThat(Utf8.decode("xxbitmapyy".getBytes(StandardCharsets.US_ASCII), 2, 6)).isEqualTo("bitmap");
    }
}
