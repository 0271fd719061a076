package io.github.qcowscope.qcow2.entry;

import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Kind;

/** The entries that the tables of an image are made of. */
public enum EntryKind {
    /** Of an L1 table. */
    L1("L1", Kinds.L1_TABLE),
    /** Of an L2 table, for a cluster that is not compressed. */
    L2_STANDARD("L2, standard", Kinds.L2_TABLE),
    /** Of an L2 table, for compressed data. */
    L2_COMPRESSED("L2, compressed", Kinds.L2_TABLE),
    /** Of the refcount table. */
    REFCOUNT_TABLE("Refcount table", Kinds.REFCOUNT_TABLE),
    /** Of a refcount block. */
    REFCOUNT("Refcount block", Kinds.REFCOUNT_BLOCK),
    /** Of a bitmap's table. */
    BITMAP_TABLE("Bitmap table", Kinds.BITMAP_TABLE);

    private static final int NUMBER = 8;

    private final String label;
    private final Kind kind;

    EntryKind(String label, Kind kind) {
        this.label = label;
        this.kind = kind;
    }

    /** What to call the structure that has such entries. */
    public String label() {
        return label;
    }

    /** The kind of the structure that has such entries. */
    public Kind kind() {
        return kind;
    }

    /** Bytes of an entry; 1 where a byte holds several. */
    public int size(Geometry geometry) {
        return switch (this) {
            case L1, REFCOUNT_TABLE, BITMAP_TABLE -> NUMBER;
            case L2_STANDARD, L2_COMPRESSED -> geometry.l2EntrySize();
            case REFCOUNT -> Math.max(1, geometry.refcountBits() / Byte.SIZE);
        };
    }
}
