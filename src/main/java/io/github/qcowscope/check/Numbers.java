package io.github.qcowscope.check;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;

/** Reads tables of 64-bit numbers in pieces, as QEMU sees them: where the file ends, zeros follow. For one thread. */
final class Numbers {

    private static final int PIECE = 1 << 13;

    private final ByteSource source;
    private final long[] piece;
    private long failedAt = -1;

    /** Sees a piece of a table. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Called in the order of the table.
         *
         * @param numbers the numbers, from index 0; overwritten by the next piece
         * @param count   how many of them belong to the table
         * @param first   index in the table of the first of them
         * @return whether to go on
         */
        boolean piece(long[] numbers, int count, long first);
    }

    /**
     * A reader.
     *
     * @param most numbers of the longest table, so that short ones take little memory
     */
    Numbers(ByteSource source, long most) {
        this.source = source;
        piece = new long[(int) Math.min(PIECE, Math.max(1, most))];
    }

    /**
     * Reads a table up to where the file ends: a number of which it has only some bytes is the last one.
     *
     * @param offset any value
     * @param count  numbers of the table
     */
    void read(long offset, long count, Progress progress, Visitor visitor) {
        if (offset < 0) {
            return;
        }
        for (long first = 0; first < count && offset + first * Long.BYTES < source.length(); first += piece.length) {
            progress.check();
            int wanted = (int) Math.min(piece.length, count - first);
            long at = offset + first * Long.BYTES;
            int got = source.readLongs(at, piece, wanted);
            if (at + got < Math.min(source.length(), at + (long) wanted * Long.BYTES)) {
                failedAt = at + got;
            }
            if (!visitor.piece(piece, wanted, first)) {
                return;
            }
        }
    }

    /** Offset of a byte inside the file that could not be read; -1 where all could. */
    long failedAt() {
        return failedAt;
    }

    /** Bytes of a table that the file has; both numbers may be anything. */
    static long bytesInFile(ByteSource source, long offset, long count) {
        return offset < 0 || offset >= source.length() ? 0 : Math.min(source.length() - offset, count * Long.BYTES);
    }
}
