package io.github.qcowscope.check;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import java.util.OptionalLong;

/**
 * Holds the copied flags of the active L1 and L2 tables against the stored refcounts, one by one. Needed only where the
 * comparison has seen a cluster whose refcount does not go with them.
 */
final class CopiedFlags {

    private final Inspection inspection;
    private final StoredRefcounts stored;
    private final Budget budget;
    private final MappingFlaws flaws;
    private final Geometry geometry;
    private final L2Scanner scanner;

    CopiedFlags(Inspection inspection, StoredRefcounts stored, Budget budget, MappingFlaws flaws) {
        this.inspection = inspection;
        this.stored = stored;
        this.budget = budget;
        this.flaws = flaws;
        geometry = inspection.geometry();
        scanner = new L2Scanner(inspection.image().source(), geometry);
    }

    /** Counts the flags that are wrong. */
    void count() {
        Header header = inspection.image().header();
        ByteSource source = inspection.image().source();
        Numbers l2Numbers = new Numbers(source, geometry.clusterSize() / Long.BYTES);
        L2Tables tables = new L2Tables((count, offsets, active, all) -> {
            for (int i = 0; i < count && budget.spend(geometry.clusterSize()); i++) {
                table(l2Numbers, offsets[i], active[i]);
            }
        });
        long entries = Math.min(MappingWalk.MOST_ENTRIES, header.raw(Header.L1_SIZE));
        new Numbers(source, entries).read(header.raw(Header.L1_TABLE_OFFSET), entries, inspection.progress(),
                (raws, count, first) -> {
                    for (int i = 0; i < count; i++) {
                        l1Entry(new L1Entry(raws[i]), tables);
                    }
                    return true;
                });
        tables.flush();
    }

    private void l1Entry(L1Entry entry, L2Tables tables) {
        // QEMU skips the table behind an entry whose own refcount it cannot read.
        if (entry.offset() == 0 || refcount(entry).isEmpty()) {
            return;
        }
        if (isWrong(entry)) {
            inspection.corruptions++;
            flaws.addL1Entry();
        }
        tables.add(entry, true);
    }

    private void table(Numbers numbers, long offset, int weight) {
        int perEntry = geometry.l2EntrySize() / Long.BYTES;
        long[] wrong = new long[1];
        numbers.read(offset, geometry.clusterSize() / Long.BYTES, inspection.progress(), (raws, count, first) -> {
            for (int i = 0; i < count; i += perEntry) {
                wrong[0] += raws[i] != 0 && isWrong(new L2Entry(raws[i], 0)) ? 1 : 0;
            }
            return true;
        });
        if (wrong[0] > 0) {
            inspection.corruptions += wrong[0] * weight;
            flaws.addTable(offset);
        }
    }

    /** The refcount of the L2 table that an L1 entry leads to; empty where it cannot be read. */
    OptionalLong refcount(L1Entry entry) {
        return stored.of(geometry.clusterOf(entry.offset()));
    }

    /** The refcount of the cluster that a standard L2 entry leads to; empty where it cannot be read. */
    OptionalLong refcount(L2Entry entry) {
        // Clusters of an external data file are not counted: each belongs to one guest cluster.
        return geometry.dataFile() ? OptionalLong.of(1) : stored.of(geometry.clusterOf(entry.offset()));
    }

    /** Whether an entry of the active L1 table has a flag that does not go with the refcount. */
    boolean isWrong(L1Entry entry) {
        return entry.offset() != 0 && isWrong(refcount(entry), entry.isCopied());
    }

    /** Whether an entry of an active L2 table has a flag that does not go with the refcount. */
    boolean isWrong(L2Entry entry) {
        return scanner.type(entry.raw()) == L2Scanner.Type.STANDARD && isWrong(refcount(entry), entry.isCopied());
    }

    private static boolean isWrong(OptionalLong refcount, boolean copied) {
        return refcount.isPresent() && (refcount.getAsLong() == 1) != copied;
    }
}
