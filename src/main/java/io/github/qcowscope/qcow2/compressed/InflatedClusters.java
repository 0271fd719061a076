package io.github.qcowscope.qcow2.compressed;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.mapping.ClusterMapping;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Inflated clusters of an image. The last few are kept, so that asking twice for one gives the same source, and
 * inflates once.
 */
public final class InflatedClusters {

    /** At 2 MiB each, 16 MiB at most. */
    private static final int KEPT = 8;

    private final ByteSource file;
    private final Geometry geometry;
    private final Deque<InflatedCluster> latest = new ArrayDeque<>();

    public InflatedClusters(ByteSource file, Geometry geometry) {
        this.file = file;
        this.geometry = geometry;
    }

    /** The content of the cluster whose compressed data lies at a place. */
    public synchronized InflatedCluster at(ClusterMapping.Compressed place) {
        for (Iterator<InflatedCluster> i = latest.iterator(); i.hasNext();) {
            InflatedCluster known = i.next();
            if (known.place().equals(place)) {
                i.remove();
                latest.addFirst(known);
                return known;
            }
        }
        if (latest.size() == KEPT) {
            latest.removeLast();
        }
        InflatedCluster made = new InflatedCluster(file, geometry, place);
        latest.addFirst(made);
        return made;
    }
}
