package io.github.qcowscope.qcow2.owner;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.image.Structures;
import io.github.qcowscope.schema.Units;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From the host to the guest: every cluster of the file with its owners. Made by one walk through all metadata, in the
 * background, and then asked as often as one likes, from any thread.
 *
 * <p>Costs about four bytes for each cluster that is owned, and some more where compressed data or snapshots share
 * clusters.
 */
public final class HostMap {

    /** What came of making a map. */
    public sealed interface Result {}

    /** The map. */
    public record Ready(HostMap map) implements Result {}

    /**
     * The image is too large for the memory that the map may take.
     *
     * @param sentence for the user
     */
    public record Refused(String sentence) implements Result {}

    /** How much of the work is done when the owners are known and the refcounts are to be read. */
    private static final double WALKED = 0.8;

    private final Structures image;
    private final OwnerWalk walk;
    private final ClusterOwners owners;
    private final RefcountMarks marks;
    private final ClusterClaims claims;
    private final boolean isWhole;
    private @Nullable ClusterSummary summary;

    private HostMap(Structures image, OwnerWalk walk, RefcountMarks marks) {
        this.image = image;
        this.walk = walk;
        this.marks = marks;
        owners = walk.owners();
        claims = new ClusterClaims(image, walk);
        isWhole = walk.tables().areAllRead();
    }

    /** The memory that a map may take unless somebody knows better: half of what the program may have. */
    public static long usualMemory() {
        return Runtime.getRuntime().maxMemory() / 2;
    }

    /**
     * Makes the map of an image.
     *
     * @param memory   bytes that it may take
     * @param progress told how far the walk is, and asked whether to go on
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static Result of(Structures image, long memory, Progress progress) {
        MemoryBudget budget = new MemoryBudget(memory);
        try {
            OwnerWalk walk = new OwnerWalk(image, budget, progress.part(0, WALKED));
            walk.run();
            RefcountMarks marks = new RefcountMarks(walk.owners(), budget);
            marks.compare(image.refcounts(), progress.part(WALKED, 1));
            return new Ready(new HostMap(image, walk, marks));
        } catch (MemoryBudget.Exceeded e) {
            return new Refused("The image has too many clusters or table entries for a map of all owners within %s."
                    .formatted(Units.bytes(memory)));
        }
    }

    /** Clusters of the file; the last one may not be whole. */
    public long clusters() {
        return owners.clusters();
    }

    /** How often a cluster of the file is owned, as refcounts count. */
    public long references(long cluster) {
        return owners.references(cluster);
    }

    /** Clusters past the end of the file that something claims, each as often as it is claimed. */
    public long claimsPastEnd() {
        return owners.claimsPastEnd();
    }

    /** Clusters whose refcount is higher than the number of their owners: what {@code qemu-img check} calls leaked. */
    public long leakedClusters() {
        return marks.tooHighCount();
    }

    /** Clusters whose refcount is lower than the number of their owners. */
    public long undercountedClusters() {
        return marks.tooLowCount();
    }

    /**
     * What a cluster is, as {@link ClusterState} and {@link OwnerKind} bits.
     *
     * @param cluster of the file
     */
    public int bits(long cluster) {
        int kinds = owners.kinds(cluster);
        int bits = kinds;
        if (marks.isTooHigh(cluster)) {
            bits |= ClusterState.LEAKED.bit();
        } else if (marks.isTooLow(cluster)) {
            bits |= ClusterState.UNDERCOUNTED.bit();
        }
        if (kinds == 0) {
            return bits == 0 ? ClusterState.FREE.bit() : bits;
        }
        return owners.references(cluster) > 1 ? bits | sharing(cluster, kinds) : bits;
    }

    private int sharing(long cluster, int kinds) {
        boolean compressed = kinds == OwnerKind.COMPRESSED.bit();
        boolean shareable = kinds == OwnerKind.GUEST_DATA.bit()
                || kinds == OwnerKind.L2_TABLE.bit() && !owners.isMixed(cluster);
        return compressed ? 0 : shareable ? ClusterState.SHARED.bit() : ClusterState.OVERLAPPING.bit();
    }

    /** The first cluster, from this one on, that may not be free; a step for who looks at all of them. */
    long skipFree(long cluster) {
        long at = cluster;
        while (at < clusters() && owners.isEmptyPage(at) && !marks.mayBeTooHigh(at, owners.pageSize())) {
            at += owners.pageSize() - at % owners.pageSize();
        }
        return Math.min(at, clusters());
    }

    /** What sort of gap a cluster without an owner is a part of; null for one that has an owner. */
    Gap.@Nullable Sort gapOf(long cluster) {
        return owners.kinds(cluster) != 0 ? null : marks.isTooHigh(cluster) ? Gap.Sort.LEAKED : Gap.Sort.FREE;
    }

    /** The bytes of an owned cluster that no owner has. */
    List<ByteRange> unclaimed(long cluster) {
        return claims.unclaimed(cluster);
    }

    /** What all clusters are at a glance; counted at the first call, which is not for the FX thread. */
    public synchronized ClusterSummary summary(Progress progress) {
        ClusterSummary counted = summary;
        if (counted == null) {
            counted = new ClusterSummary(this, progress);
            summary = counted;
        }
        return counted;
    }

    /**
     * The owners of the cluster that has a byte; of compressed data only those that have the byte itself.
     *
     * @param offset a byte of the file
     * @param most   owners that are wanted at most, 1 or more
     */
    public Owners ownersOf(long offset, int most, Progress progress) {
        return owners(image.geometry().clusterOf(offset), offset, most, progress);
    }

    /**
     * The owners of a cluster.
     *
     * @param most owners that are wanted at most, 1 or more
     */
    public Owners ownersOfCluster(long cluster, int most, Progress progress) {
        return owners(cluster, -1, most, progress);
    }

    private Owners owners(long cluster, long onlyByte, int most, Progress progress) {
        OwnerSearch search = new OwnerSearch(image, walk, cluster, onlyByte, most, progress);
        List<Owner> found = search.run();
        return new Owners(cluster, found, references(cluster), image.refcounts().of(cluster), bits(cluster),
                search.isComplete());
    }

    /**
     * Whether a byte without an owner here has none: where an L2 table is not aligned, it may have one all the same.
     */
    public boolean isWhole() {
        return isWhole;
    }
}
