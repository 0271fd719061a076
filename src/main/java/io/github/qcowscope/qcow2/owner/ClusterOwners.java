package io.github.qcowscope.qcow2.owner;

import io.github.qcowscope.qcow2.layout.Geometry;
import java.util.Arrays;

/**
 * Who owns each cluster of the file, in four bytes a cluster that is owned at all. A number stands for the first owner:
 * a guest cluster (as an L2 entry, the entries of all L2 tables being counted through), a structure of the metadata, or
 * a list of owners where they are of several kinds or compressed. Further guest clusters that share a cluster with the
 * first, as snapshots make them do, are only counted: which they are is found in the tables when somebody asks.
 */
final class ClusterOwners {

    /** Told the owners of a cluster that are known by name. */
    interface Visitor {
        /** A structure of the metadata. */
        void structure(OwnerKind kind, long which);

        /** A guest cluster, by its L2 entry. */
        void guest(int entry);
    }

    /** More clusters than this are not told apart. */
    static final long MOST_CLUSTERS = 1L << 40;
    private static final int LEAST_PAGE_BITS = 12;
    private static final int MOST_PAGES_BITS = 20;
    private static final int LIST_PAGE_BITS = 14;
    /** Numbers from here on, below zero, mean a list; numbers nearer to zero a structure. */
    private static final int FIRST_LIST = 1 << 30;
    private static final int KIND_SHIFT = 60;
    private static final OwnerKind[] KINDS = OwnerKind.values();

    private final long clusters;
    private final int clusterBits;
    private final MemoryBudget budget;
    /** Bytes of the budget that lists leave alone: the clusters themselves come first. */
    private final long listReserve;
    private final PagedInts first;
    /** How often a cluster is owned, beyond the first time. */
    private final PagedInts further;
    private long[] structures = new long[64];
    private int structureCount;
    private final PagedInts listKinds;
    private final PagedInts listHeads;
    private final PagedInts nodeOwners;
    private final PagedInts nodeNexts;
    private int listCount;
    private int nodeCount = 1;
    private long claimsPastEnd;
    private boolean anyMisaligned;

    ClusterOwners(Geometry geometry, MemoryBudget budget) {
        this.budget = budget;
        clusterBits = geometry.clusterBits();
        clusters = Geometry.ceilDiv(geometry.fileLength(), geometry.clusterSize());
        if (clusters > MOST_CLUSTERS) {
            throw new MemoryBudget.Exceeded();
        }
        listReserve = budget.left() / 2;
        int length = Long.SIZE - Long.numberOfLeadingZeros(clusters);
        int pageBits = Math.max(LEAST_PAGE_BITS, length - MOST_PAGES_BITS);
        first = new PagedInts(pageBits, budget);
        further = new PagedInts(pageBits, budget);
        listKinds = new PagedInts(LIST_PAGE_BITS, budget);
        listHeads = new PagedInts(LIST_PAGE_BITS, budget);
        nodeOwners = new PagedInts(LIST_PAGE_BITS, budget);
        nodeNexts = new PagedInts(LIST_PAGE_BITS, budget);
    }

    /** Clusters of the file, the last of which may not be whole. */
    long clusters() {
        return clusters;
    }

    /** How many clusters past the end of the file something claims. */
    long claimsPastEnd() {
        return claimsPastEnd;
    }

    /**
     * A structure claims every cluster that has one of its bytes.
     *
     * @param which which of the structures of its kind, 0 to 2^60 - 1
     */
    void claimStructure(OwnerKind kind, long which, long offset, long length) {
        long from = offset >>> clusterBits;
        long end = length <= 0 ? from : (offset + length - 1 >>> clusterBits) + 1;
        claimsPastEnd += Math.max(0, end - Math.max(from, clusters));
        if (from >= Math.min(end, clusters)) {
            return;
        }
        if (structureCount == structures.length) {
            budget.take((long) structureCount * Long.BYTES);
            structures = Arrays.copyOf(structures, structureCount * 2);
        }
        structures[structureCount] = (long) kind.ordinal() << KIND_SHIFT | which;
        int code = ~structureCount++;
        for (long cluster = from; cluster < Math.min(end, clusters); cluster++) {
            claim(cluster, code, 1, kind);
        }
    }

    /** Another reference to a structure that has claimed its clusters already: a table that snapshots share. */
    void claimAgain(long offset, long length) {
        long end = Math.min(clusters, (offset + length - 1 >>> clusterBits) + 1);
        for (long cluster = offset >>> clusterBits; cluster < end; cluster++) {
            count(cluster, 1);
        }
    }

    /**
     * A guest cluster claims the host cluster that it lies in.
     *
     * @param entry      its L2 entry
     * @param references how many L1 tables lead there
     */
    void claimGuest(int entry, long offset, int references) {
        long cluster = offset >>> clusterBits;
        if (cluster >= clusters) {
            claimsPastEnd++;
            return;
        }
        int[] page = first.pageFor(cluster);
        int at = (int) cluster & page.length - 1;
        if (page[at] == 0) {
            page[at] = entry + 1;
            if (references > 1) {
                count(cluster, references - 1);
            }
        } else {
            claim(cluster, entry + 1, references, OwnerKind.GUEST_DATA);
        }
        if ((offset & (1L << clusterBits) - 1) != 0) {
            // Damaged: it starts inside a cluster and so has part of the next one, too.
            anyMisaligned = true;
            if (cluster + 1 < clusters) {
                claim(cluster + 1, entry + 1, references, OwnerKind.GUEST_DATA);
            }
        }
    }

    /** Compressed data claim every cluster that they reach into. */
    void claimCompressed(int entry, long offset, long length, int references) {
        long from = offset >>> clusterBits;
        long end = (offset + length - 1 >>> clusterBits) + 1;
        claimsPastEnd += Math.max(0, end - Math.max(from, clusters));
        for (long cluster = from; cluster < Math.min(end, clusters); cluster++) {
            claim(cluster, entry + 1, references, OwnerKind.COMPRESSED);
        }
    }

    private void claim(long cluster, int code, int references, OwnerKind kind) {
        int before = first.get(cluster);
        if (before == 0 && kind != OwnerKind.COMPRESSED) {
            first.put(cluster, code);
            count(cluster, references - 1);
        } else if (before > 0 && kind == OwnerKind.GUEST_DATA) {
            count(cluster, references);
        } else {
            count(cluster, before == 0 ? references - 1 : references);
            addToList(cluster, before, code, kind);
        }
    }

    private void addToList(long cluster, int before, int code, OwnerKind kind) {
        int list = ~before - FIRST_LIST;
        if (before >= 0 || list < 0) {
            list = listCount++;
            listKinds.put(list, before == 0 ? 0 : kindsOf(before));
            first.put(cluster, ~(list + FIRST_LIST));
            if (before != 0) {
                addNode(list, before);
            }
        }
        listKinds.put(list, listKinds.get(list) | kind.bit());
        addNode(list, code);
    }

    /** Where there is no room left, the owner is only counted. */
    private void addNode(int list, int code) {
        if (budget.left() < listReserve) {
            return;
        }
        nodeOwners.put(nodeCount, code);
        nodeNexts.put(nodeCount, listHeads.get(list));
        listHeads.put(list, nodeCount++);
    }

    private void count(long cluster, int references) {
        if (references > 0) {
            int sum = further.get(cluster) + references;
            further.put(cluster, sum < 0 ? Integer.MAX_VALUE : sum);
        }
    }

    /**
     * How often the cluster is owned: by each owner as many times as L1 tables lead there. This is what a refcount
     * counts.
     */
    long references(long cluster) {
        return first.get(cluster) == 0 ? 0 : 1L + further.get(cluster);
    }

    /** Whether any guest cluster starts inside a cluster of the file, and so has only a part of it. */
    boolean isAnyMisaligned() {
        return anyMisaligned;
    }

    /** Whether no cluster is owned of the {@link #pageSize()} ones around this, from a multiple of that number on. */
    boolean isEmptyPage(long cluster) {
        return first.page(cluster) == null;
    }

    /** How many clusters {@link #isEmptyPage} tells of at a time, a power of two. */
    int pageSize() {
        return first.pageSize();
    }

    /** The kinds of a cluster's owners, as {@link OwnerKind#bit()} each; 0 where it has none. */
    int kinds(long cluster) {
        int code = first.get(cluster);
        return code == 0 ? 0 : kindsOf(code);
    }

    /** Whether a cluster has owners of several kinds, several structures, or compressed data. */
    boolean isMixed(long cluster) {
        int code = first.get(cluster);
        return code < 0 && ~code >= FIRST_LIST;
    }

    private int kindsOf(int code) {
        if (code > 0) {
            return OwnerKind.GUEST_DATA.bit();
        }
        int index = ~code;
        return index >= FIRST_LIST ? listKinds.get(index - FIRST_LIST)
                : KINDS[(int) (structures[index] >>> KIND_SHIFT)].bit();
    }

    /**
     * Names the owners of a cluster that are known: all but guest clusters beyond the first that share a whole cluster,
     * and what had no room in the lists.
     */
    void visit(long cluster, Visitor visitor) {
        int code = first.get(cluster);
        int list = ~code - FIRST_LIST;
        if (code >= 0 || list < 0) {
            name(code, visitor);
            return;
        }
        for (int node = listHeads.get(list); node != 0; node = nodeNexts.get(node)) {
            name(nodeOwners.get(node), visitor);
        }
    }

    private void name(int code, Visitor visitor) {
        if (code > 0) {
            visitor.guest(code - 1);
        } else if (code < 0) {
            long structure = structures[~code];
            visitor.structure(KINDS[(int) (structure >>> KIND_SHIFT)], structure & (1L << KIND_SHIFT) - 1);
        }
    }
}
