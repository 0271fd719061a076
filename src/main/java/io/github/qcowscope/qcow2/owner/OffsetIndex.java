package io.github.qcowscope.qcow2.owner;

/** Numbers things by their offset in the file: a hash table of longs, for millions of them. */
final class OffsetIndex {

    private static final int FIRST = 1 << 10;
    private static final int BYTES_PER_SLOT = Long.BYTES + Integer.BYTES;

    private final MemoryBudget budget;
    private long[] keys = new long[FIRST];
    /** Number plus 1; 0 marks a free slot. */
    private int[] numbers = new int[FIRST];
    private int count;

    OffsetIndex(MemoryBudget budget) {
        this.budget = budget;
        budget.take((long) FIRST * BYTES_PER_SLOT);
    }

    /** How many offsets have a number. */
    int count() {
        return count;
    }

    /** The number of an offset; -1 where it has none. */
    int find(long offset) {
        return numbers[slot(offset)] - 1;
    }

    /** The number of an offset; the next one, {@link #count()}, where it had none. */
    int findOrAdd(long offset) {
        int slot = slot(offset);
        if (numbers[slot] == 0) {
            if (count * 2L >= keys.length) {
                grow();
                slot = slot(offset);
            }
            keys[slot] = offset;
            numbers[slot] = ++count;
        }
        return numbers[slot] - 1;
    }

    private int slot(long offset) {
        int mask = keys.length - 1;
        int slot = (int) ((offset * 0x9e37_79b9_7f4a_7c15L) >>> 32) & mask;
        while (numbers[slot] != 0 && keys[slot] != offset) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        budget.take((long) oldKeys.length * BYTES_PER_SLOT);
        keys = new long[oldKeys.length * 2];
        numbers = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }

    /** The offsets, by their numbers. */
    long[] offsets() {
        budget.take((long) count * Long.BYTES);
        long[] offsets = new long[count];
        for (int i = 0; i < keys.length; i++) {
            if (numbers[i] != 0) {
                offsets[numbers[i] - 1] = keys[i];
            }
        }
        return offsets;
    }
}
