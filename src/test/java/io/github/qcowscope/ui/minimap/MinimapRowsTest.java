package io.github.qcowscope.ui.minimap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimapRowsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 7", "600, 600", "601, 600", "172032, 613", "8796093022208, 777",
            "9223372036854775807, 2000",
        "1000003, 999"})
    void meetEachOtherWithoutAGapAndHaveTheirBytes(long length, int room) {
        MinimapRows rows = MinimapRows.of(length, room);
        assertThat(rows.count()).isEqualTo(room);
        long at = 0;
        for (int row = 0; row < rows.count(); row++) {
            assertThat(rows.start(row)).isEqualTo(at);
            assertThat(rows.bytes(row).length()).isBetween(length / room, length / room + 1);
            assertThat(rows.rowOf(at)).isEqualTo(row);
            at = rows.bytes(row).end();
            assertThat(rows.rowOf(at - 1)).isEqualTo(row);
        }
        assertThat(at).isEqualTo(length);
    }

    @Test
    void areNoMoreThanThereAreBytes() {
        assertThat(MinimapRows.of(3, 100).count()).isEqualTo(3);
        assertThat(MinimapRows.of(0, 100).count()).isZero();
        assertThat(MinimapRows.of(100, 0).count()).isZero();
    }
}
