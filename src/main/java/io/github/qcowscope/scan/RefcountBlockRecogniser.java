package io.github.qcowscope.scan;

import io.github.qcowscope.qcow2.layout.Kinds;
import org.jspecify.annotations.Nullable;

/** A refcount block: small numbers, nearly all of them 1, and it counts a use of its own cluster. */
final class RefcountBlockRecogniser {

    private static final int LEAST = 20;
    private static final int FOR_ONES = 20;
    private static final int FOR_MANY = 12;
    private static final int MANY = 8;
    private static final int FOR_OWN = 18;
    private static final int FOR_LED = 35;
    private static final int FOR_NARROW = -30;

    /**
     * What it makes of a cluster.
     *
     * @param led whether a refcount table leads here
     */
    static @Nullable Verdict judge(CountFacts facts, boolean led) {
        if (!led && (facts.filled() < 2 || !facts.own())) {
            return null;
        }
        int confidence = LEAST + FOR_ONES * facts.ones() / facts.filled()
                + FOR_MANY * Math.min(MANY, facts.filled()) / MANY
                + (facts.own() ? FOR_OWN : 0) + (led ? FOR_LED : 0)
                + (facts.bits() == CountFacts.NARROW && !led ? FOR_NARROW : 0);
        return new Verdict(Kinds.REFCOUNT_BLOCK, confidence,
                "%sOf %d refcounts of %d bits that are not 0, %d %s 1%s.".formatted(
                        led ? "A refcount table leads here. " : "", facts.filled(), facts.bits(), facts.ones(),
                        facts.ones() == 1 ? "is" : "are",
                        facts.own() ? ", and one counts the block's own cluster" : ""));
    }

    private RefcountBlockRecogniser() {}
}
