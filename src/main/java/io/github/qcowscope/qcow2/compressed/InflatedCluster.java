package io.github.qcowscope.qcow2.compressed;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.mapping.ClusterMapping;
import org.jspecify.annotations.Nullable;

/**
 * The content of a compressed cluster, as bytes of their own. Inflated when it is first read, and kept from then on; as
 * long as a cluster is, even where the data turns out not to inflate and nothing can be read.
 */
public final class InflatedCluster implements ByteSource {

    private final ByteSource file;
    private final Geometry geometry;
    private final ClusterMapping.Compressed place;
    private @Nullable HeapBytes content;
    private @Nullable String failure;

    /**
     * The content of the cluster whose compressed data lies at a place; nothing is read yet.
     *
     * @param file  the image file
     * @param place where the data is, any values
     */
    InflatedCluster(ByteSource file, Geometry geometry, ClusterMapping.Compressed place) {
        this.file = file;
        this.geometry = geometry;
        this.place = place;
    }

    @Override
    public String name() {
        return "inflated from 0x%x".formatted(place.offset());
    }

    /** Where the compressed data is. */
    public ClusterMapping.Compressed place() {
        return place;
    }

    @Override
    public long length() {
        return geometry.clusterSize();
    }

    @Override
    public int read(long offset, byte[] into, int at, int count) {
        inflate();
        return content == null ? 0 : content.read(offset, into, at, count);
    }

    @Override
    public String whyUnreadable(long offset) {
        inflate();
        return failure == null ? "past the end of the cluster (%d bytes)".formatted(length())
                : "the compressed data at 0x%x does not give a cluster, as %s".formatted(place.offset(), failure);
    }

    /** Why there is no content, as a sentence; null where there is. */
    public @Nullable String problem() {
        inflate();
        return failure == null ? null
                : "The compressed data at 0x%x does not give a cluster: %s.".formatted(place.offset(), failure);
    }

    private synchronized void inflate() {
        if (content != null || failure != null) {
            return;
        }
        // At most two clusters long: the descriptor has no bits for more. What the file lacks at its end need not be
        // missing.
        Chunk data = file.chunk(place.offset(), (int) Math.min(place.length(), 2L * Inflation.MOST));
        if (data.available() == 0) {
            failure = data.whyShort();
            return;
        }
        switch (Inflation.of(data.toArray(), geometry.clusterSize(), geometry.compression())) {
            case Inflation.Whole whole -> content = new HeapBytes(name(), whole.bytes());
            case Inflation.Failed failed -> failure = failed.reason();
        }
    }
}
