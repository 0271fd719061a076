package io.github.qcowscope.ui.panel.map;

import io.github.qcowscope.qcow2.owner.ClusterState;
import io.github.qcowscope.qcow2.owner.ClusterSummary;
import io.github.qcowscope.qcow2.owner.OwnerKind;
import io.github.qcowscope.ui.text.Messages;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a cell of the cluster map is coloured. The order is that of notice: a cell of many clusters has the colour of the
 * first of these that any of its clusters has, so that a single leaked cluster among thousands shows.
 */
enum ClusterSort {
    /** A refcount that is lower than the number of owners. */
    UNDERCOUNTED(ClusterState.UNDERCOUNTED, null),
    /** Owned by structures that may not share a cluster. */
    OVERLAPPING(ClusterState.OVERLAPPING, null),
    /** A refcount that is higher than the number of owners. */
    LEAKED(ClusterState.LEAKED, null),
    /** The first cluster. */
    HEADER(null, OwnerKind.HEADER),
    /** The encryption header. */
    ENCRYPTION(null, OwnerKind.ENCRYPTION),
    /** The snapshot table. */
    SNAPSHOT_TABLE(null, OwnerKind.SNAPSHOT_TABLE),
    /** The bitmap directory. */
    BITMAP_DIRECTORY(null, OwnerKind.BITMAP_DIRECTORY),
    /** A bitmap's table. */
    BITMAP_TABLE(null, OwnerKind.BITMAP_TABLE),
    /** Data of a bitmap. */
    BITMAP_DATA(null, OwnerKind.BITMAP_DATA),
    /** The refcount table. */
    REFCOUNT_TABLE(null, OwnerKind.REFCOUNT_TABLE),
    /** A refcount block. */
    REFCOUNT_BLOCK(null, OwnerKind.REFCOUNT_BLOCK),
    /** An L1 table. */
    L1_TABLE(null, OwnerKind.L1_TABLE),
    /** An L2 table. */
    L2_TABLE(null, OwnerKind.L2_TABLE),
    /** Guest data that several states of the disk share. */
    SHARED(ClusterState.SHARED, null),
    /** Compressed guest data. */
    COMPRESSED(null, OwnerKind.COMPRESSED),
    /** Guest data. */
    GUEST_DATA(null, OwnerKind.GUEST_DATA),
    /** Nothing. */
    FREE(ClusterState.FREE, null);

    private static final ClusterSort[] ALL = values();

    private final @Nullable ClusterState state;
    private final @Nullable OwnerKind kind;

    ClusterSort(@Nullable ClusterState state, @Nullable OwnerKind kind) {
        this.state = state;
        this.kind = kind;
    }

    /** The most notable sort of what has these {@link ClusterState} and {@link OwnerKind} bits. */
    static ClusterSort of(int bits) {
        for (ClusterSort sort : ALL) {
            if (sort.isIn(bits)) {
                return sort;
            }
        }
        return FREE;
    }

    private boolean isIn(int bits) {
        return state != null ? state.isIn(bits) : kind != null && kind.isIn(bits);
    }

    /** The name of its colour in style sheets: {@code -cluster-l2-table}. */
    String colorName() {
        return "-cluster-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a legend calls it. */
    String label() {
        return kind != null ? kind.kind().label() : Messages.get("clusters." + name().toLowerCase(Locale.ROOT));
    }

    /** How many clusters there are of it; a cluster may count for several. */
    long count(ClusterSummary summary) {
        return state != null ? summary.count(state) : kind != null ? summary.count(kind) : 0;
    }
}
