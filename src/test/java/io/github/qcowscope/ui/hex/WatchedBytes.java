package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteSource;

/** A file of any length that starts with some bytes; each byte behind them is the low byte of the number of its row. */
public class WatchedBytes implements ByteSource {

    private final byte[] head;
    private final long length;
    private long largestRead;
    private long unreadableFrom = Long.MAX_VALUE;

    /** A file of {@code length} bytes. */
    public WatchedBytes(byte[] head, long length) {
        this.head = head;
        this.length = length;
    }

    /** From now on, bytes from {@code offset} on cannot be read, as if another program had truncated the file. */
    public void truncate(long offset) {
        unreadableFrom = offset;
    }

    /** Starts {@link #largestRead()} anew. */
    void forgetReads() {
        largestRead = 0;
    }

    /** The most bytes that were read at once. */
    long largestRead() {
        return largestRead;
    }

    /** The byte at an offset behind the head. */
    static int at(long offset) {
        return (int) (offset / 16) & 0xff;
    }

    @Override
    public String name() {
        return "sparse.qcow2";
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(long offset, byte[] into, int at, int count) {
        long end = Math.min(Math.min(length, unreadableFrom), offset + count);
        int got = (int) Math.max(0, end - offset);
        for (int i = 0; i < got; i++) {
            long here = offset + i;
            into[at + i] = here < head.length ? head[(int) here] : (byte) at(here);
        }
        largestRead = Math.max(largestRead, count);
        return got;
    }
}
