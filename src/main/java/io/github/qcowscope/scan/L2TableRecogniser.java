package io.github.qcowscope.scan;

import io.github.qcowscope.qcow2.layout.Kinds;
import org.jspecify.annotations.Nullable;

/** An L2 table: its entries lead to clusters that are no tables, have flags, or describe compressed data. */
final class L2TableRecogniser implements TableRecogniser {

    private static final int LEAST = 22;
    private static final int FOR_COPIED = 30;
    private static final int FOR_COMPRESSED = 15;
    private static final int FOR_STEPS = 14;
    private static final int FOR_ENTRIES = 12;
    private static final int FOR_EXTENDED = 15;
    private static final int FOR_LED = 38;
    private static final int FEW = 4;
    private static final int MANY = 16;

    @Override
    public @Nullable Verdict judge(TableFacts facts) {
        if (facts.filled() == 0 || !facts.led() && (facts.lead() != null || facts.toTables() * 2 > facts.pointers())) {
            return null;
        }
        int entries = facts.pointers() + facts.compressed();
        int confidence = LEAST
                + (facts.pointers() == 0 ? 0 : FOR_COPIED * facts.copied() / facts.pointers())
                + FOR_COMPRESSED * Math.min(FEW, facts.compressed()) / FEW
                + (facts.pointers() == 0 ? 0 : FOR_STEPS * facts.steps() / facts.pointers())
                + Math.min(FOR_ENTRIES, FOR_ENTRIES * entries / MANY)
                + (facts.extended() ? FOR_EXTENDED : 0)
                + (facts.led() ? FOR_LED : 0);
        return new Verdict(Kinds.L2_TABLE, facts.whole() ? confidence : confidence / 2, reason(facts));
    }

    private static String reason(TableFacts facts) {
        StringBuilder reason = new StringBuilder(facts.led() ? "An L1 table leads here, and of " : "Of ")
                .append(facts.filled()).append(facts.filled() == 1 ? " entry" : " entries").append(' ')
                .append(facts.pointers()).append(facts.pointers() == 1 ? " leads" : " lead").append(" to a cluster");
        if (facts.copied() > 0) {
            reason.append(", ").append(facts.copied()).append(" with the copied flag");
        }
        if (facts.steps() > 0) {
            reason.append(", ").append(facts.steps()).append(" to the one after the entry before");
        }
        if (facts.compressed() > 0) {
            reason.append("; compressed data: ").append(facts.compressed());
        }
        return reason.append('.').toString();
    }
}
