package io.github.qcowscope.qcow2.dirty;

/**
 * A part of the virtual disk of which a bitmap says the same throughout.
 *
 * @param start  first byte of the virtual disk
 * @param length bytes, more than 0
 * @param state  what the bitmap says
 */
public record DirtyRange(long start, long length, DirtyState state) {

    /** The first byte after the range. */
    public long end() {
        return start + length;
    }
}
