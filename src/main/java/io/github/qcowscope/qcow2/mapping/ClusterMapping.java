package io.github.qcowscope.qcow2.mapping;

/** What stands for a guest cluster. */
public sealed interface ClusterMapping {

    /** Nothing: reads go to the backing file, or give zeros. */
    record Unallocated() implements ClusterMapping {}

    /**
     * Reads as zeros.
     *
     * @param offset    host cluster that is kept for later writes, if any
     * @param allocated whether there is one
     */
    record Zero(long offset, boolean allocated) implements ClusterMapping {}

    /**
     * A host cluster.
     *
     * @param offset its first byte, in the image or in the external data file
     */
    record Data(long offset) implements ClusterMapping {}

    /**
     * Compressed data.
     *
     * @param offset first byte in the file
     * @param length bytes that it can have at most
     */
    record Compressed(long offset, long length) implements ClusterMapping {}

    /**
     * A cluster of 32 subclusters, each with a state of its own.
     *
     * @param offset      host cluster, if any
     * @param hasCluster  whether there is one
     * @param allocated   bit x: subcluster x has data
     * @param zero        bit x: subcluster x reads as zeros
     */
    record Subclusters(long offset, boolean hasCluster, int allocated, int zero) implements ClusterMapping {}
}
