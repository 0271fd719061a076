package io.github.qcowscope.qcow2.owner;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.image.Structures;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.mapping.CompressedCluster;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import io.github.qcowscope.qcow2.snapshot.L1Root;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names the owners of one cluster. What {@link ClusterOwners} only counts is looked for where it almost always is, at
 * the same place in the tables of the other snapshots, and only if it is not there in all tables. For one search, on
 * one thread.
 */
final class OwnerSearch {

    /** Known owners of a cluster that are looked at: far more than fit in a cluster of an image that is in order. */
    private static final int MOST_KNOWN = 1 << 16;
    /** Places in tables of other roots that are looked at before all tables are read through, which then takes less. */
    private static final int MOST_BESIDE = 1 << 22;

    /** An owner, and by what it is put in order. */
    private record Found(Owner owner, long compressedStart, int root) {}

    /** An L1 entry. */
    private record Reference(int root, long l1Index) {}

    private final Structures image;
    private final Geometry geometry;
    private final L2Tables tables;
    private final ClusterOwners owners;
    private final long cluster;
    private final long onlyByte;
    private final int most;
    private final Progress progress;
    private final List<Found> found = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();
    private long references;
    private int known;

    /**
     * A search.
     *
     * @param onlyByte of compressed data, only those that have this byte count; -1 for any
     * @param most     owners that are wanted at most, at least 1
     */
    OwnerSearch(Structures image, OwnerWalk walk, long cluster, long onlyByte, int most, Progress progress) {
        this.image = image;
        this.cluster = cluster;
        this.onlyByte = onlyByte;
        this.most = most;
        this.progress = progress;
        geometry = image.geometry();
        tables = walk.tables();
        owners = walk.owners();
    }

    /** Whether {@link #run} found all of them. */
    boolean isComplete() {
        return references >= owners.references(cluster) && found.size() <= most;
    }

    /** The owners in their order, at most as many as are wanted. */
    List<Owner> run() {
        owners.visit(cluster, new ClusterOwners.Visitor() {
            @Override
            public void structure(OwnerKind kind, long which) {
                if (++known <= MOST_KNOWN) {
                    addStructure(kind, which);
                }
            }

            @Override
            public void guest(int entry) {
                if (++known <= MOST_KNOWN) {
                    addEntry((int) (entry / geometry.l2Entries()), entry % geometry.l2Entries());
                }
            }
        });
        if (isWanting()) {
            lookBeside();
        }
        for (int table = 0; table < tables.count() && isWanting(); table++) {
            progress.report(table, tables.count());
            lookThrough(table);
        }
        found.sort(Comparator.comparing((Found each) -> each.owner().kind())
                .thenComparing(Found::compressedStart, Comparator.reverseOrder())
                .thenComparing(Found::root));
        return found.stream().limit(most).map(Found::owner).toList();
    }

    private boolean isWanting() {
        return references < owners.references(cluster) && found.size() < most;
    }

    private void addStructure(OwnerKind kind, long which) {
        if (kind == OwnerKind.L2_TABLE) {
            int table = (int) which;
            references += tables.references(table);
            for (Reference reference : references(table)) {
                int snapshot = tables.root(reference.root()).snapshot();
                add(kind, TreePaths.l2Table(snapshot, reference.l1Index()), null, 0, reference.root());
            }
            return;
        }
        references++;
        int bitmap = (int) (which >>> Integer.SIZE);
        long entry = which & 0xffff_ffffL;
        int root = kind == OwnerKind.L1_TABLE ? (int) which : 0;
        String path = switch (kind) {
            case HEADER -> "header";
            case REFCOUNT_TABLE -> TreePaths.REFCOUNTS;
            case REFCOUNT_BLOCK -> TreePaths.refcountBlock(which);
            case L1_TABLE -> tables.root(root).path();
            case SNAPSHOT_TABLE -> TreePaths.SNAPSHOTS;
            case ENCRYPTION -> TreePaths.ENCRYPTION;
            case BITMAP_DIRECTORY -> TreePaths.BITMAPS;
            case BITMAP_TABLE -> TreePaths.bitmapTable(bitmapAt((int) which).key());
            case BITMAP_DATA -> TreePaths.bitmapData(bitmapAt(bitmap).key(), entry);
            case L2_TABLE, GUEST_DATA, COMPRESSED -> throw new IllegalArgumentException(kind + " is found elsewhere");
        };
        add(kind, path, kind == OwnerKind.BITMAP_DATA ? bitmapAt(bitmap).guestRange(entry) : null, 0, root);
    }

    private Bitmap bitmapAt(int index) {
        return image.bitmaps().orElseThrow().get(index);
    }

    /** Adds the guest clusters that an L2 entry stands for: one for each L1 entry that leads to its table. */
    private void addEntry(int table, long index) {
        if (!seen.add((long) table << Integer.SIZE | index)) {
            return;
        }
        references += tables.references(table);
        L2Entry entry = new L2Entry(tables.entries(table).raw(index), 0);
        long start = 0;
        if (entry.isCompressed()) {
            CompressedCluster compressed = CompressedCluster.of(entry.raw(), geometry.clusterBits());
            if (onlyByte >= 0 && !ByteRange.clamped(compressed.offset(), compressed.length()).contains(onlyByte)) {
                return;
            }
            start = compressed.offset();
        }
        for (Reference reference : references(table)) {
            L1Root root = tables.root(reference.root());
            long l1Index = reference.l1Index();
            add(entry.isCompressed() ? OwnerKind.COMPRESSED : OwnerKind.GUEST_DATA,
                    entry.isCompressed() ? TreePaths.compressed(root.snapshot(), l1Index, index)
                            : TreePaths.data(root.snapshot(), l1Index, index),
                    guest(root, l1Index, index), start, reference.root());
        }
    }

    /**
     * The guest cluster, without what lies past the end of the disk; saved states of machines lie there too, and stay
     * whole.
     */
    private ByteRange guest(L1Root root, long l1Index, long l2Index) {
        ByteRange whole = ByteRange.clamped(root.guestStart(l1Index, l2Index), geometry.clusterSize());
        return whole.offset() < root.diskSize() ? whole.intersect(new ByteRange(0, root.diskSize())) : whole;
    }

    private void add(OwnerKind kind, String path, @Nullable ByteRange guest, long compressedStart, int root) {
        found.add(new Found(new Owner(kind, path, guest), compressedStart, root));
    }

    /** The L1 entries that lead to a table, at most one more than is wanted. */
    private Set<Reference> references(int table) {
        Set<Reference> all = new LinkedHashSet<>();
        long index = tables.firstL1Index(table);
        all.add(new Reference(tables.firstRoot(table), index));
        for (int root = 0; root < tables.rootCount() && isMissing(all, table); root++) {
            progress.check();
            EntryTable l1 = tables.root(root).table();
            if (index < l1.count() && new L1Entry(l1.raw(index)).offset() == tables.offset(table)) {
                all.add(new Reference(root, index));
            }
        }
        for (int root = 0; root < tables.rootCount() && isMissing(all, table); root++) {
            int from = root;
            tables.root(root).table().scan(0, progress, (at, raw, second) -> {
                if (new L1Entry(raw).offset() == tables.offset(table)) {
                    all.add(new Reference(from, at));
                }
                return isMissing(all, table);
            });
        }
        return all;
    }

    private boolean isMissing(Set<Reference> all, int table) {
        return all.size() < tables.references(table) && all.size() <= most;
    }

    /**
     * Looks at the same place in the tables of the other roots, where a snapshot's copy of a table has the same
     * cluster.
     */
    private void lookBeside() {
        int looked = 0;
        for (long entry : List.copyOf(seen)) {
            long l1Index = tables.firstL1Index((int) (entry >>> Integer.SIZE));
            for (int root = 0; root < tables.rootCount() && isWanting() && looked < MOST_BESIDE; root++) {
                looked++;
                progress.check();
                EntryTable l1 = tables.root(root).table();
                int table = l1Index < l1.count() ? tables.find(new L1Entry(l1.raw(l1Index)).offset()) : -1;
                if (table >= 0) {
                    addIfHere(table, entry & 0xffff_ffffL, 0);
                }
            }
        }
    }

    private void lookThrough(int table) {
        tables.entries(table).scan(0, progress, (index, raw, second) -> {
            addIfHere(table, index, raw);
            return isWanting();
        });
    }

    /** Adds an entry if it leads to the cluster; {@code raw} is 0 where it has not been read. */
    private void addIfHere(int table, long index, long raw) {
        EntryTable entries = tables.entries(table);
        if (index >= entries.count()) {
            return;
        }
        L2Entry entry = new L2Entry(raw == 0 ? entries.raw(index) : raw, 0);
        CompressedCluster compressed = CompressedCluster.of(entry.raw(), geometry.clusterBits());
        ByteRange bytes = entry.isCompressed() ? ByteRange.clamped(compressed.offset(), compressed.length())
                : entry.offset() == 0 ? new ByteRange(0, 0) : ByteRange.clamped(entry.offset(), geometry.clusterSize());
        if (bytes.overlaps(ByteRange.clamped(cluster << geometry.clusterBits(), geometry.clusterSize()))) {
            addEntry(table, index);
        }
    }
}
