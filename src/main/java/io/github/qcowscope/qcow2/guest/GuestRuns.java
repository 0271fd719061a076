package io.github.qcowscope.qcow2.guest;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.image.Structures;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import org.jspecify.annotations.Nullable;

/**
 * What the L1 and L2 tables of one image say of its virtual disk, as runs: neighbours of one kind that also lie one
 * after the other in the file are one run. Follows QEMU's reading of the tables to the letter. Reads in blocks and
 * keeps the last of them, so that a walk forward reads each table once. Not for several threads.
 */
final class GuestRuns {

    /** What an entry or a subcluster says. */
    enum State {
        /** A place in the file. */
        DATA,
        /** Compressed data. */
        COMPRESSED,
        /** Reads as zeros. */
        ZERO,
        /** Reads as zeros, and has a place for later writes. */
        ZERO_WITH_CLUSTER,
        /** The backing file answers. */
        UNALLOCATED,
        /** The backing file answers, and there is a place for later writes. */
        UNALLOCATED_WITH_CLUSTER,
        /** The tables contradict themselves: QEMU gives up here. */
        DAMAGED
    }

    /** Told each run, in order. */
    @FunctionalInterface
    interface Sink {
        /**
         * A run.
         *
         * @param host    where it starts in the file; -1 where it has no place
         * @param problem what is wrong, for {@link State#DAMAGED}
         * @return whether to go on
         */
        boolean run(long start, long length, State state, long host, @Nullable String problem);
    }

    private static final long NOWHERE = -1;

    private final Geometry geometry;
    private final TableCursor l1;
    private TableCursor l2;
    private long l2Offset = NOWHERE;

    private Sink sink = (start, length, state, host, problem) -> true;
    private long runStart;
    private long runLength;
    private State runState = State.UNALLOCATED;
    private long runHost = NOWHERE;
    private @Nullable String runProblem;
    private boolean wanted = true;

    GuestRuns(Structures image) {
        geometry = image.geometry();
        l1 = new TableCursor(image.l1Table());
        l2 = l1;
    }

    /**
     * Visits the runs of a part of the virtual disk.
     *
     * @param start first byte, 0 or more
     * @param end   first byte after the part
     * @return whether the sink wanted all of them
     */
    boolean visit(long start, long end, Progress progress, Sink to) {
        sink = to;
        wanted = true;
        runStart = start;
        runLength = 0;
        long coverage = geometry.l2Coverage();
        for (long at = start; at < end && wanted;) {
            progress.check();
            long index = at / coverage;
            boolean mapped = index < l1.table().count();
            long next = mapped ? at + Math.min(end - at, coverage - at % coverage) : end;
            if (mapped) {
                table(index, at, next);
            } else {
                add(next - at, State.UNALLOCATED, NOWHERE, null);
            }
            at = next;
        }
        flush();
        return wanted;
    }

    private void table(long index, long start, long end) {
        long offset = new L1Entry(l1.raw(index)).offset();
        if (!l1.isReadable(index)) {
            add(end - start, State.DAMAGED, NOWHERE, "L1 entry " + index + " cannot be read.");
        } else if (offset == 0) {
            add(end - start, State.UNALLOCATED, NOWHERE, null);
        } else if (!geometry.isAligned(offset)) {
            add(end - start, State.DAMAGED, NOWHERE,
                    "L1 entry %d leads to 0x%x, which is no multiple of the cluster size.".formatted(index, offset));
        } else {
            entries(offset, start, end);
        }
    }

    private void entries(long offset, long start, long end) {
        if (offset != l2Offset) {
            l2 = new TableCursor(EntryTable.of(geometry, l1.table().source(), offset, geometry.l2Entries(),
                    geometry.l2EntrySize()));
            l2Offset = offset;
        }
        long size = geometry.clusterSize();
        for (long at = start; at < end && wanted;) {
            long inCluster = at & size - 1;
            long next = at + Math.min(end - at, size - inCluster);
            long index = geometry.clusterOf(at) % geometry.l2Entries();
            if (index >= l2.table().count()) {
                // What lies past the end of the file reads as zeros.
                add(next - at, State.UNALLOCATED, NOWHERE, null);
            } else if (!l2.isReadable(index)) {
                add(next - at, State.DAMAGED, NOWHERE,
                        "Entry %d of the L2 table at 0x%x cannot be read.".formatted(index, offset));
            } else {
                cluster(new L2Entry(l2.raw(index), l2.second(index)), index, at, next);
            }
            at = next;
        }
    }

    private void cluster(L2Entry entry, long index, long start, long end) {
        String problem = problem(entry, start);
        long inCluster = start & geometry.clusterSize() - 1;
        if (problem != null) {
            add(end - start, State.DAMAGED, NOWHERE,
                    "Entry %d of the L2 table at 0x%x: %s".formatted(index, l2Offset, problem));
        } else if (entry.isCompressed()) {
            add(end - start, State.COMPRESSED, NOWHERE, null);
        } else if (geometry.extendedL2()) {
            subclusters(entry, start, end);
        } else if (L2Entry.ZERO.isSet(entry.raw())) {
            boolean placed = entry.offset() != 0;
            add(end - start, placed ? State.ZERO_WITH_CLUSTER : State.ZERO,
                    placed ? entry.offset() + inCluster : NOWHERE, null);
        } else {
            boolean allocated = isAllocated(entry);
            add(end - start, allocated ? State.DATA : State.UNALLOCATED,
                    allocated ? entry.offset() + inCluster : NOWHERE, null);
        }
    }

    private void subclusters(L2Entry entry, long start, long end) {
        boolean allocated = isAllocated(entry);
        int hasData = (int) entry.subclusters();
        int zero = (int) (entry.subclusters() >>> 32);
        long size = geometry.clusterSize() / Geometry.SUBCLUSTERS;
        for (long at = start; at < end;) {
            long inCluster = at & geometry.clusterSize() - 1;
            int index = (int) (inCluster / size);
            long next = at + Math.min(end - at, size - inCluster % size);
            State state = (zero >>> index & 1) == 1 ? (allocated ? State.ZERO_WITH_CLUSTER : State.ZERO)
                    : (hasData >>> index & 1) == 1 ? State.DATA
                    : allocated ? State.UNALLOCATED_WITH_CLUSTER : State.UNALLOCATED;
            add(next - at, state, allocated ? entry.offset() + inCluster : NOWHERE, null);
            at = next;
        }
    }

    /**
     * Only with an external data file can a cluster lie at offset 0; bit 63 then tells it from one that is unallocated.
     */
    private boolean isAllocated(L2Entry entry) {
        return entry.offset() != 0 || geometry.dataFile() && entry.isCopied();
    }

    /** Why QEMU refuses an entry; null where it does not. */
    private @Nullable String problem(L2Entry entry, long guest) {
        if (entry.isCompressed()) {
            return geometry.dataFile() ? "an image with an external data file cannot have compressed clusters." : null;
        }
        boolean zeroBit = !geometry.extendedL2() && L2Entry.ZERO.isSet(entry.raw());
        boolean placed = zeroBit ? entry.offset() != 0 : isAllocated(entry);
        if (zeroBit && geometry.version() == 2) {
            return "version 2 knows no zero clusters.";
        }
        if (geometry.extendedL2() && ((entry.subclusters() >>> 32 & entry.subclusters()) != 0
                || !placed && (int) entry.subclusters() != 0)) {
            return placed ? "a subcluster is both allocated and zero."
                    : "a subcluster is allocated and has no cluster.";
        }
        if (placed && !geometry.isAligned(entry.offset())) {
            return "0x%x is no multiple of the cluster size.".formatted(entry.offset());
        }
        return placed && geometry.dataFile() && entry.offset() != (guest & -geometry.clusterSize())
                ? "0x%x in the external data file is not the guest offset.".formatted(entry.offset()) : null;
    }

    private void add(long length, State state, long host, @Nullable String problem) {
        boolean goesOn = state == runState && state != State.DAMAGED
                && (host == NOWHERE || host == runHost + runLength);
        if (runLength > 0 && !goesOn) {
            flush();
        }
        if (runLength == 0) {
            runState = state;
            runHost = host;
            runProblem = problem;
        }
        runLength += length;
    }

    private void flush() {
        if (runLength > 0 && wanted) {
            wanted = sink.run(runStart, runLength, runState, runHost, runProblem);
        }
        runStart += runLength;
        runLength = 0;
    }
}
