package io.github.qcowscope.qcow2.owner;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.LuksHeader;
import io.github.qcowscope.qcow2.image.Structures;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.mapping.CompressedCluster;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import io.github.qcowscope.qcow2.refcount.RefcountTableEntry;
import java.util.ArrayList;
import java.util.List;

/** Which bytes of an owned cluster its owners really have: a table need not fill its last cluster. */
final class ClusterClaims {

    private final Structures image;
    private final Geometry geometry;
    private final L2Tables tables;
    private final ClusterOwners owners;

    ClusterClaims(Structures image, OwnerWalk walk) {
        this.image = image;
        geometry = image.geometry();
        tables = walk.tables();
        owners = walk.owners();
    }

    /**
     * The bytes of a cluster that no owner has, in order; none where not all owners are known by name.
     *
     * @param cluster one that has an owner
     */
    List<ByteRange> unclaimed(long cluster) {
        if (owners.kinds(cluster) == OwnerKind.GUEST_DATA.bit() && !owners.isAnyMisaligned()) {
            return List.of();
        }
        Collector collector = new Collector();
        owners.visit(cluster, collector);
        return collector.references < owners.references(cluster) ? List.of()
                : geometry.inFile(Geometry.times(cluster, geometry.clusterSize()), geometry.clusterSize())
                        .without(collector.ranges);
    }

    /** Collects what the owners of a cluster have, and counts them as refcounts do. */
    private final class Collector implements ClusterOwners.Visitor {
        private final List<ByteRange> ranges = new ArrayList<>();
        private long references;

        @Override
        public void structure(OwnerKind kind, long which) {
            references += kind == OwnerKind.L2_TABLE ? tables.references((int) which) : 1;
            switch (kind) {
                case HEADER -> {
                    ranges.add(image.header().range());
                    ranges.add(image.extensions().range());
                    ranges.add(image.header().backingFileName().range());
                }
                case REFCOUNT_TABLE -> ranges.add(image.refcounts().table().range());
                case REFCOUNT_BLOCK ->
                        cluster(new RefcountTableEntry(image.refcounts().table().raw(which)).offset());
                case L1_TABLE -> ranges.add(tables.root((int) which).table().range());
                case L2_TABLE -> l2Table((int) which);
                case SNAPSHOT_TABLE -> ranges.add(image.snapshots().range());
                case ENCRYPTION -> image.extensions().first(ExtensionType.CRYPTO_HEADER)
                        .ifPresent(pointer -> ranges.add(LuksHeader.range(pointer)));
                case BITMAP_DIRECTORY -> image.bitmaps().ifPresent(directory -> ranges.add(directory.range()));
                case BITMAP_TABLE -> ranges.add(bitmapTable((int) which).range());
                case BITMAP_DATA -> cluster(new BitmapTableEntry(
                        bitmapTable((int) (which >>> Integer.SIZE)).raw(which & 0xffff_ffffL)).offset());
                case GUEST_DATA, COMPRESSED -> throw new IllegalArgumentException(kind + " is no structure");
            }
        }

        private EntryTable bitmapTable(int index) {
            return image.bitmaps().orElseThrow().get(index).table();
        }

        private void l2Table(int number) {
            // One that is not aligned is not read by anybody, but its node is there.
            EntryTable table = tables.entries(number);
            if (table.count() > 0) {
                ranges.add(table.range());
            } else {
                cluster(tables.offset(number));
            }
        }

        private void cluster(long offset) {
            ranges.add(geometry.inFile(offset, geometry.clusterSize()));
        }

        @Override
        public void guest(int entry) {
            int table = (int) (entry / geometry.l2Entries());
            references += tables.references(table);
            L2Entry stored = new L2Entry(tables.entries(table).raw(entry % geometry.l2Entries()), 0);
            if (stored.isCompressed()) {
                CompressedCluster data = CompressedCluster.of(stored.raw(), geometry.clusterBits());
                ranges.add(geometry.inFile(data.offset(), data.length()));
            } else {
                cluster(stored.offset());
            }
        }
    }
}
