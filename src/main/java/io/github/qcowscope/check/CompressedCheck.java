package io.github.qcowscope.check;

import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.mapping.ClusterMapping;
import io.github.qcowscope.qcow2.mapping.CompressedCluster;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import io.github.qcowscope.qcow2.snapshot.Snapshot;

/**
 * Inflates compressed clusters, which {@code qemu-img check} does not: the guest would get an I/O error. Only finds;
 * QEMU's numbers stay what they are. Inflates at most {@link #MOST_BYTES}, and each L2 table's clusters once; says so
 * where there is more.
 */
final class CompressedCheck {

    /**
     * Inflated bytes of one check, about a second's work: an image of compressed terabytes is for
     * {@code qemu-img compare}.
     */
    static final long MOST_BYTES = 256L << 20;

    private final Inspection inspection;
    private final Geometry geometry;
    private final MappingFlaws tables;
    private final Budget budget;
    private final Numbers l2Numbers;
    private final int perEntry;
    private long inflated;
    private boolean ended;

    /**
     * A check.
     *
     * @param tables L2 tables that have compressed clusters
     */
    CompressedCheck(Inspection inspection, MappingFlaws tables, Budget budget) {
        this.inspection = inspection;
        this.tables = tables;
        this.budget = budget;
        geometry = inspection.geometry();
        perEntry = geometry.l2EntrySize() / Long.BYTES;
        l2Numbers = new Numbers(inspection.image().source(), geometry.clusterSize() / Long.BYTES);
    }

    void run(QemuSnapshots snapshots) {
        Header header = inspection.image().header();
        table(header.raw(Header.L1_TABLE_OFFSET), header.raw(Header.L1_SIZE), TreePaths.ACTIVE);
        snapshots.forEach(snapshot -> {
            long offset = snapshot.view().raw(Snapshot.L1_TABLE_OFFSET);
            if (geometry.isAligned(offset)) {
                table(offset, snapshot.view().raw(Snapshot.L1_SIZE), snapshot.index());
            }
        });
    }

    private boolean goesOn() {
        return !ended && inspection.wantsFindings();
    }

    private void table(long offset, long size, int snapshot) {
        long entries = Math.min(MappingWalk.MOST_ENTRIES, size);
        if (!goesOn() || !budget.spend(Numbers.bytesInFile(inspection.image().source(), offset, entries))) {
            return;
        }
        new Numbers(inspection.image().source(), entries)
                .read(offset, entries, inspection.progress(), (raws, count, first) -> {
            for (int i = 0; i < count && goesOn(); i++) {
                long l2Offset = new L1Entry(raws[i]).offset();
                if (raws[i] != 0 && tables.takeTable(l2Offset) && budget.spend(geometry.clusterSize())) {
                    l2Table(l2Offset, snapshot, first + i);
                }
            }
            return goesOn();
        });
    }

    private void l2Table(long offset, int snapshot, long l1Index) {
        l2Numbers.read(offset, geometry.clusterSize() / Long.BYTES, inspection.progress(), (raws, count, first) -> {
            for (int i = 0; i < count && goesOn(); i += perEntry) {
                if (L2Entry.COMPRESSED.isSet(raws[i])) {
                    inspection.progress().check();
                    cluster(raws[i], snapshot, l1Index, (first + i) / perEntry);
                }
            }
            return goesOn();
        });
    }

    private void cluster(long raw, int snapshot, long l1Index, long index) {
        CompressedCluster data = CompressedCluster.of(raw, geometry.clusterBits());
        if (geometry.dataFile() || data.offset() >= geometry.fileLength()) {
            // Another finding tells that it leads nowhere.
            return;
        }
        String path = TreePaths.l2Entry(snapshot, l1Index, index);
        inflated += geometry.clusterSize();
        if (inflated > MOST_BYTES) {
            ended = true;
            inspection.found(
                    Finding.of(MappingRules.COMPRESSED_UNCHECKED, inspection.span(data.offset(), data.length()), path,
                    "The first %d compressed clusters were inflated; this one and those after it were not.".formatted(
                            MOST_BYTES / geometry.clusterSize())));
            return;
        }
        String wrong = inspection.image().inflated(new ClusterMapping.Compressed(data.offset(), data.length()))
                .problem();
        if (wrong != null) {
            inspection.found(
                    Finding.of(MappingRules.COMPRESSED_INFLATE, inspection.span(data.offset(), data.length()), path,
                    wrong));
        }
    }
}
