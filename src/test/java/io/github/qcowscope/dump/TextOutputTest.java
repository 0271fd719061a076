package io.github.qcowscope.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The writer of rows")
class TextOutputTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TextOutput out = new TextOutput(bytes);

    private String written() throws IOException {
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 15, 16, 99, 100, 255, 256, 65535, 0xfff_ffffL, 0x1000_0000L, Long.MAX_VALUE,
        Long.MIN_VALUE, -1})
    @DisplayName("writes numbers as Long does, taken as unsigned")
    void numbers(long number) throws IOException {
        out.decimal(number).text(" ").hex(number);

        assertThat(written()).isEqualTo(Long.toUnsignedString(number) + " 0x" + Long.toHexString(number));
    }

    @Test
    @DisplayName("lines up columns by characters, not bytes")
    void columns() throws IOException {
        out.text("größe").padTo(8).text("|").line();
        out.text("🗺").padTo(8).text("|").line();
        out.decimal(12).hex(255).padTo(8).text("|").line();
        out.text("longer than that").padTo(8).text("|").line();

        assertThat(written()).isEqualTo("größe   |\n🗺       |\n120xff  |\nlonger than that|\n");
    }

    @Test
    @DisplayName("writes any amount through its buffer, in order")
    void buffer() throws IOException {
        StringBuilder expected = new StringBuilder();
        String text = "0123456789abcdefghi";
        for (int i = 0; i < 20_000; i++) {
            out.text(text).decimal(i).text("ж").hex(i).padTo(50).line();
            String row = text + i + "ж0x" + Integer.toHexString(i);
            expected.append(row).repeat(" ", 50 - row.length()).append('\n');
        }
        String long1 = "x".repeat(200_000) + "ж" + "y".repeat(200_000);
        out.text(long1);
        expected.append(long1);

        assertThat(written()).isEqualTo(expected.toString());
    }
}
