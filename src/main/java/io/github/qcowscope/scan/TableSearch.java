package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Kind;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The second look at a file, once the cluster size is known or guessed: reads the clusters that may be tables or
 * refcount blocks, and tells of which kind they are by what they lead to and by what leads to them.
 */
final class TableSearch {

    /** Less sure than this is nothing to propose. */
    static final int LEAST_CONFIDENCE = 35;
    /** From here on what a table leads to counts as led to. */
    private static final int SURE = 60;
    private static final int MOST = 1 << 20;
    private static final int STEP = 64;
    private static final int ENTRY_BITS = 64;

    private static final List<TableRecogniser> RECOGNISERS = List.of(new RefcountTableRecogniser(),
            new L1TableRecogniser(), new L2TableRecogniser(), new BitmapTableRecogniser());
    /** Tables that can be larger than a cluster. */
    private static final Set<Kind> LONG = Set.of(Kinds.REFCOUNT_TABLE, Kinds.L1_TABLE, Kinds.BITMAP_TABLE);

    private final ByteSource source;
    private final long base;
    private final int clusterBits;
    private final TableReader reader;
    private final Map<Long, Lead> leads = new HashMap<>();
    private long[] tables;
    private long[] blocks;
    private final BitSet ledTables = new BitSet();
    private final BitSet ledBlocks = new BitSet();
    private @Nullable Proposal pending;
    private boolean pendingGoesOn;

    /**
     * A search in an image.
     *
     * @param base  where the image starts in the file
     * @param sweep what the first look has found
     * @param leads where other structures say that tables are
     */
    TableSearch(ByteSource source, long base, int clusterBits, Sweep sweep, List<Lead> leads) {
        this.source = source;
        this.base = base;
        this.clusterBits = clusterBits;
        reader = new TableReader(source, base, clusterBits);
        leads.forEach(lead -> this.leads.putIfAbsent(lead.offset(), lead));
        tables = sweep.entries().clusters(base, clusterBits, MOST);
        blocks = sweep.counts().clusters(base, clusterBits, MOST);
    }

    /** Proposes tables and refcount blocks, in the order of the file within each of the two. */
    void run(Progress progress, Consumer<Proposal> found) {
        progress.report(0, 4);
        blocks = keep(blocks, progress, offset -> reader.counts(offset) != null);
        tables = keep(withLeads(), progress, offset -> facts(offset, -1) != null);
        progress.report(1, 4);
        followAll(progress);
        progress.report(2, 4);
        for (int i = 0; i < tables.length; i++) {
            pause(i, progress);
            judgeTable(i, found);
        }
        flush(found);
        progress.report(3, 4);
        for (int i = 0; i < blocks.length; i++) {
            pause(i, progress);
            judgeBlock(i, found);
        }
    }

    private static void pause(int index, Progress progress) {
        if (index % STEP == 0) {
            progress.check();
        }
    }

    private static long[] keep(long[] offsets, Progress progress, LongPredicate wanted) {
        int kept = 0;
        for (int i = 0; i < offsets.length; i++) {
            pause(i, progress);
            if (wanted.test(offsets[i])) {
                offsets[kept++] = offsets[i];
            }
        }
        return Arrays.copyOf(offsets, kept);
    }

    /** A table whose entries are all 0 shows by nothing but what leads to it. */
    private long[] withLeads() {
        TreeSet<Long> missing = new TreeSet<>(leads.keySet());
        for (long offset : tables) {
            missing.remove(offset);
        }
        long[] all = Arrays.copyOf(tables, tables.length + missing.size());
        int at = tables.length;
        for (long offset : missing) {
            all[at++] = offset;
        }
        Arrays.sort(all);
        return all;
    }

    private @Nullable TableFacts facts(long offset, int index) {
        return reader.entries(offset, tables, blocks, leads.get(offset), index >= 0 && ledTables.get(index));
    }

    /** Marks what tables lead to: first all, then without those that look like L1 tables but are led to by one. */
    private void followAll(Progress progress) {
        for (int round = 0; round < 2; round++) {
            BitSet before = (BitSet) ledTables.clone();
            ledTables.clear();
            ledBlocks.clear();
            for (int i = 0; i < tables.length; i++) {
                pause(i, progress);
                follow(tables[i], before.get(i));
            }
        }
    }

    /** Marks what a table leads to, if it is one for sure. */
    private void follow(long offset, boolean led) {
        TableFacts facts = reader.entries(offset, tables, blocks, leads.get(offset), led);
        Verdict verdict = facts == null ? null : judge(facts);
        if (verdict != null && verdict.confidence() >= SURE) {
            if (verdict.kind().equals(Kinds.REFCOUNT_TABLE)) {
                reader.targets(facts, target -> mark(ledBlocks, blocks, target));
            } else if (verdict.kind().equals(Kinds.L1_TABLE)) {
                reader.targets(facts, target -> mark(ledTables, tables, target));
            }
        }
    }

    private static @Nullable Verdict judge(TableFacts facts) {
        Verdict best = null;
        for (TableRecogniser recogniser : RECOGNISERS) {
            Verdict verdict = recogniser.judge(facts);
            if (verdict != null && (best == null || verdict.confidence() > best.confidence())) {
                best = verdict;
            }
        }
        return best;
    }

    private static void mark(BitSet led, long[] offsets, long target) {
        int index = Arrays.binarySearch(offsets, target);
        if (index >= 0) {
            led.set(index);
        }
    }

    private void judgeTable(int index, Consumer<Proposal> found) {
        long offset = tables[index];
        TableFacts facts = facts(offset, index);
        Verdict best = facts == null ? null : judge(facts);
        if (facts == null || best == null || best.confidence() < LEAST_CONFIDENCE) {
            return;
        }
        Proposal before = pending;
        if (before != null && offset < before.range().end() && before.kind().equals(best.kind())) {
            // Something tells that the table is that long.
            return;
        }
        Proposal proposal = new Proposal(best.kind(), range(offset, best.kind(), facts), best.confidence(),
                best.reason(), base, clusterBits, facts.extended() ? 2 * ENTRY_BITS : ENTRY_BITS, "");
        if (before != null && pendingGoesOn && before.kind().equals(best.kind()) && before.range().end() == offset
                && facts.lead() == null) {
            pending = new Proposal(before.kind(), ByteRange.between(before.range().offset(), proposal.range().end()),
                    Math.max(before.confidence(), proposal.confidence()), before.reason(), base, clusterBits,
                    ENTRY_BITS, "");
        } else {
            flush(found);
            pending = proposal;
        }
        // A table that fills its cluster to the last entry goes on in the next one, unless something tells its length.
        pendingGoesOn = LONG.contains(best.kind()) && facts.used() == 1L << clusterBits && facts.lead() == null;
    }

    private ByteRange range(long offset, Kind kind, TableFacts facts) {
        Lead lead = facts.lead();
        long length = lead != null && lead.kind().equals(kind) ? lead.length()
                : kind.equals(Kinds.L1_TABLE) || kind.equals(Kinds.BITMAP_TABLE) ? facts.used()
                : 1L << clusterBits;
        return ByteRange.between(offset, Math.min(source.length(), offset + length));
    }

    private void flush(Consumer<Proposal> found) {
        Proposal done = pending;
        if (done != null) {
            found.accept(done);
        }
        pending = null;
    }

    private void judgeBlock(int index, Consumer<Proposal> found) {
        long offset = blocks[index];
        CountFacts facts = reader.counts(offset);
        Verdict verdict = facts == null ? null : RefcountBlockRecogniser.judge(facts, ledBlocks.get(index));
        if (facts != null && verdict != null && verdict.confidence() >= LEAST_CONFIDENCE) {
            found.accept(new Proposal(verdict.kind(),
                    ByteRange.between(offset, Math.min(source.length(), offset + (1L << clusterBits))),
                    verdict.confidence(), verdict.reason(), base, clusterBits, facts.bits(), ""));
        }
    }
}
