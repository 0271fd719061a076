package io.github.qcowscope.check;

import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.snapshot.Snapshot;

/** Counts what the L1 tables refer to: the active one and the snapshots'. */
final class MappingWalk {

    /** QEMU's largest L1 table, 32 MiB. */
    static final long MOST_ENTRIES = 1 << 22;
    /** L2 tables that one piece of work reads. */
    private static final int TABLES_A_PIECE = 32;
    /**
     * Bytes of L2 tables from which on several threads pay. Reading less takes some tens of milliseconds, in which more
     * threads and the compiler only get in each other's way: measured with the 128 MiB of a fully allocated disk of 1
     * TiB.
     */
    private static final long WORTH_THREADS = 1 << 28;

    private final Inspection inspection;
    private final Claims claims;
    private final Workers workers;
    private final Budget budget;
    private final MappingFlaws flaws;
    private final MappingFlaws compressed;
    private final L2Scanner scanner;
    private final L2Tables tables = new L2Tables(this::scan);
    private boolean copiedUnknown;
    private long tablesDone;

    MappingWalk(Inspection inspection, Claims claims, Workers workers, Budget budget, MappingFlaws flaws,
            MappingFlaws compressed) {
        this.inspection = inspection;
        this.claims = claims;
        this.workers = workers;
        this.budget = budget;
        this.flaws = flaws;
        this.compressed = compressed;
        scanner = new L2Scanner(inspection.image().source(), inspection.geometry());
    }

    /** Whether some copied flags can only be held against the stored refcounts one by one. */
    boolean isCopiedUnknown() {
        return copiedUnknown;
    }

    void run(QemuSnapshots snapshots) {
        Header header = inspection.image().header();
        l1Table(header.raw(Header.L1_TABLE_OFFSET), Math.min(MOST_ENTRIES, header.raw(Header.L1_SIZE)), true);
        snapshots.forEach(this::snapshot);
        tables.flush();
    }

    private void snapshot(Snapshot snapshot) {
        long offset = snapshot.view().raw(Snapshot.L1_TABLE_OFFSET);
        long entries = snapshot.view().raw(Snapshot.L1_SIZE);
        if (!inspection.geometry().isAligned(offset) || entries > MOST_ENTRIES) {
            claims.corruptions(1);
        } else if (offset < 0 || offset > Inspection.LAST_OFFSET) {
            // QEMU runs out of memory, or cannot read here.
            inspection.giveUp(inspection.span(snapshot.view().offset(), Long.BYTES),
                    TreePaths.snapshot(snapshot.index()),
                    "The snapshot's L1 table cannot lie at 0x%x.".formatted(offset), "Input/output error");
        } else {
            l1Table(offset, entries, false);
        }
    }

    private void l1Table(long offset, long entries, boolean active) {
        claims.claim(offset, entries * L1Entry.SIZE, Use.L1_TABLE);
        if (!budget.spend(Numbers.bytesInFile(inspection.image().source(), offset, entries))) {
            return;
        }
        Numbers numbers = new Numbers(inspection.image().source(), entries);
        numbers.read(offset, entries, inspection.progress(), (raws, count, first) -> {
            for (int i = 0; i < count; i++) {
                if (raws[i] != 0) {
                    l1Entry(new L1Entry(raws[i]), active);
                }
            }
            return true;
        });
        if (numbers.failedAt() >= 0 && claims.isCounting()) {
            inspection.unreadable(numbers.failedAt(), TreePaths.L1);
        }
    }

    private void l1Entry(L1Entry entry, boolean active) {
        Geometry geometry = inspection.geometry();
        long offset = entry.offset();
        boolean aligned = geometry.isAligned(offset);
        if (entry.reserved() != 0 || !aligned) {
            claims.corruptions((entry.reserved() != 0 ? 1 : 0) + (aligned ? 0 : 1));
            flaws.addL1Entry();
        }
        // QEMU does not look at the copied flag of an entry that leads nowhere, though it counts what it finds at
        // offset 0.
        boolean flagCounts = active && offset != 0;
        int copied = !flagCounts || !aligned ? 0 : entry.isCopied() ? Use.COPIED : Use.NOT_COPIED;
        copiedUnknown |= flagCounts && !aligned;
        if (!claims.claim(offset, geometry.clusterSize(), Use.L2_TABLE | copied)) {
            copiedUnknown |= flagCounts;
            flaws.addL1Entry();
        }
        if (offset < geometry.fileLength()) {
            tables.add(entry, active);
        }
    }

    private void scan(int count, long[] offsets, int[] active, int[] all) {
        int pieces = (count + TABLES_A_PIECE - 1) / TABLES_A_PIECE;
        long clusterSize = inspection.geometry().clusterSize();
        Workers some = count * clusterSize < WORTH_THREADS ? Workers.NONE : workers;
        some.inOrder(pieces, piece -> {
            int from = piece * TABLES_A_PIECE;
            L2Scan[] scans = new L2Scan[Math.min(TABLES_A_PIECE, count - from)];
            L2Scanner.Reader reader = scanner.reader();
            for (int i = 0; i < scans.length; i++) {
                // Once the budget is spent, what is left counts as empty.
                scans[i] = budget.spend(clusterSize)
                        ? reader.scan(offsets[from + i], active[from + i] > 0, inspection.progress()) : new L2Scan();
            }
            return scans;
        }, new java.util.function.Consumer<>() {
            private int next;

            @Override
            public void accept(L2Scan[] scans) {
                for (L2Scan scan : scans) {
                    take(scan, offsets[next], active[next], all[next]);
                    next++;
                }
                tablesDone += scans.length;
                inspection.progress().report(tablesDone, tablesDone - next + count);
            }
        });
    }

    private void take(L2Scan scan, long offset, int active, int all) {
        claims.refer(scan, all);
        copiedUnknown |= scan.copiedUnknown;
        if (claims.isCounting()) {
            inspection.corruptions += scan.corruptions * all;
            inspection.allocated += scan.allocated * active;
            inspection.fragmented += scan.fragmented * active;
            inspection.compressed += scan.compressed * active;
            if (scan.compressed > 0) {
                compressed.addTable(offset);
            }
            if (scan.flawed) {
                flaws.addTable(offset);
            }
            if (scan.failedAt >= 0) {
                inspection.unreadable(scan.failedAt, TreePaths.L1);
            }
        }
    }
}
