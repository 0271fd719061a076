package io.github.qcowscope.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sizes and shares in both languages of the window. */
class SizesTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void arePutAsTheLanguageOfTheWindowPutsThem() {
        Locale.setDefault(Locale.ENGLISH);
        assertThat(Sizes.bytes(1536)).isEqualTo("1.50 KiB");
        assertThat(Sizes.exactly(1)).isEqualTo("1 byte");
        assertThat(Sizes.exactly(1536)).isEqualTo("1536 bytes (1.50 KiB)");
        assertThat(Sizes.clusters(1) + ", " + Sizes.clusters(1234)).isEqualTo("1 cluster, 1234 clusters");
        assertThat(Sizes.bitmaps(0) + ", " + Sizes.bitmaps(1)).isEqualTo("0 bitmaps, 1 bitmap");

        Locale.setDefault(Locale.GERMAN);
        assertThat(Sizes.bytes(1536)).isEqualTo("1,50 KiB");
        assertThat(Sizes.exactly(1)).isEqualTo("1 Byte");
        assertThat(Sizes.exactly(1536)).isEqualTo("1536 Bytes (1,50 KiB)");
        assertThat(Sizes.clusters(1) + ", " + Sizes.clusters(1234)).isEqualTo("1 Cluster, 1234 Cluster");
        assertThat(Sizes.number(12.5, 2)).isEqualTo("12,50");
    }

    @Test
    void noShareIsRoundedToNothingOrToAll() {
        Locale.setDefault(Locale.ENGLISH);
        assertThat(Sizes.percent(0)).isEqualTo("0");
        assertThat(Sizes.percent(1e-9)).isEqualTo("0.01");
        assertThat(Sizes.percent(0.5)).isEqualTo("50.00");
        assertThat(Sizes.percent(1 - 1e-9)).isEqualTo("99.99");
        assertThat(Sizes.percent(1)).isEqualTo("100");
    }
}
