package io.github.qcowscope.check;

import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.refcount.RefcountTableEntry;
import io.github.qcowscope.schema.Node;
import java.util.ArrayList;
import java.util.List;

/** Counts the references of everything but L1 and L2 tables. */
final class ReferenceWalk {

    /** QEMU's longest bitmap table. */
    private static final long MOST_BITMAP_ENTRIES = 1 << 27;
    private static final int LUKS = 2;

    /**
     * A refcount block whose cluster is in use for something else too.
     *
     * @param index      of its entry in the refcount table
     * @param references how many the cluster had when the block was counted
     */
    record SharedBlock(int index, long references) {}

    private final Inspection inspection;
    private final Claims claims;
    private final Budget budget;
    private final Qcow2Image image;
    private final Geometry geometry;

    ReferenceWalk(Inspection inspection, Claims claims, Budget budget) {
        this.inspection = inspection;
        this.claims = claims;
        this.budget = budget;
        image = inspection.image();
        geometry = inspection.geometry();
    }

    /** The first cluster, the snapshot table, the refcount table, the encryption header. */
    void structures(QemuSnapshots snapshots) {
        Header header = image.header();
        claims.claim(0, geometry.clusterSize(), Use.HEADER);
        if (geometry.dataFile() && header.raw(Header.NB_SNAPSHOTS) > 0) {
            claims.corruptions(1);
        }
        claims.claim(header.raw(Header.SNAPSHOTS_OFFSET), snapshots.length(), Use.SNAPSHOT_TABLE);
        claims.claim(header.raw(Header.REFCOUNT_TABLE_OFFSET),
                header.raw(Header.REFCOUNT_TABLE_CLUSTERS) * geometry.clusterSize(), Use.REFCOUNT_TABLE);
        if (header.raw(Header.CRYPT_METHOD) == LUKS) {
            image.extensions().first(ExtensionType.CRYPTO_HEADER).ifPresent(extension -> claims.claim(
                    extension.view().raw(HeaderExtension.CRYPTO_OFFSET),
                    extension.view().raw(HeaderExtension.CRYPTO_SIZE), Use.ENCRYPTION));
        }
    }

    /** Bitmap directory, bitmap tables, bitmap data; nothing of it where autoclear bit 0 is clear. */
    void bitmaps() {
        if (!image.bitmapsAreConsistent() || image.bitmaps().isEmpty()) {
            return;
        }
        BitmapDirectory directory = image.bitmaps().get();
        HeaderExtension extension = directory.extension();
        claims.claim(extension.view().raw(HeaderExtension.BITMAP_DIRECTORY_OFFSET),
                extension.view().raw(HeaderExtension.BITMAP_DIRECTORY_SIZE), Use.BITMAP);
        for (int i = 0; i < directory.count(); i++) {
            inspection.progress().check();
            bitmap(directory.get(i));
        }
    }

    private void bitmap(Bitmap bitmap) {
        long offset = bitmap.view().raw(Bitmap.BITMAP_TABLE_OFFSET);
        long entries = Math.min(MOST_BITMAP_ENTRIES, bitmap.view().raw(Bitmap.BITMAP_TABLE_SIZE));
        String path = Node.join("bitmaps", bitmap.key());
        if (offset < 0 || offset > Inspection.LAST_OFFSET) {
            inspection.giveUp(inspection.span(bitmap.view().offset(), Long.BYTES), path,
                    "The bitmap table cannot lie at 0x%x.".formatted(offset), "Input/output error");
            return;
        }
        claims.claim(offset, entries * BitmapTableEntry.SIZE, Use.BITMAP);
        long bytes = Numbers.bytesInFile(image.source(), offset, entries);
        if (!budget.spend(bytes)) {
            return;
        }
        boolean[] invalid = new boolean[1];
        new Numbers(image.source(), entries).read(offset, entries, inspection.progress(), (raws, count, first) -> {
            for (int i = 0; i < count; i++) {
                BitmapTableEntry entry = new BitmapTableEntry(raws[i]);
                if (isInvalid(entry)) {
                    invalid[0] = true;
                } else if (entry.offset() != 0) {
                    claims.claim(entry.offset(), geometry.clusterSize(), Use.BITMAP);
                }
            }
            return true;
        });
        if (invalid[0]) {
            claims.corruptions(1);
            inspection.giveUp(inspection.span(offset, bytes), Node.join(path, "table"),
                    "The bitmap table has entries that the format forbids.", "Invalid argument");
        }
    }

    private boolean isInvalid(BitmapTableEntry entry) {
        return entry.reserved() != 0 || entry.type() == BitmapTableEntry.Type.INVALID
                || !geometry.isAligned(entry.offset());
    }

    /**
     * Refcount blocks, after everything else: a block whose cluster has another reference by then is wrong.
     *
     * @return the blocks that share their cluster
     */
    List<SharedBlock> refcountBlocks(StoredRefcounts stored) {
        List<SharedBlock> shared = new ArrayList<>();
        for (int index = 0; index < stored.blocks(); index++) {
            RefcountTableEntry entry = stored.block(index);
            long offset = entry.offset();
            if (entry.raw() != offset || !geometry.isAligned(offset)
                    || Long.compareUnsigned(geometry.clusterOf(offset), claims.clusters()) >= 0) {
                claims.corruptions(1);
            } else if (offset != 0) {
                claims.claim(offset, geometry.clusterSize(), Use.REFCOUNT_BLOCK);
                long references = claims.references().count(geometry.clusterOf(offset));
                if (references > 1) {
                    shared.add(new SharedBlock(index, references));
                }
            }
            if ((index & 0xfff) == 0) {
                inspection.progress().check();
            }
        }
        return shared;
    }
}
