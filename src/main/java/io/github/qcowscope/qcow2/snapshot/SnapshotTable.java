package io.github.qcowscope.qcow2.snapshot;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.View;
import java.util.Arrays;

/**
 * The snapshot table (section "Snapshots"). Its entries have no fixed length, so their places are found once, in one
 * pass; a place is all that is kept of each.
 */
public final class SnapshotTable {

    /** More snapshots than this are not looked at: QEMU itself stops at 65,536. */
    public static final int MOST = 1 << 20;

    private final ByteSource source;
    private final Geometry geometry;
    private final long declared;
    private long[] starts = new long[8];
    private int count;
    private final ByteRange range;

    public SnapshotTable(ByteSource source, Geometry geometry, long offset, long declared) {
        this.source = source;
        this.geometry = geometry;
        this.declared = declared;
        long start = geometry.inFile(offset, 0).offset();
        long at = start;
        while (count < Math.min(declared, MOST) && at + Snapshot.FIXED <= geometry.fileLength()) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count] = at;
            at = new Snapshot(view(at), count).range().end();
            count++;
        }
        range = ByteRange.between(start, at);
    }

    private View<Area> view(long at) {
        return new View<>(Snapshot.STRUCT, Area.file(geometry), source, at);
    }

    /** Number of snapshots that the header tells, 0 to 2^32 - 1. */
    public long declaredCount() {
        return declared;
    }

    /** Number of entries that were found. */
    public int count() {
        return count;
    }

    /** The bytes from the first entry to the end of the last. */
    public ByteRange range() {
        return range;
    }

    /** A snapshot; made anew at each call. */
    public Snapshot get(int index) {
        return new Snapshot(view(starts[index]), index);
    }

    /** Index of the entry that has a byte; -1 where none has. */
    public int indexAt(long at) {
        int found = Arrays.binarySearch(starts, 0, count, at);
        int index = found >= 0 ? found : -found - 2;
        return index >= 0 && get(index).range().contains(at) ? index : -1;
    }
}
