package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.refcount.RefcountTableEntry;
import io.github.qcowscope.schema.Kind;
import java.util.Set;
import java.util.TreeSet;

/** Where the structures of an undamaged image are, as {@code kind@0xoffset}: what a scan of the damaged one should find. */
final class Truth {

    private final ByteSource source;
    private final Set<String> places = new TreeSet<>();

    private Truth(ByteSource source) {
        this.source = source;
    }

    /** All structures of an image that hold anything but zeros. */
    static Set<String> of(Qcow2Image image) {
        Truth truth = new Truth(image.source());
        truth.add(Kinds.HEADER, 0, 8);
        if (!image.extensions().list().isEmpty()) {
            truth.add(Kinds.EXTENSION, image.extensions().range().offset(), image.extensions().range().length());
        }
        if (!image.header().backingFileName().range().isEmpty()) {
            truth.add(Kinds.BACKING, image.header().backingFileName().range().offset(), 1);
        }
        image.bitmaps().ifPresent(directory -> {
            truth.add(Kinds.BITMAP_DIRECTORY, directory.range().offset(), 8);
            for (int i = 0; i < directory.count(); i++) {
                // Even a table of zeros shows: the directory leads to it.
                truth.places.add(place(Kinds.BITMAP_TABLE, directory.get(i).table().offset()));
            }
        });
        truth.l1(image.l1Table(), image.geometry().clusterSize());
        EntryTable refcounts = image.refcounts().table();
        truth.table(Kinds.REFCOUNT_TABLE, refcounts);
        refcounts.scan(0, Progress.NONE, (i, raw, second) -> {
            truth.add(Kinds.REFCOUNT_BLOCK, new RefcountTableEntry(raw).offset(), image.geometry().clusterSize());
            return true;
        });
        for (int i = 0; i < image.snapshots().count(); i++) {
            truth.l1(image.snapshots().get(i).l1Table(), image.geometry().clusterSize());
        }
        if (image.snapshots().count() > 0) {
            truth.add(Kinds.SNAPSHOT, image.snapshots().range().offset(), 8);
        }
        return truth.places;
    }

    static String place(Kind kind, long offset) {
        return kind.id() + "@0x" + Long.toHexString(offset);
    }

    static String place(Proposal proposal) {
        return place(proposal.kind(), proposal.range().offset());
    }

    private void l1(EntryTable table, long clusterSize) {
        table(Kinds.L1_TABLE, table);
        table.scan(0, Progress.NONE, (i, raw, second) -> {
            add(Kinds.L2_TABLE, new L1Entry(raw).offset(), clusterSize);
            return true;
        });
    }

    private void table(Kind kind, EntryTable table) {
        add(kind, table.offset(), table.range().length());
    }

    private void add(Kind kind, long offset, long length) {
        if (offset + (kind.equals(Kinds.HEADER) ? 1 : 0) > 0) {
            byte[] bytes = source.chunk(offset, (int) length).toArray();
            for (byte b : bytes) {
                if (b != 0) {
                    places.add(place(kind, offset));
                    return;
                }
            }
        }
    }
}
