package io.github.qcowscope.qcow2.owner;

import io.github.qcowscope.bytes.ByteRange;

/**
 * Bytes of the file that no structure claims.
 *
 * @param sort  why
 * @param range which
 */
public record Gap(Sort sort, ByteRange range) {

    /** Why bytes can have no owner. */
    public enum Sort {
        /** Clusters that nothing owns, and whose refcounts say so: to be used for whatever is written next. */
        FREE("free"),
        /** Clusters that nothing owns, although their refcounts say that they are used. */
        LEAKED("leaked"),
        /** What the structures in a cluster leave over of it. */
        SLACK("slack");

        private final String label;

        Sort(String label) {
            this.label = label;
        }

        /** One word for it. */
        public String label() {
            return label;
        }
    }
}
