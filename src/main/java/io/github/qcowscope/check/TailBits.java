package io.github.qcowscope.check;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.job.Progress;

/** Looks for bits that are set where none may be: behind the end of a bitmap. */
final class TailBits {

    private static final int PIECE = 1 << 16;

    private TailBits() {}

    /**
     * The first bit that is set, counted from the least significant bit of the byte at {@code offset}; -1 where none
     * is.
     *
     * @param from the first bit to look at
     * @param to   the bit after the last one
     */
    static long firstSet(ByteSource source, long offset, long from, long to, Progress progress) {
        long at = from / Byte.SIZE;
        int ignored = (int) (from % Byte.SIZE);
        while (at < to / Byte.SIZE) {
            progress.check();
            Chunk chunk = source.chunk(offset + at, (int) Math.min(PIECE, to / Byte.SIZE - at));
            for (int i = 0; i < chunk.available(); i++) {
                int bits = chunk.u8(i) >>> ignored << ignored;
                if (bits != 0) {
                    return (at + i) * Byte.SIZE + Integer.numberOfTrailingZeros(bits);
                }
                ignored = 0;
            }
            if (!chunk.isWhole()) {
                return -1;
            }
            at += chunk.available();
        }
        return -1;
    }
}
