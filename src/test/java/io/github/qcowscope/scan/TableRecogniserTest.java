package io.github.qcowscope.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Kind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the recognisers of tables and refcount blocks make of facts. */
class TableRecogniserTest {

    private static TableFacts facts(int pointers, int copied, int compressed, int bit0, int toTables, int toBlocks,
            @Nullable Lead lead, boolean led) {
        return new TableFacts(pointers + compressed + bit0, pointers, copied, compressed, bit0, 0, toTables, toBlocks, false,
                (pointers + compressed + bit0) * 8, true, lead, led);
    }

    private static int confidence(TableRecogniser recogniser, TableFacts facts) {
        Verdict verdict = recogniser.judge(facts);
        return verdict == null ? 0 : verdict.confidence();
    }

    private static Lead leadTo(Kind kind) {
        return new Lead(kind, 4096, 64, true, "The header at 0x0");
    }

    @Test
    void tellsAnL1TableByWhatItLeadsTo() {
        L1TableRecogniser recogniser = new L1TableRecogniser();
        assertThat(confidence(recogniser, facts(4, 4, 0, 0, 4, 0, null, false))).isEqualTo(94);
        assertThat(confidence(recogniser, facts(4, 0, 0, 0, 2, 0, null, false))).isBetween(50, 80);
        assertThat(confidence(recogniser, facts(4, 4, 0, 0, 1, 0, null, false))).isZero();
        assertThat(confidence(recogniser, facts(4, 4, 1, 0, 4, 0, null, false))).isZero();
        assertThat(confidence(recogniser, facts(4, 4, 0, 0, 4, 0, null, true))).isZero();
        assertThat(confidence(recogniser, facts(4, 4, 0, 0, 0, 0, leadTo(Kinds.L1_TABLE), false))).isEqualTo(TableFacts.LED);
    }

    @Test
    void tellsAnL2TableByItsFlagsAndByWhatLeadsThere() {
        L2TableRecogniser recogniser = new L2TableRecogniser();
        int alone = confidence(recogniser, facts(8, 8, 0, 0, 0, 0, null, false));
        assertThat(alone).isEqualTo(22 + 30 + 6);
        assertThat(confidence(recogniser, facts(8, 8, 0, 0, 0, 0, null, true))).isEqualTo(alone + 38);
        assertThat(confidence(recogniser, facts(8, 0, 0, 0, 0, 0, null, false))).isLessThan(TableSearch.LEAST_CONFIDENCE);
        assertThat(confidence(recogniser, facts(8, 8, 0, 0, 8, 0, null, false))).isZero();
        assertThat(confidence(recogniser, facts(8, 8, 0, 0, 0, 0, leadTo(Kinds.BITMAP_TABLE), false))).isZero();
    }

    @Test
    void tellsARefcountTableByItsBlocks() {
        RefcountTableRecogniser recogniser = new RefcountTableRecogniser();
        Verdict one = Objects.requireNonNull(recogniser.judge(facts(1, 0, 0, 0, 0, 1, null, false)));
        assertThat(one.confidence()).isEqualTo(88);
        assertThat(one.reason()).isEqualTo(
                "Of its entries, the only one leads to what looks like a refcount block, and none has a flag.");
        assertThat(confidence(recogniser, facts(3, 0, 0, 0, 0, 3, null, false))).isEqualTo(96);
        assertThat(confidence(recogniser, facts(3, 0, 0, 0, 0, 1, null, false))).isZero();
        assertThat(confidence(recogniser, facts(3, 1, 0, 0, 0, 3, null, false))).isZero();
        assertThat(confidence(recogniser, facts(3, 1, 0, 0, 0, 3, leadTo(Kinds.REFCOUNT_TABLE), false))).isZero();
    }

    @Test
    void tellsABitmapTableByTheDirectory() {
        BitmapTableRecogniser recogniser = new BitmapTableRecogniser();
        Verdict led = Objects.requireNonNull(recogniser.judge(facts(2, 0, 0, 1, 0, 0, leadTo(Kinds.BITMAP_TABLE), false)));
        assertThat(led.confidence()).isEqualTo(TableFacts.LED);
        assertThat(led.reason()).isEqualTo("The header at 0x0 leads here, and what is not 0 is as the format wants it: 3 entries.");
        assertThat(confidence(recogniser, facts(2, 0, 0, 1, 0, 0, null, false))).isBetween(35, 60);
        assertThat(confidence(recogniser, facts(2, 0, 0, 0, 0, 0, null, false))).isLessThan(TableSearch.LEAST_CONFIDENCE);
        assertThat(confidence(recogniser, facts(2, 1, 0, 1, 0, 0, leadTo(Kinds.BITMAP_TABLE), false))).isZero();
    }

    @Test
    void tellsARefcountBlockByItsOnes() {
        assertThat(Objects.requireNonNull(RefcountBlockRecogniser.judge(new CountFacts(16, 40, 40, 39, true), true))
                .confidence()).isEqualTo(105);
        assertThat(Objects.requireNonNull(RefcountBlockRecogniser.judge(new CountFacts(16, 40, 40, 39, true), false))
                .confidence()).isEqualTo(70);
        assertThat(RefcountBlockRecogniser.judge(new CountFacts(16, 40, 40, 39, false), false)).isNull();
        assertThat(RefcountBlockRecogniser.judge(new CountFacts(16, 1, 1, 0, true), false)).isNull();
    }
}
