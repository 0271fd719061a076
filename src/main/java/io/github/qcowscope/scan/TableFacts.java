package io.github.qcowscope.scan;

import io.github.qcowscope.schema.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a cluster are like that may be a table.
 *
 * @param filled     entries that are not 0
 * @param pointers   entries with the offset of a cluster
 * @param copied     of those, how many have the flag that the refcount is 1
 * @param compressed entries that describe compressed data
 * @param bit0       entries with bit 0
 * @param steps      pointers that lead to the cluster after that of the entry before
 * @param toTables   pointers that lead to what may be a table itself
 * @param toBlocks   pointers that lead to what may be a refcount block
 * @param extended   whether the entries are extended L2 entries
 * @param used       bytes up to the end of the last entry that is not 0
 * @param whole      whether entries fill the cluster, and nothing else follows
 * @param lead       what another structure says to be here; null where none says anything
 * @param led        whether an L1 table leads here
 */
record TableFacts(int filled, int pointers, int copied, int compressed, int bit0, int steps, int toTables, int toBlocks,
        boolean extended, int used, boolean whole, @Nullable Lead lead, boolean led) {

    /** How sure a kind is that another structure leads to. */
    static final int LED = 96;

    /** What follows from a lead to a certain kind of table; null where there is none. */
    @Nullable Verdict ledTo(Kind kind) {
        return lead == null || !lead.kind().equals(kind) ? null
                : new Verdict(kind, LED, lead.from() + " leads here, and " + (filled == 0 ? "all of its entries are 0."
                        : "what is not 0 is as the format wants it: " + filled
                                + (filled == 1 ? " entry." : " entries.")));
    }

    /** {@code 3 of 4}, or {@code all 4}. */
    static String share(int part, int all) {
        return part == all ? all == 1 ? "the only one" : "all " + all : part + " of " + all;
    }
}
