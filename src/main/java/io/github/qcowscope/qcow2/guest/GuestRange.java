package io.github.qcowscope.qcow2.guest;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of the virtual disk that is all of one kind, as {@code qemu-img map} lists it.
 *
 * @param start      first byte of the virtual disk
 * @param length     number of bytes
 * @param depth      the layer of the backing chain that answers for it, 0 for the image itself
 * @param present    whether that layer has an entry or bytes for it, rather than standing for it by its mere size
 * @param zero       whether it reads as zeros
 * @param data       whether it is backed by stored data, be they zero or not
 * @param compressed whether the data are compressed
 * @param offset     where its first byte lies in {@code file}; -1 where it has no place of its own
 * @param file       name of the file that has it; null where it has no place of its own
 * @param problem    why it cannot be told what the range is, in a sentence; null where it can
 */
public record GuestRange(long start, long length, int depth, boolean present, boolean zero, boolean data,
        boolean compressed, long offset, @Nullable String file, @Nullable String problem) {

    /** Whether the range has a place of its own in a file. */
    public boolean hasOffset() {
        return offset >= 0;
    }

    /** The first byte after the range. */
    public long end() {
        return start + length;
    }
}
