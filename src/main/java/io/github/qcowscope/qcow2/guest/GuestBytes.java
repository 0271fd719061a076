package io.github.qcowscope.qcow2.guest;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.compressed.InflatedCluster;
import io.github.qcowscope.qcow2.compressed.InflatedClusters;
import io.github.qcowscope.qcow2.image.Structures;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.mapping.ClusterMapping;
import io.github.qcowscope.qcow2.mapping.CompressedCluster;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the guest sees of one image, without its backing file: its clusters in the order of the virtual disk, those that
 * are compressed inflated, and zeros where the image stores nothing. Encrypted clusters are as they lie in the file.
 * Clusters in an external data file are not here, and read as zeros.
 *
 * <p>Reads ask the tables anew each time, so they are best made in large pieces.
 */
public final class GuestBytes implements ByteSource {

    private final Structures image;
    private final Geometry geometry;
    /** Not the few that the image keeps for who looks at them: a search would drive those out. */
    private final InflatedClusters inflated;

    /** The virtual disk of an image, in its active state. */
    public GuestBytes(Structures image) {
        this.image = image;
        geometry = image.geometry();
        inflated = new InflatedClusters(image.source(), geometry);
    }

    @Override
    public String name() {
        return image.source().name();
    }

    /** Size of the virtual disk; 0 where the image is none that is known. */
    @Override
    public long length() {
        return image.isLaidOut() ? Math.max(0, geometry.virtualSize()) : 0;
    }

    @Override
    public int read(long offset, byte[] into, int at, int count) {
        long end = Math.min(length(), offset + count);
        if (offset >= end) {
            return 0;
        }
        int[] done = {0};
        new GuestRuns(image).visit(offset, end, Progress.NONE, (start, length, state, host, problem) -> {
            int got = copy(start, (int) length, state, host, into, at + (int) (start - offset));
            done[0] += got;
            return got == length;
        });
        return done[0];
    }

    private int copy(long guest, int length, GuestRuns.State state, long host, byte[] into, int at) {
        return switch (state) {
            case DATA -> {
                if (geometry.dataFile()) {
                    Arrays.fill(into, at, at + length, (byte) 0);
                    yield length;
                }
                yield image.source().read(host, into, at, length);
            }
            case COMPRESSED -> inflate(guest, length, into, at);
            case ZERO, ZERO_WITH_CLUSTER, UNALLOCATED, UNALLOCATED_WITH_CLUSTER -> {
                Arrays.fill(into, at, at + length, (byte) 0);
                yield length;
            }
            case DAMAGED -> 0;
        };
    }

    private int inflate(long guest, int length, byte[] into, int at) {
        int done = 0;
        while (done < length) {
            long place = guest + done;
            int inCluster = (int) (place & geometry.clusterSize() - 1);
            int wanted = (int) Math.min(length - done, geometry.clusterSize() - inCluster);
            int got = inflatedAt(place).read(inCluster, into, at + done, wanted);
            done += got;
            if (got < wanted) {
                break;
            }
        }
        return done;
    }

    private InflatedCluster inflatedAt(long guest) {
        long l1Index = guest / geometry.l2Coverage();
        long offset = new L1Entry(image.l1Table().raw(l1Index)).offset();
        EntryTable l2 = EntryTable.of(geometry, image.source(), offset, geometry.l2Entries(), geometry.l2EntrySize());
        long index = geometry.clusterOf(guest) % geometry.l2Entries();
        CompressedCluster place = CompressedCluster.of(index < l2.count() ? l2.raw(index) : 0, geometry.clusterBits());
        return inflated.at(new ClusterMapping.Compressed(place.offset(), place.length()));
    }

    /**
     * The first stretch from a place on that the image stores for the guest, be it compressed or not.
     *
     * @param from  first byte of the virtual disk that may be in it
     * @param until first byte that it may not start with; it ends before that, or soon after
     * @return null where there is none
     */
    public @Nullable ByteRange allocated(long from, long until, long reach) {
        long end = Math.min(length(), until + reach);
        long[] range = {-1, -1};
        if (from < end && !geometry.dataFile()) {
            new GuestRuns(image).visit(from, end, Progress.NONE, (start, length, state, host, problem) -> {
                boolean stored = state == GuestRuns.State.DATA || state == GuestRuns.State.COMPRESSED;
                if (stored && range[0] < 0 && start < until) {
                    range[0] = start;
                }
                range[1] = stored ? start + length : range[1];
                return stored ? range[0] >= 0 : range[0] < 0 && start + length < until;
            });
        }
        return range[0] < 0 ? null : ByteRange.between(range[0], range[1]);
    }

    /** Whether guest data is in an external data file, and so not here. */
    public boolean areElsewhere() {
        return geometry.dataFile();
    }
}
