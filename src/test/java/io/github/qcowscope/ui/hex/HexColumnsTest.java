package io.github.qcowscope.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.ui.hex.HexColumns.Hit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HexColumnsTest {

    private final HexColumns columns = new HexColumns(8);

    @ParameterizedTest
    @CsvSource({"0, 8", "1, 8", "4294967296, 8", "4294967297, 9", "8796093022208, 11", "9223372036854775807, 16"})
    void offsetsAreAsWideAsTheLastOneOfTheFile(long length, int digits) {
        assertThat(HexColumns.forLength(length).offsetDigits()).isEqualTo(digits);
    }

    @Test
    void bytesStandInTheirPlaces() {
        String row = "00000000  00 01 02 03 04 05 06 07  08 09 0A 0B 0C 0D 0E 0F  0123456789ABCDEF";
        assertThat(columns.width()).isEqualTo(row.length());
        for (int i = 0; i < 16; i++) {
            assertThat(row.substring(columns.start(i, HexColumn.HEX), columns.end(i, HexColumn.HEX)))
                    .isEqualTo("%02X".formatted(i));
            assertThat(row.substring(columns.start(i, HexColumn.TEXT), columns.end(i, HexColumn.TEXT)))
                    .isEqualTo("%X".formatted(i));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCharacterOfAByteHitsIt(HexColumn column) {
        for (int i = 0; i < 16; i++) {
            for (double at = columns.start(i, column); at < columns.end(i, column); at += 0.25) {
                Hit hit = columns.hit(at);
                assertThat(hit.index()).isEqualTo(i);
                assertThat(hit.column()).isEqualTo(column);
                assertThat(hit.lowNibble()).isEqualTo(column == HexColumn.HEX && at >= columns.start(i, column) + 1);
            }
        }
    }

    @Test
    void spaceBetweenBytesBelongsToTheNearerOne() {
        assertThat(columns.hit(columns.end(3, HexColumn.HEX) + 0.4).index()).isEqualTo(3);
        assertThat(columns.hit(columns.end(3, HexColumn.HEX) + 0.6).index()).isEqualTo(4);
        assertThat(columns.hit(columns.end(7, HexColumn.HEX) + 0.9).index()).isEqualTo(7);
        assertThat(columns.hit(columns.end(7, HexColumn.HEX) + 1.1).index()).isEqualTo(8);
    }

    @Test
    void placesOutsideOfTheBytesHitTheOutermost() {
        assertThat(columns.hit(-100)).isEqualTo(new Hit(0, HexColumn.HEX, false));
        assertThat(columns.hit(4)).isEqualTo(new Hit(0, HexColumn.HEX, false));
        assertThat(columns.hit(1e9)).isEqualTo(new Hit(15, HexColumn.TEXT, false));
        assertThat(columns.hit(columns.end(15, HexColumn.HEX) + 0.9).column()).isEqualTo(HexColumn.HEX);
        assertThat(columns.hit(columns.start(0, HexColumn.TEXT) - 0.9)).isEqualTo(new Hit(0, HexColumn.TEXT, false));
    }
}
