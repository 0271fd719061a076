package io.github.qcowscope.scan;

import io.github.qcowscope.qcow2.layout.Kinds;
import org.jspecify.annotations.Nullable;

/** The refcount table: its entries have no flags, and lead to refcount blocks. */
final class RefcountTableRecogniser implements TableRecogniser {

    private static final int LEAST = 48;
    private static final int FOR_ALL = 40;
    private static final int FOR_SEVERAL = 8;

    @Override
    public @Nullable Verdict judge(TableFacts facts) {
        if (facts.copied() + facts.compressed() + facts.bit0() > 0 || facts.extended()) {
            return null;
        }
        Verdict led = facts.ledTo(Kinds.REFCOUNT_TABLE);
        if (led != null) {
            return led;
        }
        if (facts.toBlocks() * 2 < facts.pointers() || facts.toBlocks() == 0) {
            return null;
        }
        int confidence = LEAST + FOR_ALL * facts.toBlocks() / facts.pointers()
                + (facts.pointers() > 1 ? FOR_SEVERAL : 0);
        return new Verdict(Kinds.REFCOUNT_TABLE, confidence, "Of its entries, "
                + TableFacts.share(facts.toBlocks(), facts.pointers())
                + (facts.toBlocks() == 1 ? " leads to what looks like a refcount block"
                        : " lead to what look like refcount blocks")
                + ", and none has a flag.");
    }
}
