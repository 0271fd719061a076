package io.github.qcowscope.check;

import java.util.Arrays;
import java.util.BitSet;

/** Where L1 and L2 tables are worth a second look, which says what is wrong with which entry. */
final class MappingFlaws {

    /** More tables than these are not looked at again. */
    private static final int MOST = 1 << 20;

    private boolean anyL1Entry;
    private long[] tables = new long[8];
    private int size;
    private final BitSet taken = new BitSet();

    /** An entry of an L1 table has a flaw. */
    void addL1Entry() {
        anyL1Entry = true;
    }

    /** An L2 table has a flaw; to be called before any table is taken. */
    void addTable(long offset) {
        if (size == MOST) {
            return;
        }
        if (size == tables.length) {
            tables = Arrays.copyOf(tables, size * 2);
        }
        tables[size++] = offset;
    }

    boolean isEmpty() {
        return !anyL1Entry && size == 0;
    }

    /** Ends the gathering: tables can be taken from now on. */
    void sort() {
        tables = Arrays.stream(tables, 0, size).sorted().distinct().toArray();
        size = tables.length;
    }

    /** Whether an L2 table has flaws and was not taken before. */
    boolean takeTable(long offset) {
        int index = Arrays.binarySearch(tables, 0, size, offset);
        if (index < 0 || taken.get(index)) {
            return false;
        }
        taken.set(index);
        return true;
    }
}
