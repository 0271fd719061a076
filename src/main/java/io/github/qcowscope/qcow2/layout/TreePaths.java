package io.github.qcowscope.qcow2.layout;

import io.github.qcowscope.schema.Node;

/**
 * Where things are in the tree: the paths of structures that algorithms know by their numbers. Every step of such a
 * path is found by arithmetic, so {@code root.find(path)} takes a few reads however large the tables are.
 */
public final class TreePaths {

    /** Stands for the active L1 table where else a snapshot's index would stand. */
    public static final int ACTIVE = -1;

    /** The active L1 table. */
    public static final String L1 = "l1";
    /** The refcount table. */
    public static final String REFCOUNTS = "refcounts";
    /** The snapshot table. */
    public static final String SNAPSHOTS = "snapshots";
    /** The encryption header. */
    public static final String ENCRYPTION = "encryption";

    /** The bitmap directory. */
    public static final String BITMAPS = "bitmaps";

    /** What no structure claims; there when it has been looked for. */
    public static final String GAPS = "gaps";

    /** What looks like a structure and is led to by none; there when it has been looked for. */
    public static final String PROPOSALS = "proposals";

    static final String TABLE = "table";
    static final String L2 = "l2";
    static final String BLOCK = "block";
    public static final String DATA = "data";
    /** Not "compressed", which is the name of a bit. */
    public static final String COMPRESSED = "compressed-data";
    public static final String INFLATED = "inflated";

    private TreePaths() {}

    /** A snapshot's entry in the snapshot table. */
    public static String snapshot(int index) {
        return join(SNAPSHOTS, index);
    }

    /**
     * An L1 table.
     *
     * @param snapshot index of the snapshot that it belongs to, or {@link #ACTIVE}
     */
    public static String l1Table(int snapshot) {
        return snapshot == ACTIVE ? L1 : Node.join(snapshot(snapshot), L1);
    }

    /** An entry of an L1 table. */
    public static String l1Entry(int snapshot, long l1Index) {
        return join(l1Table(snapshot), l1Index);
    }

    /** The L2 table that an L1 entry leads to. */
    public static String l2Table(int snapshot, long l1Index) {
        return Node.join(l1Entry(snapshot, l1Index), L2);
    }

    /** An entry of an L2 table. */
    public static String l2Entry(int snapshot, long l1Index, long l2Index) {
        return join(l2Table(snapshot, l1Index), l2Index);
    }

    /** The L2 entry of a guest cluster, counted from the start of the virtual disk. */
    public static String l2Entry(Geometry geometry, int snapshot, long guestCluster) {
        return l2Entry(snapshot, guestCluster / geometry.l2Entries(), guestCluster % geometry.l2Entries());
    }

    /** The host cluster that an L2 entry leads to. */
    public static String data(int snapshot, long l1Index, long l2Index) {
        return Node.join(l2Entry(snapshot, l1Index, l2Index), DATA);
    }

    /** The compressed bytes that an L2 entry leads to. */
    public static String compressed(int snapshot, long l1Index, long l2Index) {
        return Node.join(l2Entry(snapshot, l1Index, l2Index), COMPRESSED);
    }

    /** An entry of the refcount table. */
    public static String refcountTableEntry(long index) {
        return join(REFCOUNTS, index);
    }

    /** The refcount block that an entry of the refcount table leads to. */
    public static String refcountBlock(long index) {
        return Node.join(refcountTableEntry(index), BLOCK);
    }

    /** The refcount of a cluster of the file. */
    public static String refcount(Geometry geometry, long cluster) {
        return join(refcountBlock(cluster / geometry.refcountBlockEntries()),
                cluster % geometry.refcountBlockEntries());
    }

    /** The table of a bitmap. */
    public static String bitmapTable(String key) {
        return Node.join(Node.join(BITMAPS, key), TABLE);
    }

    /** The data that an entry of a bitmap's table leads to. */
    public static String bitmapData(String key, long index) {
        return Node.join(join(bitmapTable(key), index), DATA);
    }

    private static String join(String parent, long index) {
        return Node.join(parent, Long.toString(index));
    }
}
