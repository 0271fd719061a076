package io.github.qcowscope.qcow2.compressed;

/**
 * Finds where a Zstandard frame ends (RFC 8878, section 3.1). A compressed cluster's length is known to the sector
 * only, so other data may follow its last frame, and the decompressor wants to be told where to stop.
 */
final class ZstdFrame {

    private static final long MAGIC = 0xfd2f_b528L;
    /** Magics of skippable frames differ in their lowest four bits. */
    private static final long SKIPPABLE = 0x184d_2a50L;
    private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};
    private static final int[] CONTENT_SIZE_BYTES = {0, 2, 4, 8};
    private static final int RAW = 0;
    private static final int RUN = 1;
    private static final int COMPRESSED = 2;

    private ZstdFrame() {}

    /**
     * The index after the frame's last byte; -1 where there is no frame, or it does not end in time.
     *
     * @param from index of the frame's first byte
     */
    static int end(byte[] bytes, int from) {
        long magic = number(bytes, from, 4);
        if ((magic & ~0xfL) == SKIPPABLE) {
            long end = from + 8L + number(bytes, from + 4, 4);
            return from + 8 <= bytes.length && end <= bytes.length ? (int) end : -1;
        }
        if (magic != MAGIC || from + 5 > bytes.length) {
            return -1;
        }
        int descriptor = bytes[from + 4] & 0xff;
        boolean singleSegment = (descriptor & 0x20) != 0;
        int contentSize = singleSegment && descriptor >>> 6 == 0 ? 1 : CONTENT_SIZE_BYTES[descriptor >>> 6];
        int at = from + 5 + (singleSegment ? 0 : 1) + DICTIONARY_ID_BYTES[descriptor & 3] + contentSize;
        boolean last = false;
        while (!last) {
            if (at + 3 > bytes.length) {
                return -1;
            }
            int block = (int) number(bytes, at, 3);
            last = (block & 1) != 0;
            int type = block >>> 1 & 3;
            if (type != RAW && type != RUN && type != COMPRESSED) {
                return -1;
            }
            // At most 3 + 2^21 more than an index that lies inside the array: no overflow.
            at += 3 + (type == RUN ? 1 : block >>> 3);
        }
        int end = at + ((descriptor & 4) != 0 ? 4 : 0);
        return end <= bytes.length ? end : -1;
    }

    /** A little-endian number; bytes past the end count as zero. */
    private static long number(byte[] bytes, int at, int count) {
        long number = 0;
        for (int i = 0; i < count && at + i < bytes.length; i++) {
            number |= (bytes[at + i] & 0xffL) << (i * 8);
        }
        return number;
    }
}
