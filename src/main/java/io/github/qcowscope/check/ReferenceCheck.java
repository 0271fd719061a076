package io.github.qcowscope.check;

import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.TreePaths;
import java.util.List;

/** Compares references with refcounts, window by window, and looks at what turned out to be flawed. */
final class ReferenceCheck {

    private final Inspection inspection;
    private final QemuSnapshots snapshots;
    private final Budget budget;
    private final long mostMemory;
    private final Geometry geometry;
    private final StoredRefcounts stored;
    private final RefcountCheck refcounts;
    private final MappingFlaws flaws = new MappingFlaws();
    /** L2 tables that have compressed clusters. */
    private final MappingFlaws compressed = new MappingFlaws();
    private boolean copiedSuspect;
    private boolean saturated;

    ReferenceCheck(Inspection inspection, QemuSnapshots snapshots, Budget budget, long mostMemory) {
        this.inspection = inspection;
        this.snapshots = snapshots;
        this.budget = budget;
        this.mostMemory = mostMemory;
        geometry = inspection.geometry();
        stored = new StoredRefcounts(inspection.image(), inspection.progress());
        refcounts = new RefcountCheck(inspection, stored);
    }

    void run(int threads) {
        long clusters = Geometry.ceilDiv(geometry.fileEnd(), geometry.clusterSize()) + 1;
        try (Workers workers = new Workers(threads)) {
            for (long first = 0; first < clusters; ) {
                first = window(first, clusters, workers);
            }
        }
        CopiedFlags copied = new CopiedFlags(inspection, stored, budget, flaws);
        if (copiedSuspect) {
            copied.count();
        }
        if (saturated) {
            inspection.incomplete(inspection.image().root().span(), "",
                    "A cluster has more than %d references, which are not told apart.".formatted(References.MOST - 1));
        }
        if (stored.failedAt() >= 0) {
            inspection.unreadable(stored.failedAt(), TreePaths.REFCOUNTS);
        }
        if (inspection.wantsFindings() && (!flaws.isEmpty() || geometry.dataFile())) {
            flaws.sort();
            new MappingCheck(inspection, flaws, copied, budget).run(snapshots);
        }
        if (inspection.wantsFindings() && !compressed.isEmpty()) {
            compressed.sort();
            new CompressedCheck(inspection, compressed, budget).run(snapshots);
        }
    }

    /** Counts and compares the clusters from {@code first} on, as many as fit; hands back the first that did not. */
    private long window(long first, long end, Workers workers) {
        budget.renew();
        References references = new References(first, end, mostRefcount(), mostMemory);
        Claims claims = new Claims(inspection, references, first == 0);
        ReferenceWalk walk = new ReferenceWalk(inspection, claims, budget);
        MappingWalk mapping = new MappingWalk(inspection, claims, workers, budget, flaws, compressed);
        walk.structures(snapshots);
        mapping.run(snapshots);
        walk.bitmaps();
        List<ReferenceWalk.SharedBlock> shared = walk.refcountBlocks(stored);
        if (first == 0) {
            refcounts.entries(claims.clusters());
        }
        for (ReferenceWalk.SharedBlock block : shared) {
            long cluster = geometry.clusterOf(stored.block(block.index()).offset());
            if (cluster >= first && cluster < references.end()) {
                inspection.corruptions++;
                refcounts.shared(block);
            }
        }
        Comparison comparison = new Comparison(inspection, stored, claims.clusters());
        references.sweep(inspection.progress(), comparison);
        long next = Math.min(end, references.nextFirst());
        if (references.end() < next) {
            comparison.clusters(references.end(), next - references.end(), 0, 0);
        }
        // Wider refcounts overflow only in our own counts.
        inspection.corruptions += geometry.refcountOrder() <= Comparison.MOST_COUNTED_ORDER ? references.overflow() : 0;
        copiedSuspect |= mapping.isCopiedUnknown() || comparison.isCopiedSuspect();
        saturated |= comparison.isSaturated();
        return next;
    }

    private long mostRefcount() {
        int bits = geometry.refcountBits();
        return bits >= Integer.SIZE ? Integer.MAX_VALUE : (1L << bits) - 1;
    }
}
