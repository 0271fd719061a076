package io.github.qcowscope.ui.minimap;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.owner.ClusterSummary;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.qcow2.owner.OwnerKind;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.schema.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds which kinds of structure are in each row of the minimap. */
final class KindScan {

    /** From the most notable to the least: what there is little of comes before what is nearly everywhere. */
    private static final List<OwnerKind> METADATA = List.of(OwnerKind.HEADER, OwnerKind.ENCRYPTION,
            OwnerKind.SNAPSHOT_TABLE, OwnerKind.BITMAP_DIRECTORY, OwnerKind.BITMAP_TABLE, OwnerKind.BITMAP_DATA,
            OwnerKind.REFCOUNT_TABLE, OwnerKind.L1_TABLE, OwnerKind.REFCOUNT_BLOCK, OwnerKind.L2_TABLE);
    private static final List<OwnerKind> DATA = List.of(OwnerKind.COMPRESSED, OwnerKind.GUEST_DATA);
    /** Children of a node that are looked at as long as there is no map of owners. */
    private static final int MOST_CHILDREN = 64;

    private KindScan() {}

    /** What the rows show: by the map of owners if it is there, else as far as the tree's first levels tell. */
    static MinimapCells scan(Qcow2Image image, MinimapRows rows, Progress progress) {
        Optional<HostMap> map = image.hostMap();
        return map.isPresent() ? byOwners(image, map.get().summary(progress), rows, progress)
                : byTree(image.root(), rows);
    }

    private static MinimapCells byOwners(Qcow2Image image, ClusterSummary summary, MinimapRows rows,
            Progress progress) {
        byte[] metadata = new byte[rows.count()];
        byte[] data = new byte[rows.count()];
        for (int row = 0; row < rows.count(); row++) {
            progress.check();
            ByteRange bytes = rows.bytes(row);
            int bits = summary.bits(image.geometry().clusterOf(bytes.offset()),
                    image.geometry().clusterOf(bytes.end() - 1) + 1);
            metadata[row] = mostNotable(METADATA, bits);
            data[row] = mostNotable(DATA, bits);
        }
        return new MinimapCells(rows, MinimapMode.KINDS, metadata, data);
    }

    private static byte mostNotable(List<OwnerKind> kinds, int bits) {
        for (OwnerKind kind : kinds) {
            if (kind.isIn(bits)) {
                return index(kind.kind());
            }
        }
        return MinimapCells.NOTHING;
    }

    private static byte index(Kind kind) {
        return (byte) Kinds.ALL.indexOf(kind);
    }

    private static MinimapCells byTree(Node root, MinimapRows rows) {
        MinimapCells cells = MinimapCells.unknown(rows, MinimapMode.KINDS);
        for (long i = 0; i < Math.min(root.childCount(), MOST_CHILDREN); i++) {
            Node child = root.child(i);
            paint(child, root, cells);
            for (long j = 0; j < Math.min(child.childCount(), MOST_CHILDREN); j++) {
                paint(child.child(j), root, cells);
            }
        }
        return cells;
    }

    private static void paint(Node node, Node root, MinimapCells cells) {
        ByteRange bytes = node.span().visible().range();
        if (node.span().source() == root.span().source() && !bytes.isEmpty() && !node.kind().equals(Kinds.GAP)) {
            MinimapRows rows = cells.rows();
            Arrays.fill(cells.first(), rows.rowOf(bytes.offset()), rows.rowOf(bytes.end() - 1) + 1, index(node.kind()));
        }
    }
}
