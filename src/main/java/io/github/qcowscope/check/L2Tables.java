package io.github.qcowscope.check;

import io.github.qcowscope.qcow2.mapping.L1Entry;
import java.util.Arrays;

/**
 * Gathers the L2 tables that L1 entries lead to, and hands each one over once, in the order of the file: snapshots
 * share most of their tables, and a damaged L1 table can lead to the same one a million times.
 *
 * <p>Memory is bounded: when a million entries are gathered, they are handed over, and gathering starts anew.
 */
final class L2Tables {

    private static final int MOST = 1 << 20;
    /** Offsets of L2 tables have nothing in their lowest bits. */
    private static final long INACTIVE = 1;

    private final Consumer consumer;
    private long[] gathered = new long[64];
    private int size;

    /** Takes L2 tables. */
    @FunctionalInterface
    interface Consumer {
        /**
         * Called with distinct tables.
         *
         * @param count   how many
         * @param offsets where they start, ascending
         * @param active  how often the active L1 table leads to each
         * @param all     how often any L1 table leads to each
         */
        void tables(int count, long[] offsets, int[] active, int[] all);
    }

    L2Tables(Consumer consumer) {
        this.consumer = consumer;
    }

    /** An L1 entry leads to a table. */
    void add(L1Entry entry, boolean active) {
        if (size == gathered.length) {
            if (size == MOST) {
                flush();
            } else {
                gathered = Arrays.copyOf(gathered, size * 2);
            }
        }
        gathered[size++] = entry.offset() | (active ? 0 : INACTIVE);
    }

    /** Hands over what is gathered. */
    void flush() {
        if (size == 0) {
            return;
        }
        Arrays.sort(gathered, 0, size);
        int distinct = 0;
        int[] active = new int[size];
        int[] all = new int[size];
        for (int i = 0; i < size; i++) {
            boolean isActive = (gathered[i] & INACTIVE) == 0;
            long offset = gathered[i] & ~INACTIVE;
            if (distinct == 0 || gathered[distinct - 1] != offset) {
                // Never ahead of the index that is read.
                gathered[distinct++] = offset;
            }
            all[distinct - 1]++;
            active[distinct - 1] += isActive ? 1 : 0;
        }
        size = 0;
        consumer.tables(distinct, gathered, active, all);
    }
}
