package io.github.qcowscope.qcow2.owner;

import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Kind;

/** What can own a cluster of the file. */
public enum OwnerKind {
    /** Header, header extensions and the backing file's name: the first cluster. */
    HEADER(Kinds.HEADER),
    /** The refcount table. */
    REFCOUNT_TABLE(Kinds.REFCOUNT_TABLE),
    /** A refcount block. */
    REFCOUNT_BLOCK(Kinds.REFCOUNT_BLOCK),
    /** An L1 table, the active one or a snapshot's. */
    L1_TABLE(Kinds.L1_TABLE),
    /** An L2 table. */
    L2_TABLE(Kinds.L2_TABLE),
    /** The snapshot table. */
    SNAPSHOT_TABLE(Kinds.SNAPSHOT),
    /** The encryption header. */
    ENCRYPTION(Kinds.ENCRYPTION),
    /** The bitmap directory. */
    BITMAP_DIRECTORY(Kinds.BITMAP_DIRECTORY),
    /** A bitmap's table. */
    BITMAP_TABLE(Kinds.BITMAP_TABLE),
    /** Data of a bitmap. */
    BITMAP_DATA(Kinds.BITMAP_DATA),
    /** A guest cluster. */
    GUEST_DATA(Kinds.GUEST_DATA),
    /** Compressed data of guest clusters. */
    COMPRESSED(Kinds.COMPRESSED);

    private final Kind kind;

    OwnerKind(Kind kind) {
        this.kind = kind;
    }

    /** The kind of structure, with its colour and its name. */
    public Kind kind() {
        return kind;
    }

    /** A bit that stands for it, together with those of {@link ClusterState}, in the answers of {@link HostMap}. */
    public int bit() {
        return 1 << ordinal();
    }

    /** Whether it is among several. */
    public boolean isIn(int bits) {
        return (bits & bit()) != 0;
    }
}
