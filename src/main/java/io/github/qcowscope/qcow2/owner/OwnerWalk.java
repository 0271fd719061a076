package io.github.qcowscope.qcow2.owner;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.image.Structures;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.mapping.CompressedCluster;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import io.github.qcowscope.qcow2.refcount.RefcountTableEntry;

/**
 * Walks all metadata of an image once and notes who owns which cluster: what {@code qemu-img check} does, except that
 * each L2 table is read once however many snapshots share it. Nothing in the image makes the walk longer than its
 * metadata.
 */
final class OwnerWalk {

    /** All L1 tables together may have this many entries, and so may all bitmap tables; QEMU allows far fewer. */
    static final long MOST_ENTRIES = 1L << 28;
    /** L2 entries are counted through; so many fit in the number. */
    private static final long MOST_L2_ENTRIES = Integer.MAX_VALUE - 1L;
    private static final int READ = 1 << 16;

    private final Structures image;
    private final Geometry geometry;
    private final Progress progress;
    private final L2Tables tables;
    private final ClusterOwners owners;
    private long entries;

    OwnerWalk(Structures image, MemoryBudget budget, Progress progress) {
        this.image = image;
        this.progress = progress;
        geometry = image.geometry();
        tables = new L2Tables(image, budget);
        owners = new ClusterOwners(geometry, budget);
    }

    L2Tables tables() {
        return tables;
    }

    ClusterOwners owners() {
        return owners;
    }

    /** Does the walk; to be called once. */
    void run() {
        if (!image.isLaidOut()) {
            return;
        }
        owners.claimStructure(OwnerKind.HEADER, 0, 0, geometry.clusterSize());
        refcounts();
        encryption();
        bitmaps();
        snapshots();
        l1Tables();
        l2Tables();
    }

    private void refcounts() {
        EntryTable table = image.refcounts().table();
        claim(OwnerKind.REFCOUNT_TABLE, 0, table);
        table.scan(0, progress, (index, raw, second) -> {
            claimCluster(OwnerKind.REFCOUNT_BLOCK, index, new RefcountTableEntry(raw).offset());
            return true;
        });
    }

    private void encryption() {
        image.extensions().first(ExtensionType.CRYPTO_HEADER).ifPresent(extension -> {
            ByteRange range = geometry.inFile(extension.view().raw(HeaderExtension.CRYPTO_OFFSET),
                    extension.view().raw(HeaderExtension.CRYPTO_SIZE));
            owners.claimStructure(OwnerKind.ENCRYPTION, 0, range.offset(), range.length());
        });
    }

    private void bitmaps() {
        image.bitmaps().ifPresent(directory -> {
            ByteRange range = directory.range();
            owners.claimStructure(OwnerKind.BITMAP_DIRECTORY, 0, range.offset(), range.length());
            for (int i = 0; i < directory.count(); i++) {
                bitmap(directory.get(i));
            }
        });
    }

    private void bitmap(Bitmap bitmap) {
        EntryTable table = bitmap.table();
        claim(OwnerKind.BITMAP_TABLE, bitmap.index(), table);
        table.scan(0, progress, (index, raw, second) -> {
            claimCluster(OwnerKind.BITMAP_DATA, (long) bitmap.index() << Integer.SIZE | index,
                    new BitmapTableEntry(raw).offset());
            return true;
        });
    }

    private void snapshots() {
        ByteRange range = image.snapshots().range();
        owners.claimStructure(OwnerKind.SNAPSHOT_TABLE, 0, range.offset(), range.length());
    }

    private void l1Tables() {
        for (int root = 0; root < tables.rootCount(); root++) {
            EntryTable table = tables.root(root).table();
            claim(OwnerKind.L1_TABLE, root, table);
            int from = root;
            table.scan(0, progress, (index, raw, second) -> {
                long offset = new L1Entry(raw).offset();
                if (offset == 0) {
                    return true;
                }
                if (tables.add(offset, from, index)) {
                    claimCluster(OwnerKind.L2_TABLE, tables.find(offset), offset);
                } else {
                    owners.claimAgain(offset, geometry.clusterSize());
                }
                return true;
            });
        }
        tables.freeze();
    }

    private void l2Tables() {
        if (tables.count() * geometry.l2Entries() > MOST_L2_ENTRIES) {
            throw new MemoryBudget.Exceeded();
        }
        for (int table = 0; table < tables.count(); table++) {
            l2Table(table);
            progress.report(table + 1L, tables.count());
        }
    }

    private void l2Table(int number) {
        EntryTable table = tables.entries(number);
        int references = tables.references(number);
        int first = (int) (number * geometry.l2Entries());
        int size = table.entrySize();
        int perRead = READ / size;
        for (long start = 0; start < table.count(); start += perRead) {
            progress.check();
            Chunk chunk = table.source().chunk(table.range(start).offset(),
                    (int) Math.min(perRead, table.count() - start) * size);
            int there = chunk.available() / size;
            for (int i = 0; i < there; i++) {
                long raw = chunk.u64(i * size);
                if (raw != 0) {
                    l2Entry(new L2Entry(raw, 0), first + (int) start + i, references);
                }
            }
        }
    }

    private void l2Entry(L2Entry entry, int number, int references) {
        if (geometry.dataFile()) {
            return;
        }
        if (entry.isCompressed()) {
            CompressedCluster cluster = CompressedCluster.of(entry.raw(), geometry.clusterBits());
            owners.claimCompressed(number, cluster.offset(), cluster.length(), references);
        } else if (entry.offset() != 0) {
            owners.claimGuest(number, entry.offset(), references);
        }
    }

    private void claim(OwnerKind kind, long which, EntryTable table) {
        entries += table.count();
        if (entries > MOST_ENTRIES) {
            throw new MemoryBudget.Exceeded();
        }
        owners.claimStructure(kind, which, table.offset(), table.range().length());
    }

    private void claimCluster(OwnerKind kind, long which, long offset) {
        if (offset > 0) {
            owners.claimStructure(kind, which, offset, geometry.clusterSize());
        }
    }
}
