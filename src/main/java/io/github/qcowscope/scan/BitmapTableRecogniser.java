package io.github.qcowscope.scan;

import io.github.qcowscope.qcow2.layout.Kinds;
import org.jspecify.annotations.Nullable;

/**
 * A bitmap table: its entries have no flag but "all ones" without an offset, and lead to clusters that are no tables.
 */
final class BitmapTableRecogniser implements TableRecogniser {

    private static final int LEAST = 20;
    private static final int FOR_ONES = 12;
    private static final int FOR_BOTH = 10;
    private static final int FOR_ENTRIES = 10;
    private static final int MANY = 16;

    @Override
    public @Nullable Verdict judge(TableFacts facts) {
        int ones = facts.bit0();
        // Bit 0 together with an offset is what L2 tables have and bitmap tables must not have.
        if (facts.led() || facts.copied() + facts.compressed() > 0 || facts.extended()
                || ones + facts.pointers() > facts.filled()) {
            return null;
        }
        Verdict led = facts.ledTo(Kinds.BITMAP_TABLE);
        if (led != null) {
            return led;
        }
        if (facts.filled() == 0 || facts.toTables() + facts.toBlocks() > 0) {
            return null;
        }
        int confidence = LEAST + (ones > 0 ? FOR_ONES : 0) + (ones > 0 && facts.pointers() > 0 ? FOR_BOTH : 0)
                + Math.min(FOR_ENTRIES, FOR_ENTRIES * facts.filled() / MANY);
        return new Verdict(Kinds.BITMAP_TABLE, confidence,
                "Of %d entries %d lead to a cluster and %d mean all ones, and none has another flag.".formatted(
                        facts.filled(), facts.pointers(), ones));
    }
}
