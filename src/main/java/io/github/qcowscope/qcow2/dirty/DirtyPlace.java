package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.bytes.ByteRange;

/**
 * Where one bit of a bitmap lies.
 *
 * @param bit    its index in the bitmap
 * @param guest  the bytes of the virtual disk that it stands for
 * @param entry  index of its entry in the bitmap table
 * @param offset the byte of the file that holds it; -1 where no byte does, as with entries that are all ones or all
 *               zeroes
 * @param inByte its place in that byte, 0 being the least significant bit
 */
public record DirtyPlace(long bit, ByteRange guest, long entry, long offset, int inByte) {

    /** Whether a byte of the file holds the bit. */
    public boolean isStored() {
        return offset >= 0;
    }
}
