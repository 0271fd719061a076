package io.github.qcowscope.qcow2;

import org.jspecify.annotations.Nullable;

/** What can be wrong with an offset that should lead to a cluster of the file. */
final class ClusterPointer {

    private ClusterPointer() {}

    /**
     * The sentence that says what is wrong; null where nothing is, or where the offset is 0 and so leads nowhere.
     *
     * @param what   the sentence's subject, for instance {@code The L2 table}
     * @param offset a byte of the file, any value
     */
    static @Nullable String problem(Geometry geometry, String what, long offset) {
        if (offset == 0) {
            return null;
        }
        return !geometry.isAligned(offset)
                ? "%s starts at 0x%x, which is no multiple of the cluster size.".formatted(what, offset)
                : geometry.inFile(offset, 1).isEmpty()
                ? "%s starts at 0x%x, past the end of the file.".formatted(what, offset)
                : null;
    }
}
