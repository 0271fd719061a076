package io.github.qcowscope.bytes;

import io.github.qcowscope.job.Progress;

/**
 * Finds bytes in a source, block by block: memory does not grow with the source. Bytes that cannot be read match
 * nothing, and the search goes on behind them.
 */
public final class ByteSearch {

    /** Bytes read at a time. */
    static final int BLOCK = 1 << 20;
    /** Where reading fails, this much is skipped: no device fails in smaller pieces. */
    private static final int SKIPPED = 4096;

    private final ByteSource source;
    private final BytePattern pattern;
    private final int block;
    private final byte[] buffer;

    /** A search for a pattern; not to be shared between threads. */
    public ByteSearch(ByteSource source, BytePattern pattern) {
        this(source, pattern, BLOCK);
    }

    ByteSearch(ByteSource source, BytePattern pattern, int block) {
        this.source = source;
        this.pattern = pattern;
        this.block = block;
        buffer = new byte[Math.addExact(block, pattern.length() - 1)];
    }

    /**
     * The first match that starts in a range, which may reach past it.
     *
     * @param starts   where a match may start
     * @param progress told the bytes searched; ends the search where it is cancelled
     * @return the offset of the match's first byte; -1 where there is none
     */
    public long first(ByteRange starts, Progress progress) {
        ByteRange range = possible(starts);
        long at = range.offset();
        while (at < range.end()) {
            progress.check();
            int candidates = (int) Math.min(block, range.end() - at);
            int there = read(at, candidates);
            for (int i = 0; i <= Math.min(candidates - 1, there - pattern.length()); i++) {
                if (pattern.matches(buffer, i)) {
                    return at + i;
                }
            }
            at = after(at, candidates, there);
            progress.report(at - range.offset(), range.length());
        }
        return -1;
    }

    /** The last match that starts in a range; else as {@link #first}. */
    public long last(ByteRange starts, Progress progress) {
        ByteRange range = possible(starts);
        long end = range.end();
        while (end > range.offset()) {
            progress.check();
            long at = Math.max(range.offset(), end - block);
            long found = lastIn(at, (int) (end - at));
            if (found >= 0) {
                return found;
            }
            end = at;
            progress.report(range.end() - end, range.length());
        }
        return -1;
    }

    /** A block that cannot be read whole is walked from its start, in the pieces that can. */
    private long lastIn(long start, int candidates) {
        long found = -1;
        long at = start;
        while (at < start + candidates) {
            int wanted = (int) (start + candidates - at);
            int there = read(at, wanted);
            for (int i = Math.min(wanted - 1, there - pattern.length()); i >= 0; i--) {
                if (pattern.matches(buffer, i)) {
                    found = at + i;
                    break;
                }
            }
            at = after(at, wanted, there);
        }
        return found;
    }

    private int read(long at, int candidates) {
        int wanted = (int) Math.min(candidates + pattern.length() - 1, source.length() - at);
        return source.read(at, buffer, 0, wanted);
    }

    /** Where the next candidate is: behind the block, or behind the bytes that could not be read. */
    private static long after(long at, int candidates, int there) {
        return there >= candidates ? at + candidates
                : Math.min(at + candidates, (at + there) / SKIPPED * SKIPPED + SKIPPED);
    }

    /** The part of a range where the source has room for a match. */
    private ByteRange possible(ByteRange starts) {
        return starts.intersect(new ByteRange(0, Math.max(0, source.length() - pattern.length() + 1)));
    }
}
