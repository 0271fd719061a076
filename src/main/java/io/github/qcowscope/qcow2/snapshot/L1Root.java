package io.github.qcowscope.qcow2.snapshot;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.mapping.L1Entry;

/**
 * An L1 table together with the virtual disk that it maps.
 *
 * @param snapshot index of the snapshot that it belongs to, or {@link TreePaths#ACTIVE}
 * @param table    as far as the file has it
 * @param declared number of entries that the image tells, 0 to 2^32 - 1
 * @param geometry the image's numbers
 * @param diskSize bytes of the virtual disk, 0 or more
 */
public record L1Root(int snapshot, EntryTable table, long declared, Geometry geometry, long diskSize) {

    public static L1Root of(Snapshot snapshot) {
        long size = snapshot.diskSize();
        return new L1Root(snapshot.index(), snapshot.l1Table(), snapshot.view().raw(Snapshot.L1_SIZE),
                snapshot.view().context().geometry(), size < 0 ? Long.MAX_VALUE : size);
    }

    /** The path of its node. */
    public String path() {
        return TreePaths.l1Table(snapshot);
    }

    /** The table that an entry leads to, as far as the file has it. */
    public EntryTable l2Table(L1Entry entry) {
        return EntryTable.of(geometry, table.source(), entry.offset(), geometry.l2Entries(), geometry.l2EntrySize());
    }

    /** What an L1 entry stands for, in words. */
    public String guestOfL1(long l1Index) {
        return guest(Geometry.times(l1Index, geometry.l2Coverage()), geometry.l2Coverage());
    }

    /** Where a guest cluster starts. */
    public long guestStart(long l1Index, long l2Index) {
        return Geometry.times(l1Index * geometry.l2Entries() + l2Index, geometry.clusterSize());
    }

    /**
     * Bytes as the guest counts them, in words; past the virtual disk's end lies what the guest does not see.
     *
     * @param start  0 or more
     * @param length 0 or more
     */
    public String guest(long start, long length) {
        if (start < diskSize) {
            return "guest " + ByteRange.clamped(start, length).intersect(new ByteRange(0, diskSize));
        }
        long vmState = geometry.vmStateStart(diskSize);
        return start < vmState ? "past the end of the virtual disk"
                : "VM state " + ByteRange.clamped(start - vmState, length);
    }
}
