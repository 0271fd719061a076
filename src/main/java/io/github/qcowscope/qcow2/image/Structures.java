package io.github.qcowscope.qcow2.image;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.compressed.InflatedCluster;
import io.github.qcowscope.qcow2.compressed.InflatedClusters;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.header.HeaderExtensions;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.mapping.ClusterMapping;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.refcount.Refcounts;
import io.github.qcowscope.qcow2.snapshot.L1Root;
import io.github.qcowscope.qcow2.snapshot.SnapshotTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The typed structures of an image, which is all that algorithms need of it. What is not QCOW2 has none but the header;
 * numbers are as the file has them.
 */
public class Structures {

    private final ByteSource source;
    private final Header header;
    private final Geometry geometry;
    private final boolean recognized;
    private final boolean laidOut;
    private final HeaderExtensions extensions;
    private final @Nullable BitmapDirectory bitmaps;
    private final SnapshotTable snapshots;
    private final Refcounts refcounts;
    private final InflatedClusters inflated;

    /**
     * Reads header, header extensions, bitmap directory and snapshot table; everything else is read when somebody asks.
     *
     * @param source the file's bytes, which stay open
     */
    protected Structures(ByteSource source) {
        this.source = source;
        header = new Header(source);
        geometry = header.geometry();
        recognized = header.isPlausible();
        laidOut = recognized && header.raw(Header.VERSION) != 1;
        extensions = laidOut ? HeaderExtensions.of(header, geometry)
                : new HeaderExtensions(List.of(), new ByteRange(0, 0), new ByteRange(0, 0));
        bitmaps = extensions.first(ExtensionType.BITMAPS)
                .map(extension -> new BitmapDirectory(extension, geometry))
                .orElse(null);
        snapshots = new SnapshotTable(source, geometry, header.raw(Header.SNAPSHOTS_OFFSET),
                laidOut ? header.raw(Header.NB_SNAPSHOTS) : 0);
        refcounts = new Refcounts(header, geometry);
        inflated = new InflatedClusters(source, geometry);
    }

    /** The file's bytes. */
    public final ByteSource source() {
        return source;
    }

    /** Whether the file is QCOW2, as far as can be told; if not, the tree is only the root. */
    public final boolean isRecognized() {
        return recognized;
    }

    /**
     * Whether the file is laid out as this program knows it: QCOW2, and not of version 1, of which only the header is
     * shown.
     */
    public final boolean isLaidOut() {
        return laidOut;
    }

    /** The header. */
    public final Header header() {
        return header;
    }

    /** The numbers that everything is computed from. */
    public final Geometry geometry() {
        return geometry;
    }

    /** The header extensions. */
    public final HeaderExtensions extensions() {
        return extensions;
    }

    /** The bitmap directory; empty where the image has no bitmaps extension. */
    public final Optional<BitmapDirectory> bitmaps() {
        return Optional.ofNullable(bitmaps);
    }

    /** Whether the bitmaps extension is up to date: autoclear bit 0. */
    public final boolean bitmapsAreConsistent() {
        return header.has(Header.AUTOCLEAR_FEATURES, Header.BITMAPS);
    }

    /** The snapshot table; empty where the image has no snapshots. */
    public final SnapshotTable snapshots() {
        return snapshots;
    }

    /** The refcounts. */
    public final Refcounts refcounts() {
        return refcounts;
    }

    /** The active L1 table, as far as the file has it. */
    public final EntryTable l1Table() {
        return EntryTable.of(geometry, source, header.raw(Header.L1_TABLE_OFFSET), header.raw(Header.L1_SIZE),
                L1Entry.SIZE);
    }

    /** The active L1 table together with the virtual disk that it maps. */
    public final L1Root l1Root() {
        return new L1Root(TreePaths.ACTIVE, l1Table(), header.raw(Header.L1_SIZE), geometry, geometry.virtualSize());
    }

    /** The content of a compressed cluster: a source of its own, which inflates when it is first read. */
    public final InflatedCluster inflated(ClusterMapping.Compressed place) {
        return inflated.at(place);
    }
}
