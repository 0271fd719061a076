package io.github.qcowscope.search;

import io.github.qcowscope.job.Progress;
import java.util.Arrays;
import java.util.List;

/**
 * Several patterns at once: a number in both byte orders, a text in several encodings. Where two of them match at one
 * place, both count, the shorter one first; two that are equal count once.
 */
final class AnyOf implements Needle {

    private static final int PIECE = 1 << 15;
    private static final int LENGTH_BITS = 32;

    private final List<BytePattern> patterns;

    AnyOf(List<BytePattern> patterns) {
        this.patterns = patterns;
    }

    @Override
    public int longest() {
        return patterns.stream().mapToInt(Needle::longest).max().orElse(1);
    }

    @Override
    public boolean overlaps() {
        return true;
    }

    @Override
    public boolean canMatchZeros() {
        return patterns.stream().anyMatch(Needle::canMatchZeros);
    }

    @Override
    public Scanner scanner(Progress progress) {
        return new Together(patterns.stream().map(pattern -> pattern.scanner(progress)).toList());
    }

    /** Lets the patterns look through a piece one after the other, and puts what they find in order. */
    private static final class Together implements Scanner {
        private final List<Scanner> scanners;
        /** Where a match starts, and its length in the low bits. */
        private long[] found = new long[64];
        private int count;

        Together(List<Scanner> scanners) {
            this.scanners = scanners;
        }

        @Override
        public boolean scan(byte[] bytes, int from, int to, int limit, long base, Sink sink) {
            for (int at = from; at < to; at += PIECE) {
                count = 0;
                for (Scanner scanner : scanners) {
                    scanner.scan(bytes, at, Math.min(to, at + PIECE), limit, base, this::keep);
                }
                Arrays.sort(found, 0, count);
                for (int i = 0; i < count; i++) {
                    boolean isNew = i == 0 || found[i] != found[i - 1];
                    if (isNew && !sink.match((int) (found[i] >>> LENGTH_BITS), (int) found[i])) {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean keep(int at, int length) {
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = (long) at << LENGTH_BITS | length;
            return true;
        }
    }
}
