package io.github.qcowscope.qcow2;

import io.github.qcowscope.bytes.ByteSource;

/** Counts what is read from a source: the work that an answer took. */
final class CountingSource implements ByteSource {

    private final ByteSource source;
    private long reads;
    private long bytes;

    CountingSource(ByteSource source) {
        this.source = source;
    }

    /** Reads since the last reset. */
    long reads() {
        return reads;
    }

    /** Bytes that were read since the last reset. */
    long bytes() {
        return bytes;
    }

    void reset() {
        reads = 0;
        bytes = 0;
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
    public int read(long offset, byte[] into, int at, int count) {
        int got = source.read(offset, into, at, count);
        reads++;
        bytes += got;
        return got;
    }
}
