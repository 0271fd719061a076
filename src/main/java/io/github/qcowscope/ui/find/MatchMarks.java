package io.github.qcowscope.ui.find;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.search.Needle;
import io.github.qcowscope.search.RegexTooHard;
import java.util.ArrayList;
import java.util.List;

/** Finds the matches among the bytes that can be seen. Costs what they cost, so it may be asked on the FX thread. */
public final class MatchMarks {

    /** As many as bytes that fit on a screen. */
    private static final int MOST = 4096;
    /** More of them are not told apart where they touch: nobody could, and each costs time to paint. */
    private static final int TOLD_APART = 256;
    /** How often an expression may ask whether to go on: each time stands for 65536 steps. */
    private static final int PATIENCE = 16;

    private MatchMarks() {}

    /**
     * Finds them.
     *
     * @param window bytes that can be seen; a match that has one of them may begin before, or end behind
     * @return none where an expression takes too long for it
     */
    public static List<ByteRange> in(ByteSource source, ByteRange window, Needle needle) {
        long first = Math.max(0, window.offset() - needle.longest() + 1);
        long start = Math.max(0, first - needle.context());
        Chunk chunk = source.chunk(start, (int) (window.end() - start) + needle.longest() - 1);
        byte[] bytes = chunk.toArray();
        List<ByteRange> matches = new ArrayList<>();
        int[] asked = {0};
        Progress patience = new Progress() {
            @Override
            public void report(long done, long total) {
                // Nobody waits for so little.
            }

            @Override
            public boolean isCancelled() {
                return ++asked[0] > PATIENCE;
            }
        };
        try {
            int to = (int) Math.min(window.end() - start, bytes.length);
            needle.scanner(patience).scan(bytes, (int) (first - start), to, bytes.length, start, (at, length) -> {
                ByteRange range = new ByteRange(start + at, length);
                return !range.overlaps(window) || matches.add(range) && matches.size() < MOST;
            });
        } catch (Cancelled | RegexTooHard e) {
            return List.of();
        }
        return matches.size() > TOLD_APART ? joined(matches) : matches;
    }

    private static List<ByteRange> joined(List<ByteRange> matches) {
        List<ByteRange> joined = new ArrayList<>();
        for (ByteRange match : matches) {
            ByteRange before = joined.isEmpty() ? null : joined.getLast();
            if (before != null && match.offset() <= before.end()) {
                joined.set(joined.size() - 1, ByteRange.between(before.offset(), Math.max(before.end(), match.end())));
            } else {
                joined.add(match);
            }
        }
        return joined;
    }
}
