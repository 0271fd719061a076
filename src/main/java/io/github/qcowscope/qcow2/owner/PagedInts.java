package io.github.qcowscope.qcow2.owner;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by index, 0 where none was put, in pages that exist only where something is: flat memory for what is dense,
 * next to none for what is not there. Growing copies no numbers.
 */
final class PagedInts {

    /** Bytes of the head of an array, and of a reference to it. */
    private static final int OVERHEAD = 24;

    private final int bits;
    private final MemoryBudget budget;
    private int[] @Nullable [] pages;

    /**
     * Nothing so far.
     *
     * @param bits   entries of a page, as a power of two
     * @param budget what pages and their list are taken from
     */
    PagedInts(int bits, MemoryBudget budget) {
        this.bits = bits;
        this.budget = budget;
        pages = new int[0][];
    }

    /** Number of entries in a page. */
    int pageSize() {
        return 1 << bits;
    }

    /** The page that has an index; null where nothing was put into it. */
    int @Nullable [] page(long index) {
        long page = index >>> bits;
        return page < pages.length ? pages[(int) page] : null;
    }

    int get(long index) {
        int[] page = page(index);
        return page == null ? 0 : page[(int) index & pageSize() - 1];
    }

    void put(long index, int number) {
        pageFor(index)[(int) index & pageSize() - 1] = number;
    }

    /** The page that has an index, made where it does not exist; indices are below 2^31 pages. */
    int[] pageFor(long index) {
        int[] page = page(index);
        return page == null ? make((int) (index >>> bits)) : page;
    }

    private int[] make(int at) {
        budget.take(((long) Integer.BYTES << bits) + OVERHEAD);
        if (at >= pages.length) {
            int length = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(at + 1L, pages.length * 2L));
            budget.take((length - pages.length) * (long) Long.BYTES);
            pages = Arrays.copyOf(pages, length);
        }
        int[] page = new int[1 << bits];
        pages[at] = page;
        return page;
    }
}
