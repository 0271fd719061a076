package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.header.LuksHeader;
import io.github.qcowscope.qcow2.image.Structures;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.owner.Gaps;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.qcow2.owner.Owner;
import io.github.qcowscope.schema.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree of an image: its parts, and who of them owns a byte. */
public final class ImageTree {

    private final Structures image;
    private final Geometry geometry;
    private final List<Part> parts;
    private volatile @Nullable Node proposals;
    private volatile @Nullable Part gaps;

    /** The tree of an image whose typed structures are all there. */
    public ImageTree(Structures image) {
        this.image = image;
        geometry = image.geometry();
        parts = image.isRecognized() ? parts() : List.of();
    }

    private List<Part> parts() {
        Header header = image.header();
        List<Part> found = new ArrayList<>();
        found.add(HeaderParts.header(header));
        if (!image.isLaidOut()) {
            return List.copyOf(found);
        }
        if (!image.extensions().list().isEmpty()) {
            found.add(HeaderParts.extensions(image.source(), image.extensions()));
        }
        if (!header.backingFileName().range().isEmpty()) {
            found.add(HeaderParts.backingFile(header));
        }
        image.extensions().first(ExtensionType.CRYPTO_HEADER)
                .ifPresent(pointer -> found.add(EncryptionPart.of(pointer, geometry)));
        image.bitmaps().ifPresent(bitmaps ->
                found.add(new BitmapsPart(bitmaps, geometry, image.bitmapsAreConsistent())));
        Landmarks landmarks = landmarks();
        ClusterNodes clusters = new ClusterNodes(
                image.source(), geometry, header.raw(Header.CRYPT_METHOD) != 0, image::inflated);
        L1Nodes l1Nodes = new L1Nodes(geometry, landmarks, new L2Nodes(geometry, landmarks, clusters));
        found.add(new MappingPart(image.l1Root(), image.snapshots(), l1Nodes, clusters));
        found.add(new RefcountsPart(image.refcounts().table(), image.refcounts().declaredEntries(), geometry,
                landmarks));
        if (image.snapshots().declaredCount() > 0) {
            found.add(new SnapshotsPart(image.source(), image.snapshots(), l1Nodes));
        }
        return List.copyOf(found);
    }

    private Landmarks landmarks() {
        Landmarks landmarks = new Landmarks(List.of())
                .and("header", geometry.inFile(0, geometry.clusterSize()))
                .and("active L1 table", image.l1Table().range())
                .and("refcount table", image.refcounts().table().range())
                .and("snapshot table", image.snapshots().range());
        ByteRange nowhere = new ByteRange(0, 0);
        return landmarks
                .and("encryption header", image.extensions().first(ExtensionType.CRYPTO_HEADER)
                        .map(pointer -> LuksHeader.range(pointer)).orElse(nowhere))
                // Where bitmaps are out of date, their clusters may have been given to somebody else.
                .and("bitmap directory", image.bitmapsAreConsistent()
                        ? image.bitmaps().map(BitmapDirectory::range).orElse(nowhere) : nowhere);
    }

    /** Adds what no structure claims. */
    public void attach(Gaps found) {
        gaps = parts.isEmpty() ? null : new GapsPart(image.source(), found);
    }

    /** Adds what only looks like a structure; nothing where there is none. */
    public void attach(Node found) {
        proposals = found.childCount() == 0 ? null : found;
    }

    /** The nodes of the parts, in the order of the tree. */
    public List<Node> children() {
        List<Node> nodes = new ArrayList<>(parts.stream().map(Part::node).toList());
        Node proposed = proposals;
        if (proposed != null) {
            nodes.add(proposed);
        }
        Part known = gaps;
        if (known != null) {
            nodes.add(known.node());
        }
        return nodes;
    }

    /**
     * The deepest node that owns a byte: of a structure, or else of what looks like one, or else of a gap, if those are
     * known; null where there is none.
     *
     * @param root of the tree
     * @param map  spares a search through the tables where there is one
     */
    public @Nullable Node ownerOf(Node root, long offset, @Nullable HostMap map, Progress progress) {
        for (Part part : parts) {
            Node owner = part.ownerOf(offset);
            if (owner != null) {
                return owner;
            }
        }
        Node mapped = map == null ? null : mapped(root, offset, map, progress);
        Part known = gaps;
        if (mapped != null) {
            return mapped;
        }
        if (map == null || !map.isWhole()) {
            for (Part part : parts) {
                Node owner = part.search(offset, progress);
                if (owner != null) {
                    return owner;
                }
            }
        }
        Node proposed = proposals;
        Node proposal = proposed == null ? null : proposed.deepestAt(offset);
        return proposal != null && !proposal.equals(proposed) ? proposal
                : known == null ? null : known.search(offset, progress);
    }

    /** The deepest node of the first owner of a byte; null where the byte has no owner. */
    private static @Nullable Node mapped(Node root, long offset, HostMap map, Progress progress) {
        List<Owner> first = map.ownersOf(offset, 1, progress).list();
        Node node = first.isEmpty() ? null : root.find(first.getFirst().path());
        return node == null || !node.span().range().contains(offset) ? null : node.deepestAt(offset);
    }
}
