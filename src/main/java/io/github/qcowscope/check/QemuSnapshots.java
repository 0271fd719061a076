package io.github.qcowscope.check;

import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.snapshot.Snapshot;
import io.github.qcowscope.schema.View;

/**
 * The snapshot table as QEMU reads it: as many entries as the header tells, and where the file has no bytes for them,
 * entries of zeros.
 */
final class QemuSnapshots {

    /** QEMU's most snapshots. */
    static final long MOST = 1 << 16;
    private static final long MOST_BYTES = 1 << 26;
    private static final long MOST_EXTRA = 1024;

    private final Qcow2Image image;
    private final long offset;
    private final long declared;
    private long read;
    private long length;
    private boolean tooLong;

    /** Sees each entry that the file has a byte of. */
    @FunctionalInterface
    interface Visitor {
        void snapshot(Snapshot snapshot);
    }

    /** Measures the table. */
    QemuSnapshots(Qcow2Image image) {
        this.image = image;
        offset = image.header().raw(Header.SNAPSHOTS_OFFSET);
        declared = Math.min(MOST, image.header().raw(Header.NB_SNAPSHOTS));
        long[] end = {offset};
        forEach(snapshot -> {
            read++;
            end[0] = end(snapshot);
        });
        for (long i = read; i < declared && offset >= 0; i++) {
            end[0] = aligned(end[0]) + Snapshot.FIXED;
        }
        length = end[0] - offset;
        tooLong = length > MOST_BYTES;
    }

    /** Entries that the file has a byte of. */
    long present() {
        return read;
    }

    /** Entries that QEMU takes from behind the end of the file: all of them zeros. */
    long missing() {
        return declared - read;
    }

    /** Bytes of the table. */
    long length() {
        return length;
    }

    /** Whether the table is longer than the 64 MiB that QEMU reads. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Whether QEMU takes an entry's extra data to be too long. */
    static boolean hasTooMuchExtraData(Snapshot snapshot) {
        return snapshot.view().raw(Snapshot.EXTRA_DATA_SIZE) > MOST_EXTRA;
    }

    /** Visits the entries that the file has a byte of, up to QEMU's limits. */
    void forEach(Visitor visitor) {
        Geometry geometry = image.geometry();
        long at = offset;
        for (int i = 0; i < declared && at >= 0 && at < geometry.fileLength() && at - offset <= MOST_BYTES; i++) {
            Snapshot snapshot = new Snapshot(new View<>(Snapshot.STRUCT, Area.file(geometry), image.source(), at), i);
            visitor.snapshot(snapshot);
            at = aligned(end(snapshot));
        }
    }

    private static long end(Snapshot snapshot) {
        View<Area> view = snapshot.view();
        return view.offset() + Snapshot.FIXED + view.raw(Snapshot.EXTRA_DATA_SIZE) + view.raw(Snapshot.ID_STR_SIZE)
                + view.raw(Snapshot.NAME_SIZE);
    }

    private static long aligned(long offset) {
        return offset + 7 & ~7L;
    }
}
