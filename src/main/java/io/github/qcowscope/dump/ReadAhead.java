package io.github.qcowscope.dump;

import io.github.qcowscope.bytes.ByteSource;

/**
 * A source that reads another in blocks and keeps the last few: a dump asks for eight bytes many millions of times,
 * mostly beside the ones before.
 */
final class ReadAhead implements ByteSource {

    private static final int BLOCK = 1 << 16;
    private static final int KEPT = 8;

    private final ByteSource source;
    private final byte[][] blocks = new byte[KEPT][];
    private final long[] starts = new long[KEPT];
    private final int[] filled = new int[KEPT];
    private int latest;

    ReadAhead(ByteSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public long length() {
        return source.length();
    }

    @Override
    public String whyUnreadable(long offset) {
        return source.whyUnreadable(offset);
    }

    @Override
    public synchronized int read(long offset, byte[] into, int at, int count) {
        int inBlock = (int) (offset & BLOCK - 1);
        if (offset < 0 || inBlock + count > BLOCK) {
            return source.read(offset, into, at, count);
        }
        int slot = slot(offset - inBlock);
        if (inBlock + count > filled[slot]) {
            // Past the end, or behind a fault: the source knows better where it can be read again.
            return source.read(offset, into, at, count);
        }
        System.arraycopy(blocks[slot], inBlock, into, at, count);
        return count;
    }

    private int slot(long start) {
        for (int i = 0; i < KEPT; i++) {
            int slot = (latest + i) % KEPT;
            if (starts[slot] == start && filled[slot] > 0) {
                return slot;
            }
        }
        // The latest goes in front of the others: the one that was filled longest ago makes room.
        latest = (latest + KEPT - 1) % KEPT;
        if (blocks[latest] == null) {
            blocks[latest] = new byte[BLOCK];
        }
        starts[latest] = start;
        filled[latest] = source.read(start, blocks[latest], 0, BLOCK);
        return latest;
    }
}
