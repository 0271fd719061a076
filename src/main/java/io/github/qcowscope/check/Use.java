package io.github.qcowscope.check;

import java.util.ArrayList;
import java.util.List;

/** What a cluster of the file is used as, and how its references are flagged: bits that can be set together. */
final class Use {

    static final int HEADER = 1;
    static final int L1_TABLE = 1 << 1;
    static final int L2_TABLE = 1 << 2;
    static final int REFCOUNT_TABLE = 1 << 3;
    static final int REFCOUNT_BLOCK = 1 << 4;
    static final int SNAPSHOT_TABLE = 1 << 5;
    static final int ENCRYPTION = 1 << 6;
    static final int BITMAP = 1 << 7;
    static final int GUEST_DATA = 1 << 8;
    /** An active entry with its copied flag set leads here. */
    static final int COPIED = 1 << 9;
    /** An active entry with its copied flag clear leads here. */
    static final int NOT_COPIED = 1 << 10;
    /** There were more references than a refcount can count. */
    static final int OVERFLOW = 1 << 11;

    /** Number of bits. */
    static final int BITS = 12;

    private static final int STRUCTURES = GUEST_DATA * 2 - 1;
    /** What several L1 tables may share: L2 tables and guest data. */
    private static final int SHARED = L2_TABLE | GUEST_DATA;

    private Use() {}

    /** Whether something else uses a cluster that belongs to one structure alone. */
    static boolean isOverlap(int uses, long references) {
        int structures = uses & STRUCTURES;
        return Integer.bitCount(structures) > 1 || (structures & ~SHARED) != 0 && references > 1;
    }

    /** The structures in words. */
    static String words(int uses) {
        String[] names = {"header", "L1 table", "L2 table", "refcount table", "refcount block", "snapshot table",
            "encryption header", "bitmap metadata or data", "guest data"};
        List<String> found = new ArrayList<>();
        for (int bit = 0; bit < names.length; bit++) {
            if ((uses >>> bit & 1) != 0) {
                found.add(names[bit]);
            }
        }
        return String.join(" and as ", found);
    }
}
