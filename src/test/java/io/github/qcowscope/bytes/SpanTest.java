package io.github.qcowscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A span")
class SpanTest {

    private final HeapBytes source = new HeapBytes("heap", new byte[100]);

    @ParameterizedTest
    @CsvSource({
        "0, 100, 0, 100",
        "90, 20, 90, 10",
        "100, 5, 100, 0",
        "100, 0, 100, 0",
        "101, 0, 100, 0",
        "9223372036854775807, 0, 100, 0",
        "-1, -1, 100, 0",
    })
    @DisplayName("shows the part that its source has, and the source's end where that is none")
    void visible(long offset, long length, long visibleOffset, long visibleLength) {
        Span visible = Span.of(source, offset, length).visible();

        assertThat(visible.range()).isEqualTo(new ByteRange(visibleOffset, visibleLength));
        assertThat(visible.isInside()).isTrue();
    }

    @Test
    @DisplayName("keeps its bits when it is cut")
    void bits() {
        Span span = new Span(source, new ByteRange(96, 8), Bits.bit(3));

        assertThat(span.isInside()).isFalse();
        assertThat(span.visible().bits()).isEqualTo(Bits.bit(3));
        assertThat(span.visible().range()).isEqualTo(new ByteRange(96, 4));
    }
}
