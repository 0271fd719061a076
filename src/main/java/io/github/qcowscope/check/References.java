package io.github.qcowscope.check;

import io.github.qcowscope.job.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often each cluster of the file is referenced, and as what.
 *
 * <p>Memory does not grow with the file. Clusters are counted in pages; a page holds runs of clusters while there are
 * few of them, and a number a cluster where there are many. When all pages together reach their bound, the last one is
 * given up: {@link #end()} moves down, and what lies behind it is left to another walk over the image.
 */
final class References {

    /** More references to one cluster than this are not told apart. */
    static final long MOST = (1 << Integer.SIZE - Use.BITS) - 1;

    private static final int MOST_PAGES = 1 << 20;

    private final long first;
    private final @Nullable ReferencePage[] pages;
    private final long mostCount;
    private final long mostMemory;
    private long memory;
    private long overflow;
    private long end;
    private long nextFirst = Long.MAX_VALUE;

    /** Sees clusters that are alike. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Called in ascending order, for every cluster once.
         *
         * @param cluster    the first of them
         * @param length     how many there are, 1 or more
         * @param references how often each of them is referenced
         * @param uses       bits of {@link Use}
         */
        void clusters(long cluster, long length, long references, int uses);
    }

    /**
     * Nothing is counted yet.
     *
     * @param first      the first cluster to count
     * @param end        the cluster after the last one to count
     * @param mostCount  the largest refcount of the image; references beyond it are {@link #overflow()}
     * @param mostMemory bytes that the counts may take
     */
    References(long first, long end, long mostCount, long mostMemory) {
        this.first = first;
        this.end = Math.min(end, first + ((long) MOST_PAGES << ReferencePage.BITS));
        this.mostCount = Math.min(mostCount, MOST);
        this.mostMemory = mostMemory;
        pages = new ReferencePage[(int) ((this.end - first >> ReferencePage.BITS) + 1)];
    }

    /** The cluster after the last one that is counted. */
    long end() {
        return end;
    }

    /** The first cluster at or behind {@link #end()} that had a reference; {@link Long#MAX_VALUE} where none had. */
    long nextFirst() {
        return nextFirst;
    }

    /** References beyond what a refcount can count; known after {@link #sweep}. */
    long overflow() {
        return overflow;
    }

    /** Counts references to clusters; those outside the window are only remembered as being there. */
    void add(long cluster, long length, int uses, long count) {
        long from = Math.max(cluster, first);
        long to = cluster + length;
        while (from < to) {
            if (from >= end) {
                nextFirst = Math.min(nextFirst, from);
                return;
            }
            int index = (int) (from - first >>> ReferencePage.BITS);
            int at = (int) (from - first & ReferencePage.SIZE - 1);
            int step = (int) Math.min(Math.min(to, end) - from, ReferencePage.SIZE - at);
            @Nullable ReferencePage page = pages[index];
            if (page == null) {
                page = new ReferencePage();
                pages[index] = page;
            }
            int before = page.memory();
            page.add(at, step, uses, count, mostCount);
            memory += page.memory() - before;
            if (memory > mostMemory) {
                giveUpLastPage();
            }
            from += step;
        }
    }

    /** One page always stays, whatever the bound: a window that is empty would never come to an end. */
    private void giveUpLastPage() {
        int last = (int) (end - 1 - first >>> ReferencePage.BITS);
        while (last > 0) {
            @Nullable ReferencePage page = pages[last];
            if (page != null) {
                end = first + ((long) last << ReferencePage.BITS);
                nextFirst = end;
                memory -= page.memory();
                pages[last] = null;
                return;
            }
            last--;
        }
    }

    /** How often a cluster is referenced so far; 0 outside the window. */
    long count(long cluster) {
        if (cluster < first || cluster >= end) {
            return 0;
        }
        ReferencePage page = pages[(int) (cluster - first >>> ReferencePage.BITS)];
        return page == null ? 0 : Math.min(mostCount, page.count((int) (cluster - first & ReferencePage.SIZE - 1)));
    }

    /** Visits all clusters up to {@link #end()}; to be called once, when everything is counted. */
    void sweep(Progress progress, Visitor visitor) {
        long unseen = first;
        int used = (int) (end - first + ReferencePage.SIZE - 1 >>> ReferencePage.BITS);
        for (int index = 0; index < used; index++) {
            @Nullable ReferencePage page = pages[index];
            if (page != null) {
                progress.check();
                long start = first + ((long) index << ReferencePage.BITS);
                if (unseen < start) {
                    visitor.clusters(unseen, start - unseen, 0, 0);
                }
                unseen = Math.min(end, start + ReferencePage.SIZE);
                page.sweep(start, (int) (unseen - start), mostCount, visitor);
                overflow += page.overflow();
            }
        }
        if (unseen < end) {
            visitor.clusters(unseen, end - unseen, 0, 0);
        }
    }
}
