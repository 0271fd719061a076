package io.github.qcowscope.check;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.mapping.CompressedCluster;
import io.github.qcowscope.qcow2.mapping.L2Entry;

/**
 * Reads L2 tables the way {@code qemu-img check} does. A table that maps consecutive clusters, as most do, costs a
 * comparison an entry. Safe for any number of threads.
 */
final class L2Scanner {

    private static final long COMPRESSED = L2Entry.COMPRESSED.bits().mask();
    private static final long COPIED = L2Entry.COPIED.bits().mask();
    private static final long ZERO = L2Entry.ZERO.bits().mask();
    private static final long OFFSET = L2Entry.OFFSET.bits().mask();
    private static final long RESERVED = ~(COMPRESSED | COPIED | ZERO | OFFSET);

    private final ByteSource source;
    private final Geometry geometry;
    private final long clusterSize;
    private final long fileEnd;
    private final boolean plain;
    private final long unusual;

    L2Scanner(ByteSource source, Geometry geometry) {
        this.source = source;
        this.geometry = geometry;
        clusterSize = geometry.clusterSize();
        fileEnd = geometry.fileEnd();
        plain = !geometry.extendedL2() && !geometry.dataFile();
        unusual = COMPRESSED | RESERVED | ZERO | OFFSET & clusterSize - 1;
    }

    /** What an entry of a table means to QEMU. */
    enum Type {
        COMPRESSED,
        UNALLOCATED,
        ZERO_PLAIN,
        /** A cluster of its own, which may read as zeros. */
        STANDARD
    }

    Type type(long raw) {
        boolean hasOffset = (raw & OFFSET) != 0;
        if ((raw & COMPRESSED) != 0) {
            return Type.COMPRESSED;
        }
        if ((raw & ZERO) != 0 && !geometry.extendedL2()) {
            return hasOffset ? Type.STANDARD : Type.ZERO_PLAIN;
        }
        // In an external data file, offset 0 is a place like any other; the copied flag tells it from none.
        return hasOffset || geometry.dataFile() && (raw & COPIED) != 0 ? Type.STANDARD : Type.UNALLOCATED;
    }

    /** Something that reads one table after the other; for one thread. */
    Reader reader() {
        return new Reader();
    }

    /** Reads tables. */
    final class Reader {
        private final Numbers numbers = new Numbers(source, clusterSize / Long.BYTES);
        private L2Scan scan = new L2Scan();
        private boolean active;
        private long expected;

        /**
         * Reads a table.
         *
         * @param offset   its first byte, which need not be aligned; entries past the end of the file are 0
         * @param isActive whether the active L1 table leads to it, so that copied flags matter
         */
        L2Scan scan(long offset, boolean isActive, Progress progress) {
            scan = new L2Scan();
            active = isActive;
            expected = 0;
            numbers.read(offset, clusterSize / Long.BYTES, progress, (raws, count, first) -> {
                if (geometry.extendedL2()) {
                    for (int i = 0; i < count; i += 2) {
                        entry(raws[i], raws[i + 1]);
                    }
                } else {
                    entries(raws, count);
                }
                return true;
            });
            scan.failedAt = numbers.failedAt();
            return scan;
        }

        private void entries(long[] raws, int count) {
            for (int i = 0; i < count; ) {
                long raw = raws[i];
                if (raw == 0) {
                    i = endOfZeros(raws, i, count);
                } else if (plain && (raw & unusual) == 0 && (raw & OFFSET) != 0 && (raw & OFFSET) < fileEnd) {
                    int end = endOfRun(raws, i, count, clusterSize);
                    // A run can lead past the end of the file, where each entry is wrong.
                    long inside = Geometry.ceilDiv(fileEnd - (raw & OFFSET), clusterSize);
                    int length = (int) Math.min(end - i, inside);
                    run(raw & OFFSET, length, copiedUse(raw));
                    i += length;
                } else {
                    entry(raw, 0);
                    i++;
                }
            }
        }

        private void run(long offset, int length, int copied) {
            allocated(offset, length);
            scan.refer(geometry.clusterOf(offset), length, Use.GUEST_DATA | copied);
        }

        private int copiedUse(long raw) {
            return !active ? 0 : (raw & COPIED) != 0 ? Use.COPIED : Use.NOT_COPIED;
        }

        private void allocated(long offset, int length) {
            scan.allocated += length;
            if (expected != 0 && offset != expected) {
                scan.fragmented++;
            }
            expected = offset + length * clusterSize;
        }

        private void entry(long raw, long subclusters) {
            Type type = type(raw);
            if (type != Type.COMPRESSED && (raw & RESERVED) != 0) {
                corrupt();
            }
            scan.flawed |= type != Type.COMPRESSED && hasForbiddenBits(raw);
            switch (type) {
                case COMPRESSED -> compressed(raw, subclusters);
                case STANDARD -> standard(raw, subclusters);
                case UNALLOCATED -> corruptIf(L2Entry.ALLOCATED_SUBCLUSTERS.isSet(subclusters));
                case ZERO_PLAIN -> {
                    // Nothing to hold it against.
                }
            }
        }

        private void compressed(long raw, long subclusters) {
            corruptIf((raw & COPIED) != 0);
            if (geometry.dataFile() || subclusters != 0) {
                corrupt();
                return;
            }
            CompressedCluster data = CompressedCluster.of(raw, geometry.clusterBits());
            scan.flawed |= data.offset() >= geometry.fileLength();
            refer(data.offset(), data.length(), Use.GUEST_DATA);
            scan.allocated++;
            scan.compressed++;
            scan.fragmented++;
        }

        private void standard(long raw, long subclusters) {
            long offset = raw & OFFSET;
            corruptIf((subclusters >>> 32 & subclusters) != 0);
            corruptIf(!geometry.isAligned(offset));
            allocated(offset, 1);
            if (geometry.dataFile()) {
                scan.copiedUnknown |= active && (raw & COPIED) == 0;
            } else if (geometry.isAligned(offset) && !geometry.isPastEnd(offset, clusterSize)) {
                refer(offset, clusterSize, Use.GUEST_DATA | copiedUse(raw));
            } else {
                refer(offset, clusterSize, Use.GUEST_DATA);
                scan.copiedUnknown |= active;
            }
        }

        private void corruptIf(boolean wrong) {
            if (wrong) {
                corrupt();
            }
        }

        private void corrupt() {
            scan.corruptions++;
            scan.flawed = true;
        }

        private void refer(long offset, long length, int uses) {
            if (geometry.isPastEnd(offset, length)) {
                corrupt();
            } else {
                long first = geometry.clusterOf(offset);
                scan.refer(first, geometry.clusterOf(offset + length - 1) - first + 1, uses);
            }
        }
    }

    /** Whether a bit of a standard entry is set that must be zero in this image; QEMU does not look at all of them. */
    boolean hasForbiddenBits(long raw) {
        return (raw & RESERVED) != 0 || (raw & ZERO) != 0 && (geometry.version() == 2 || geometry.extendedL2());
    }

    private static int endOfZeros(long[] raws, int from, int to) {
        int i = from;
        while (i < to && raws[i] == 0) {
            i++;
        }
        return i;
    }

    /** Index after the last of the entries that each lead to the cluster behind the one before. */
    private static int endOfRun(long[] raws, int from, int to, long step) {
        long next = raws[from];
        int i = from;
        while (i < to && raws[i] == next) {
            next += step;
            i++;
        }
        return i;
    }
}
