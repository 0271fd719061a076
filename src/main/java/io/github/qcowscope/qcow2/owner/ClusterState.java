package io.github.qcowscope.qcow2.owner;

/** What a cluster of the file is, besides the kinds of its owners. Several may hold for one cluster. */
public enum ClusterState {
    /** No owner, and a refcount of 0. */
    FREE,
    /**
     * A refcount that is higher than the number of owners, often of a cluster without any: space that nobody can use.
     */
    LEAKED,
    /** A refcount that is lower than the number of owners: a write may destroy what another owner has. */
    UNDERCOUNTED,
    /** Owned several times by what may be shared: guest clusters and L2 tables, as snapshots do. */
    SHARED,
    /** Owned by structures that may not share a cluster. */
    OVERLAPPING;

    private static final int FIRST_BIT = 16;

    /** A bit that stands for it, together with those of {@link OwnerKind}, in the answers of {@link HostMap}. */
    public int bit() {
        return 1 << FIRST_BIT + ordinal();
    }

    /** Whether it is among several. */
    public boolean isIn(int bits) {
        return (bits & bit()) != 0;
    }
}
