package io.github.qcowscope.scan;

import io.github.qcowscope.qcow2.layout.Kinds;
import org.jspecify.annotations.Nullable;

/** An L1 table: its entries have no flag but "copied", and lead to tables. */
final class L1TableRecogniser implements TableRecogniser {

    private static final int LEAST = 45;
    private static final int FOR_ALL = 35;
    private static final int FOR_COPIED = 6;
    private static final int FOR_SEVERAL = 8;

    @Override
    public @Nullable Verdict judge(TableFacts facts) {
        if (facts.compressed() + facts.bit0() > 0 || facts.extended()) {
            return null;
        }
        Verdict led = facts.ledTo(Kinds.L1_TABLE);
        if (led != null) {
            return led;
        }
        // What an L1 table leads to is an L2 table, even where its data looks like tables.
        if (facts.led() || facts.toTables() == 0 || facts.toTables() * 2 < facts.pointers()
                || facts.toBlocks() > facts.toTables()) {
            return null;
        }
        int confidence = LEAST + FOR_ALL * facts.toTables() / facts.pointers()
                + (facts.copied() > 0 ? FOR_COPIED : 0) + (facts.pointers() > 1 ? FOR_SEVERAL : 0);
        return new Verdict(Kinds.L1_TABLE, confidence, "Of its entries, "
                + TableFacts.share(facts.toTables(), facts.pointers())
                + (facts.toTables() == 1 ? " leads to what looks like an L2 table"
                        : " lead to what look like L2 tables")
                + (facts.copied() > 0 ? ", and " + TableFacts.share(facts.copied(), facts.pointers())
                        + (facts.copied() == 1 ? " has" : " have") + " the copied flag." : "."));
    }
}
