package io.github.qcowscope.check;

import io.github.qcowscope.qcow2.layout.Geometry;

/**
 * Structures claim the clusters that they lie in, as QEMU counts it: a structure that reaches past the end of the file
 * by a cluster or more is a corruption and claims nothing.
 */
final class Claims {

    private final Inspection inspection;
    private final Geometry geometry;
    private final References references;
    private final boolean counting;
    private final long fileClusters;
    private boolean growsFile;

    /**
     * No claims yet.
     *
     * @param counting whether corruptions are counted; the second walk over an image must not count them again
     */
    Claims(Inspection inspection, References references, boolean counting) {
        this.inspection = inspection;
        this.references = references;
        this.counting = counting;
        geometry = inspection.geometry();
        fileClusters = Geometry.ceilDiv(geometry.fileEnd(), geometry.clusterSize());
    }

    References references() {
        return references;
    }

    /** Whether corruptions are counted in this walk. */
    boolean isCounting() {
        return counting;
    }

    /** Counts corruptions, if this walk does. */
    void corruptions(long count) {
        if (counting) {
            inspection.corruptions += count;
        }
    }

    /**
     * Counts a reference to each cluster of a structure.
     *
     * @param offset its first byte, any value
     * @param length its bytes; nothing is claimed for 0 or less
     * @param use    a bit of {@link Use}
     * @return whether it lies inside the file
     */
    boolean claim(long offset, long length, int use) {
        if (length <= 0) {
            return true;
        }
        if (geometry.isPastEnd(offset, length)) {
            corruptions(1);
            return false;
        }
        long first = geometry.clusterOf(offset);
        refer(first, geometry.clusterOf(offset + length - 1) - first + 1, use, 1);
        return true;
    }

    /** Counts references to clusters that are known to lie inside the file, or to begin there. */
    void refer(long cluster, long length, int uses, long weight) {
        references.add(cluster, length, uses, weight);
        growsFile |= cluster + length > fileClusters;
    }

    /** Counts the references of an L2 table. */
    void refer(L2Scan scan, long weight) {
        growsFile |= scan.end() > fileClusters;
        scan.addTo(references, weight);
    }

    /** Clusters of the file, with the one behind its end where a structure begins inside the file and ends there. */
    long clusters() {
        return fileClusters + (growsFile ? 1 : 0);
    }
}
