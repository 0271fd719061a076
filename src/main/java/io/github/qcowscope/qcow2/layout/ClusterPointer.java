package io.github.qcowscope.qcow2.layout;

import org.jspecify.annotations.Nullable;

/** What can be wrong with an offset that should lead to a cluster of the file. */
public final class ClusterPointer {

    private ClusterPointer() {}

    /**
     * The sentence that says that an offset is no multiple of the cluster size; null where it is one.
     *
     * @param what   the sentence's subject, for instance {@code The L2 table}
     * @param offset a byte of the file, any value
     */
    public static @Nullable String misaligned(Geometry geometry, String what, long offset) {
        return geometry.isAligned(offset) ? null
                : "%s starts at 0x%x, which is no multiple of the cluster size.".formatted(what, offset);
    }

    /**
     * The sentence that says that an offset is past the end of the file; null where it is not, or where it is 0 and so
     * leads nowhere.
     *
     * @param what   the sentence's subject
     * @param offset a byte of the file, any value
     */
    public static @Nullable String pastEnd(Geometry geometry, String what, long offset) {
        return offset == 0 || !geometry.isPastEnd(offset, geometry.clusterSize()) ? null
                : "%s starts at 0x%x, past the end of the file.".formatted(what, offset);
    }
}
