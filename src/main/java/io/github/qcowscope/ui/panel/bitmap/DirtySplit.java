package io.github.qcowscope.ui.panel.bitmap;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.dirty.DirtyAllocation.Backup;
import io.github.qcowscope.qcow2.dirty.DirtyAllocation.Kind;
import io.github.qcowscope.qcow2.dirty.DirtyAllocation;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.guest.GuestMap;
import java.nio.file.Path;

/** How much of what a bitmap calls dirty is data, zeros or nothing, and what an incremental backup would copy. */
final class DirtySplit {

    private final long[] bytes = new long[Kind.values().length];
    private final Backup backup;

    private DirtySplit(DirtyAllocation allocation, Progress progress) {
        backup = allocation.visit(progress, (start, length, kind) -> bytes[kind.ordinal()] += length);
    }

    /**
     * Looks at the map of the whole disk, for which the backing files are opened for a while.
     *
     * @param path     where the bitmap's image lies
     * @param progress told how many bytes of the disk are done
     */
    static DirtySplit of(Path path, DirtyBitmap bitmap, Progress progress) {
        try (BackingChain chain = BackingChain.of(path, bitmap.image())) {
            return new DirtySplit(new DirtyAllocation(bitmap, new GuestMap(chain)), progress);
        }
    }

    /** Dirty bytes of a kind. */
    long bytes(Kind kind) {
        return bytes[kind.ordinal()];
    }

    /** What an incremental backup copies. */
    Backup backup() {
        return backup;
    }
}
