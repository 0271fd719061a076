package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.compressed.InflatedCluster;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.mapping.ClusterMapping;
import io.github.qcowscope.qcow2.mapping.SubclusterState;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.Value;
import java.util.List;
import java.util.function.Function;

/** The nodes of what L2 entries lead to: clusters of guest data, compressed data, and what that inflates to. */
final class ClusterNodes {

    private static final String SECTION = "Cluster mapping";

    private final ByteSource source;
    private final Geometry geometry;
    private final boolean encrypted;
    private final Function<ClusterMapping.Compressed, InflatedCluster> inflated;

    /**
     * Nodes for the guest clusters of an image.
     *
     * @param encrypted whether guest data is encrypted
     * @param inflated  gives the content of a compressed cluster, which need not be inflated yet
     */
    ClusterNodes(ByteSource source, Geometry geometry, boolean encrypted,
            Function<ClusterMapping.Compressed, InflatedCluster> inflated) {
        this.source = source;
        this.geometry = geometry;
        this.encrypted = encrypted;
        this.inflated = inflated;
    }

    /** The bytes of the file that an entry leads to; empty where it leads to none. */
    ByteRange bytes(ClusterMapping mapping) {
        return switch (mapping) {
            case ClusterMapping.Unallocated() -> new ByteRange(0, 0);
            case ClusterMapping.Zero zero -> cluster(zero.offset());
            case ClusterMapping.Data data -> cluster(data.offset());
            case ClusterMapping.Subclusters sub -> cluster(sub.offset());
            case ClusterMapping.Compressed compressed -> geometry.inFile(compressed.offset(), compressed.length());
        };
    }

    private ByteRange cluster(long offset) {
        return offset == 0 || geometry.dataFile() ? new ByteRange(0, 0)
                : geometry.inFile(offset, geometry.clusterSize());
    }

    /** The node of what an entry leads to. */
    Node target(L2Nodes.Place place, ByteRange bytes) {
        return switch (place.mapping()) {
            case ClusterMapping.Compressed compressed -> compressed(place, bytes, compressed);
            case ClusterMapping.Subclusters sub -> data(place, bytes)
                    .children(Geometry.SUBCLUSTERS, i -> subclusterData(place, bytes, (int) i))
                    .childAt(at -> bytes.contains(at) ? (at - bytes.offset()) / subclusterSize() : -1)
                    .childNamed(key -> Nodes.index(key, Geometry.SUBCLUSTERS))
                    .build();
            case ClusterMapping.Unallocated() -> data(place, bytes).build();
            case ClusterMapping.Zero zero -> data(place, bytes).build();
            case ClusterMapping.Data data -> data(place, bytes).build();
        };
    }

    private Node.Builder data(L2Nodes.Place place, ByteRange bytes) {
        return Node.at(Node.join(place.path(), TreePaths.DATA), "Guest cluster", Kinds.GUEST_DATA,
                new Span(source, bytes))
                .doc(encrypted ? "Encrypted data of the virtual disk." : "Data of the virtual disk.")
                .section(SECTION)
                .value(() -> new Value.Group(place.guest()));
    }

    private Node subclusterData(L2Nodes.Place place, ByteRange cluster, int index) {
        String path = TableNodes.entryPath(Node.join(place.path(), TreePaths.DATA), index);
        Span bytes = Span.of(source, cluster.offset() + index * subclusterSize(), subclusterSize()).visible();
        return Node.at(path, TableNodes.entryName(index), Kinds.GUEST_DATA, bytes)
                .doc("The bytes of one subcluster; they count only where it is allocated.")
                .section("Extended L2 Entries")
                .value(() -> new Value.Group(SubclusterState.of(place.entry().subclusters(), index).label()))
                .meaning(() -> guestOfSubcluster(place, index))
                .build();
    }

    /** What a subcluster stands for, in words. */
    String guestOfSubcluster(L2Nodes.Place place, int index) {
        long start = place.root().guestStart(place.l1Index(), place.l2Index()) + index * subclusterSize();
        return place.root().guest(start < 0 ? Long.MAX_VALUE : start, subclusterSize());
    }

    private long subclusterSize() {
        return geometry.clusterSize() / Geometry.SUBCLUSTERS;
    }

    private Node compressed(L2Nodes.Place place, ByteRange bytes, ClusterMapping.Compressed compressed) {
        String path = Node.join(place.path(), TreePaths.COMPRESSED);
        return Node.at(path, "Compressed cluster", Kinds.COMPRESSED, new Span(source, bytes))
                .doc("Compressed data of one guest cluster. Its length is known to the sector only, so the last of"
                        + " these bytes may belong to the next compressed cluster.")
                .section("Compressed Clusters Descriptor")
                .value(() -> new Value.Group(place.guest()))
                .meaning(() -> compression() + ", at most " + Units.exactly(compressed.length()))
                .children(1, i -> inflated(Node.join(path, TreePaths.INFLATED), place, compressed))
                .build();
    }

    private String compression() {
        return Header.COMPRESSION_TYPE.symbols().getOrDefault((long) geometry.compression(), "unknown compression");
    }

    private Node inflated(String path, L2Nodes.Place place, ClusterMapping.Compressed compressed) {
        InflatedCluster content = inflated.apply(compressed);
        return Node.at(path, "Inflated", Kinds.GUEST_DATA, Span.of(content, 0, content.length()))
                .doc("What the compressed data inflates to: bytes of their own, not of the file.")
                .section("Compressed Clusters Descriptor")
                .value(() -> content.problem() == null ? new Value.Group(place.guest())
                        : new Value.Unreadable(content.whyUnreadable(0)))
                .problems(() -> {
                    String wrong = content.problem();
                    return wrong == null ? List.of() : List.of(Problem.error("compressed-inflate", wrong));
                })
                .build();
    }
}
