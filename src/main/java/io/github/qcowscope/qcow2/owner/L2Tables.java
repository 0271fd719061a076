package io.github.qcowscope.qcow2.owner;

import io.github.qcowscope.qcow2.image.Structures;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.snapshot.L1Root;

/**
 * The L2 tables of an image, each once however many L1 tables lead to it, with a number in the order of their
 * discovery. Roots are the active L1 table, 0, and those of the snapshots, 1 and up.
 */
final class L2Tables {

    private static final int PAGE_BITS = 12;

    private final Structures image;
    private final Geometry geometry;
    private final OffsetIndex index;
    private final PagedInts references;
    private final PagedInts roots;
    private final PagedInts l1Indices;
    private long[] offsets = {};

    L2Tables(Structures image, MemoryBudget budget) {
        this.image = image;
        geometry = image.geometry();
        index = new OffsetIndex(budget);
        references = new PagedInts(PAGE_BITS, budget);
        roots = new PagedInts(PAGE_BITS, budget);
        l1Indices = new PagedInts(PAGE_BITS, budget);
    }

    /** Notes that an L1 entry leads to a table; tells whether it is the first that does. */
    boolean add(long offset, int root, long l1Index) {
        int before = index.count();
        int number = index.findOrAdd(offset);
        if (number == before) {
            roots.put(number, root);
            l1Indices.put(number, (int) l1Index);
        }
        references.put(number, references.get(number) + 1);
        return number == before;
    }

    /** To be called once when all tables are known. */
    void freeze() {
        offsets = index.offsets();
    }

    int count() {
        return index.count();
    }

    /** The number of the table at an offset; -1 where there is none. */
    int find(long offset) {
        return index.find(offset);
    }

    /** How many L1 entries lead to a table. */
    int references(int table) {
        return references.get(table);
    }

    /** The root of the first L1 entry that leads to a table. */
    int firstRoot(int table) {
        return roots.get(table);
    }

    /** Index of the first L1 entry that leads to a table. */
    long firstL1Index(int table) {
        return Integer.toUnsignedLong(l1Indices.get(table));
    }

    /** Where a table starts; one that is not aligned is known, but QEMU does not read it, and nor do we. */
    long offset(int table) {
        return offsets[table];
    }

    /** A table's entries, as far as the file has them; none where it is not aligned. */
    EntryTable entries(int table) {
        long offset = offsets[table];
        return EntryTable.of(geometry, image.source(), offset, geometry.isAligned(offset) ? geometry.l2Entries() : 0,
                geometry.l2EntrySize());
    }

    /** Whether every table that is known is read, too. */
    boolean areAllRead() {
        for (long offset : offsets) {
            if (!geometry.isAligned(offset)) {
                return false;
            }
        }
        return true;
    }

    /** Number of roots. */
    int rootCount() {
        return image.snapshots().count() + 1;
    }

    /** A root's L1 table, with the disk that it maps. */
    L1Root root(int number) {
        return number == 0 ? image.l1Root() : L1Root.of(image.snapshots().get(number - 1));
    }
}
