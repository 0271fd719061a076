package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.job.Progress;

/**
 * How much of some bits is dirty.
 *
 * @param bits         how many bits there are
 * @param dirtyBits    those that are 1
 * @param unknownBits  those that cannot be read
 * @param bytes        bytes of the virtual disk that all of them stand for
 * @param dirtyBytes   bytes that are dirty; the disk's last granule counts only as far as the disk goes
 * @param unknownBytes bytes of which nothing can be told
 */
public record DirtyCount(
        long bits, long dirtyBits, long unknownBits, long bytes, long dirtyBytes, long unknownBytes) {

    static DirtyCount of(DirtyBitmap bitmap, long from, long to, Progress progress) {
        DirtyBlocks blocks = new DirtyBlocks(bitmap, from, to, progress);
        long dirty = 0;
        long unknown = 0;
        DirtyState last = DirtyState.CLEAN;
        while (blocks.next()) {
            DirtyState same = blocks.same();
            if (same == null) {
                dirty += blocks.ones(blocks.start(), blocks.end());
                last = blocks.isOne(blocks.end() - 1) ? DirtyState.DIRTY : DirtyState.CLEAN;
            } else {
                dirty += same == DirtyState.DIRTY ? blocks.end() - blocks.start() : 0;
                unknown += same == DirtyState.UNKNOWN ? blocks.end() - blocks.start() : 0;
                last = same;
            }
        }
        long bytes = bitmap.guest(from, to).length();
        // Bits times granularity may be past 2^63 only by the part of the last granule that lies past the disk's end,
        // and the subtraction brings the number back.
        long overhang = (to - from << bitmap.granularityBits()) - bytes;
        return new DirtyCount(to - from, dirty, unknown, bytes,
                (dirty << bitmap.granularityBits()) - (last == DirtyState.DIRTY ? overhang : 0),
                (unknown << bitmap.granularityBits()) - (last == DirtyState.UNKNOWN ? overhang : 0));
    }

    /** The dirty share of the bytes, 0 to 1; 0 where there are none. */
    public double share() {
        return bytes == 0 ? 0 : (double) dirtyBytes / bytes;
    }
}
