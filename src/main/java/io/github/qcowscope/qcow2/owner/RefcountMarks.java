package io.github.qcowscope.qcow2.owner;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.refcount.Refcounts;

/** Where a cluster's refcount is not the number of its owners: a bit for each such cluster, and how many there are. */
final class RefcountMarks {

    private static final int PAGE_BITS = 7;

    private final ClusterOwners owners;
    private final PagedInts tooHigh;
    private final PagedInts tooLow;
    private long tooHighCount;
    private long tooLowCount;
    private long next;

    RefcountMarks(ClusterOwners owners, MemoryBudget budget) {
        this.owners = owners;
        tooHigh = new PagedInts(PAGE_BITS, budget);
        tooLow = new PagedInts(PAGE_BITS, budget);
    }

    /** Reads all refcounts and compares; to be called once. */
    void compare(Refcounts refcounts, Progress progress) {
        refcounts.scan(progress, (cluster, count) -> {
            if (cluster != next) {
                withoutRefcount(next, cluster);
            }
            next = cluster + 1;
            mark(cluster, count, owners.references(cluster));
            return true;
        });
        withoutRefcount(next, owners.clusters());
    }

    /** Clusters that no refcount block tells of have a refcount of 0. */
    private void withoutRefcount(long from, long end) {
        long size = owners.pageSize();
        for (long cluster = from; cluster < end;) {
            if (owners.isEmptyPage(cluster)) {
                cluster += size - cluster % size;
            } else {
                mark(cluster, 0, owners.references(cluster));
                cluster++;
            }
        }
    }

    private void mark(long cluster, long count, long references) {
        if (count == references) {
            return;
        }
        if (Long.compareUnsigned(count, references) > 0) {
            set(tooHigh, cluster);
            tooHighCount++;
            } else {
            set(tooLow, cluster);
            tooLowCount++;
        }
    }

    private static void set(PagedInts bits, long cluster) {
        bits.pageFor(cluster >>> 5)[(int) (cluster >>> 5) & bits.pageSize() - 1] |= 1 << cluster;
    }

    private static boolean has(PagedInts bits, long cluster) {
        return (bits.get(cluster >>> 5) >>> cluster & 1) == 1;
    }

    /** Whether the refcount is higher than the number of owners: space is lost, nothing else. */
    boolean isTooHigh(long cluster) {
        return has(tooHigh, cluster);
    }

    /** Whether the refcount is lower than the number of owners: a write may destroy what another owner has. */
    boolean isTooLow(long cluster) {
        return has(tooLow, cluster);
    }

    /** Whether any of {@code count} clusters may have a refcount that is higher than the number of its owners. */
    boolean mayBeTooHigh(long cluster, long count) {
        long pageSize = (long) tooHigh.pageSize() << 5;
        for (long at = cluster - cluster % pageSize; at < cluster + count; at += pageSize) {
            if (tooHigh.page(at >>> 5) != null) {
                return true;
            }
        }
        return false;
    }

    long tooHighCount() {
        return tooHighCount;
    }

    long tooLowCount() {
        return tooLowCount;
    }
}
