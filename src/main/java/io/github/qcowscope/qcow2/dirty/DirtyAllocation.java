package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.guest.GuestMap;
import io.github.qcowscope.qcow2.guest.GuestRange;

/**
 * What stands in the image for the parts of the disk that a bitmap calls dirty, and what an incremental backup with
 * that bitmap would copy. A backup works in clusters of its own, so that it copies more than is dirty where granules
 * are smaller. What cannot be read of the bitmap counts as dirty: a backup that must miss nothing would have to copy
 * it.
 */
public final class DirtyAllocation {

    /** What stands for a dirty part of the disk. */
    public enum Kind {
        /** Stored data. */
        DATA("data"),
        /** Compressed data. */
        COMPRESSED("compressed"),
        /** Clusters that read as zeros. */
        ZERO("zero"),
        /** Nothing in this image; a backing file may have data for it. */
        UNALLOCATED("unallocated"),
        /** It cannot be told: a table is damaged, or a backing file is missing. */
        UNKNOWN("unknown");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** One word for it. */
        public String label() {
            return label;
        }
    }

    /** Told each part, in order. */
    @FunctionalInterface
    public interface Visitor {
        /** A dirty part of the disk that is all of one kind; not empty. */
        void part(long start, long length, Kind kind);
    }

    /**
     * What an incremental backup copies. QEMU's backup job copies whole clusters of its own: one of them that is data
     * only in part is stored as a whole, and only one that is a single stretch of zeros from end to end becomes a
     * hole. The target's file is larger than its data by the target's own tables, a few clusters; a target with
     * clusters of more than 64 KiB is copied to in those, and stores more.
     *
     * @param cluster bytes of its clusters
     * @param covered bytes of all clusters that are dirty, if only in part; the last one as far as the disk goes
     * @param data    bytes of them that the target has to store: those with data anywhere in them, here or in a backing
     *                file
     * @param holes   bytes of them that read as zeros, and take no room in the target
     * @param unknown bytes of which it cannot be told
     */
    public record Backup(long cluster, long covered, long data, long holes, long unknown) {}

    /** Bytes of a backup's clusters, unless its target has larger ones: what QEMU takes. */
    public static final int BACKUP_CLUSTER = 1 << BackupTally.CLUSTER_BITS;

    private final DirtyBitmap bitmap;
    private final GuestMap map;

    /**
     * Brings a bitmap and a map together.
     *
     * @param bitmap of the image that the map is of
     */
    public DirtyAllocation(DirtyBitmap bitmap, GuestMap map) {
        this.bitmap = bitmap;
        this.map = map;
    }

    /** The bitmap. */
    public DirtyBitmap bitmap() {
        return bitmap;
    }

    /**
     * Visits the dirty parts of the disk, split by what stands for them, and works out the backup on the way.
     *
     * @param progress told how many bytes of the disk are done
     */
    public Backup visit(Progress progress, Visitor visitor) {
        DirtySpans dirty = new DirtySpans(bitmap, bitmap.diskSize(), 0);
        DirtySpans copied = new DirtySpans(bitmap, bitmap.diskSize(), BackupTally.CLUSTER_BITS);
        BackupTally backup = new BackupTally(bitmap.image().geometry());
        map.visit(progress, range -> {
            Kind kind = kind(range);
            dirty.within(range.start(), range.end(), (start, end) -> visitor.part(start, end - start, kind));
            BackupTally.Fate fate = kind == Kind.UNKNOWN ? BackupTally.Fate.UNKNOWN
                    : range.data() && !range.zero() ? BackupTally.Fate.STORED : BackupTally.Fate.HOLE;
            copied.within(range.start(), range.end(), (start, end) -> backup.add(start, end, fate));
            return true;
        });
        // The map goes in whole sectors; what is left of the disk has no place in any cluster that it knows.
        dirty.within(map.length(), bitmap.diskSize(), (start, end) -> visitor.part(start, end - start, Kind.UNKNOWN));
        copied.within(
                map.length(), bitmap.diskSize(), (start, end) -> backup.add(start, end, BackupTally.Fate.UNKNOWN));
        return backup.total();
    }

    private static Kind kind(GuestRange range) {
        if (range.problem() != null) {
            return Kind.UNKNOWN;
        }
        if (range.depth() > 0 || !range.present()) {
            return Kind.UNALLOCATED;
        }
        return range.compressed() ? Kind.COMPRESSED : range.zero() ? Kind.ZERO : Kind.DATA;
    }
}
