package io.github.qcowscope.search;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Extent;
import io.github.qcowscope.job.Progress;

/**
 * Walks through a stretch of a source, block by block, and tells the matches that start there. Bytes that cannot be
 * read match nothing, and the walk goes on behind them; holes are passed over where zeros match nothing. For one
 * thread.
 */
final class RangeWalk {

    /** Told each match; returns whether to go on. */
    @FunctionalInterface
    interface Sink {
        boolean match(long offset, int length);
    }

    /** Bytes read at a time: so many stay in the cache of a core. */
    static final int BLOCK = 1 << 18;
    /** Where reading fails, this much is skipped: no device fails in smaller pieces. */
    private static final int SKIPPED = 4096;

    private final ByteSource source;
    private final Needle needle;
    private final SearchScope scope;
    private final Progress progress;
    private final Needle.Scanner scanner;
    private final int block;
    private final byte[] buffer;
    private final boolean skipsHoles;
    private long extentFrom;
    private Extent extent = new Extent(0, false);
    /** The first place that may start a match, behind the end of the last one. */
    private long resume;
    private long read;

    RangeWalk(ByteSource source, Needle needle, SearchScope scope, int block, Progress progress) {
        this.source = source;
        this.needle = needle;
        this.scope = scope;
        this.progress = progress;
        this.block = block;
        scanner = needle.scanner(progress);
        buffer = new byte[Math.addExact(block, needle.longest() - 1 + needle.context())];
        skipsHoles = !needle.canMatchZeros();
    }

    /** Bytes that have been read so far. */
    long read() {
        return read;
    }

    /**
     * Walks.
     *
     * @param from where the first match may start
     * @param to   before which the last one starts
     * @return whether the sink wanted all of them
     */
    boolean walk(long from, long to, Sink sink) {
        resume = from;
        long at = from;
        while (at < to) {
            ByteRange range = scope.next(at, to);
            if (range == null) {
                return true;
            }
            ByteRange there = range.intersect(new ByteRange(0, source.length()));
            if (!within(there, Math.min(to, there.end()), sink)) {
                return false;
            }
            at = Math.max(at + 1, range.end());
        }
        return true;
    }

    private boolean within(ByteRange range, long to, Sink sink) {
        for (long at = range.offset(); at < to;) {
            progress.check();
            at = pastHole(at);
            if (at >= to) {
                return true;
            }
            int candidates = (int) Math.min(block, to - at);
            // What comes before a match is only looked at: it need not be in the scope.
            long start = Math.max(0, at - needle.context());
            int before = (int) (at - start);
            int wanted = (int) Math.min(range.end() - start, (long) before + candidates + needle.longest() - 1);
            int there = source.read(start, buffer, 0, wanted);
            read += there;
            int from = (int) Math.max(before, Math.min(resume - start, Integer.MAX_VALUE));
            int end = before + candidates;
            int last = Math.min(end, there);
            if (from < last && !scanner.scan(buffer, from, last, there, start, (i, length) -> {
                resume = needle.overlaps() ? resume : start + i + length;
                return sink.match(start + i, length);
            })) {
                return false;
            }
            at = there >= end ? at + candidates
                    : Math.min(at + candidates, Math.max(at, start + there) / SKIPPED * SKIPPED + SKIPPED);
        }
        return true;
    }

    /** The first place from here on where a match may start that has a byte which is no hole's. */
    long pastHole(long at) {
        if (!skipsHoles || at >= source.length()) {
            return at;
        }
        if (at < extentFrom || at >= extent.end()) {
            extentFrom = at;
            extent = source.extentAt(at);
        }
        return extent.hole() ? Math.max(at, extent.end() - needle.longest() + 1) : at;
    }
}
