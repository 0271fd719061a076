package io.github.qcowscope.search;

import io.github.qcowscope.bytes.ByteRange;

/**
 * What was found.
 *
 * @param offset of its first byte
 * @param length number of bytes
 */
public record Match(long offset, int length) {

    /** Its bytes. */
    public ByteRange range() {
        return new ByteRange(offset, length);
    }
}
