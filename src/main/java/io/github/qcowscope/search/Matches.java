package io.github.qcowscope.search;

import java.util.Arrays;

/**
 * Matches that were found, in order; as many of them as there is room for, and the number of all. Kept as two numbers
 * each, in arrays that grow.
 */
public final class Matches {

    private static final int LEAST = 16;

    private final long base;
    private final int room;
    private int[] offsets = {};
    private int[] lengths = {};
    private int size;
    private long count;
    private long lastEnd;

    /**
     * No matches yet.
     *
     * @param base offset that none lies before, nor more than 2 GiB behind
     * @param room how many are kept
     */
    Matches(long base, int room) {
        this.base = base;
        this.room = room;
    }

    boolean add(long offset, int length) {
        count++;
        lastEnd = offset + length;
        if (size < room) {
            if (size == offsets.length) {
                int more = Math.min(room, Math.max(LEAST, size * 2));
                offsets = Arrays.copyOf(offsets, more);
                lengths = Arrays.copyOf(lengths, more);
            }
            offsets[size] = (int) (offset - base);
            lengths[size] = length;
            size++;
        }
        return true;
    }

    /** How many were kept. */
    public int size() {
        return size;
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** The first byte after the last match; meaningful where there are any. */
    long lastEnd() {
        return lastEnd;
    }

    /** A match that was kept. */
    public Match get(int index) {
        return new Match(base + offsets[index], lengths[index]);
    }
}
