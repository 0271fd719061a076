package io.github.qcowscope.qcow2.tree;

import java.util.HashMap;
import java.util.Map;

/**
 * A set of clusters of a file, a bit for each, in pages that are made when first needed. Holds so many pages and no
 * more: clusters on further pages always count as new, which costs the caller time but no memory.
 */
final class ClusterSet {

    private static final int PAGE_BITS = 16;
    /** At 8 KiB each, 64 MiB. */
    private static final int MOST_PAGES = 1 << 13;

    private final Map<Long, long[]> pages = new HashMap<>();

    /**
     * Adds a cluster.
     *
     * @param cluster its index, 0 or more
     * @return whether it was not there before, as far as is known
     */
    boolean add(long cluster) {
        long number = cluster >>> PAGE_BITS;
        long[] page = pages.get(number);
        if (page == null) {
            if (pages.size() == MOST_PAGES) {
                return true;
            }
            page = new long[1 << PAGE_BITS - 6];
            pages.put(number, page);
        }
        int word = (int) (cluster & (1 << PAGE_BITS) - 1) >>> 6;
        long bit = 1L << cluster;
        boolean added = (page[word] & bit) == 0;
        page[word] |= bit;
        return added;
    }
}
