package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteSource;

/**
 * A stretch of a file on the heap, as big-endian numbers: all structures of QCOW2 consist of such, and start at one.
 *
 * @param source where it comes from, for what reaches past the stretch
 * @param offset its first byte, a multiple of {@link #SECTOR}
 * @param words  the numbers; those that cannot be read are 0
 * @param count  how many of {@code words} there are, a multiple of {@link #SECTOR_WORDS}
 */
record Piece(ByteSource source, long offset, long[] words, int count) {

    /** Bytes of the smallest cluster: no structure starts elsewhere than at a multiple of this. */
    static final int SECTOR = 512;
    /** Numbers in it. */
    static final int SECTOR_WORDS = SECTOR / Long.BYTES;

    /** Reads a stretch; what the file lacks of its last sector is 0. */
    static Piece read(ByteSource source, long offset, long length) {
        int count = (int) ((length + SECTOR - 1) / SECTOR) * SECTOR_WORDS;
        long[] words = new long[count];
        source.readLongs(offset, words, count);
        return new Piece(source, offset, words, count);
    }

    /** Where a number lies in the file. */
    long offsetOf(int word) {
        return offset + (long) word * Long.BYTES;
    }

    /** Whether a sector holds nothing but zeros. */
    boolean isZero(int sector) {
        long any = 0;
        for (int i = sector; i < sector + SECTOR_WORDS; i++) {
            any |= words[i];
        }
        return any == 0;
    }
}
