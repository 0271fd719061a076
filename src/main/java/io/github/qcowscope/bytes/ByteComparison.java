package io.github.qcowscope.bytes;

import io.github.qcowscope.job.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Two sources, compared byte by byte at the same offsets. What only the longer one has is one more difference. Bytes
 * that neither source stores are equal without being read. Needs the memory of two blocks, whatever the sources' size.
 *
 * <p>A difference is a stretch of bytes that differ; fewer than {@value #GAP} equal bytes in between do not end it, or
 * two files of random bytes would have one at every other place.
 */
public final class ByteComparison {

    /** Equal bytes that end a difference: a row of a hex pane. */
    public static final int GAP = 16;
    private static final int BLOCK = 1 << 18;
    /** Where a read fails, the next attempt starts at the next page. */
    private static final int PAGE = 4096;
    /** Blocks from one report to the next. */
    private static final int REPORTED = 64;
    /** The longest step over bytes that are not stored: sources of any length are crossed in a few. */
    private static final long LONGEST_STEP = 1L << 40;

    /**
     * How much has been compared, and with what result.
     *
     * @param compared    bytes from the start that have been looked at, of those that both sources have
     * @param differing   how many of them differ
     * @param differences stretches that they make up
     * @param unreadable  bytes that one of the sources did not deliver; they count as equal
     */
    public record Count(long compared, long differing, long differences, long unreadable) {

        /** Nothing has been compared. */
        public static final Count NONE = new Count(0, 0, 0, 0);
    }

    private final ByteSource left;
    private final ByteSource right;

    /** Compares two sources. */
    public ByteComparison(ByteSource left, ByteSource right) {
        this.left = left;
        this.right = right;
    }

    /** Bytes that both have. */
    public long common() {
        return Math.min(left.length(), right.length());
    }

    /** Bytes of the longer one. */
    public long length() {
        return Math.max(left.length(), right.length());
    }

    /**
     * Counts what differs among the bytes that both have.
     *
     * @param progress told how far the comparison is, and asked whether to go on
     * @param some     told what has been found so far, now and then
     */
    public Count count(Progress progress, Consumer<Count> some) {
        Block block = new Block();
        long end = common();
        long differing = 0;
        long differences = 0;
        long unreadable = 0;
        long last = Long.MIN_VALUE / 2;
        long blocks = 0;
        for (long at = skipHoles(0, end); at < end; at = skipHoles(block.end(), end)) {
            if (blocks++ % REPORTED == 0) {
                progress.check();
                progress.report(at, end);
                some.accept(new Count(at, differing, differences, unreadable));
            }
            block.read(at, end);
            unreadable += block.unreadable;
            for (int from = block.next(0); from < block.size; from = block.next(from)) {
                int to = block.runEnd(from);
                differing += to - from;
                differences += block.start + from - last >= GAP ? 1 : 0;
                last = block.start + to;
                from = to;
            }
        }
        return new Count(end, differing, differences, unreadable);
    }

    /**
     * The first difference that begins after a byte.
     *
     * @param after  the byte; -1 for the very first difference
     * @param most   a longer difference is cut to this many bytes: where it ends need not be known to go there
     * @return empty, at {@link #length()}, where there is none
     */
    public ByteRange next(long after, int most, Progress progress) {
        Block block = new Block();
        long end = common();
        long start = -1;
        long last = -1;
        // A difference that goes on through the byte is the one where the caret is: it is passed over.
        boolean passing = after >= 0;
        long passed = after;
        for (long at = skipHoles(Math.max(0, after), end); at < end; at = skipHoles(block.end(), end)) {
            progress.check();
            progress.report(at, end);
            block.read(at, end);
            for (int from = block.next(0); from < block.size; from = block.next(from)) {
                int to = block.runEnd(from);
                long first = block.start + from;
                if (passing && first - passed < (passed == after ? 1 : GAP)) {
                    passed = block.start + to;
                } else if (start >= 0 && first - last >= GAP) {
                    return new ByteRange(start, Math.min(most, last - start));
                } else {
                    passing = false;
                    start = start < 0 ? first : start;
                    last = block.start + to;
                }
                from = to;
            }
            if (start >= 0 && (last - start >= most || block.end() - last >= GAP)) {
                break;
            }
        }
        return start >= 0 ? new ByteRange(start, Math.min(most, last - start))
                : after < end ? ByteRange.between(end, length()) : new ByteRange(length(), 0);
    }

    /**
     * The last difference that begins before a byte.
     *
     * @param before the byte; {@link #length()} for the very last difference
     * @param most   a longer difference is cut to this many bytes
     * @return empty, at 0, where there is none
     */
    public ByteRange previous(long before, int most, Progress progress) {
        if (before > common()) {
            return ByteRange.between(common(), length());
        }
        Block block = new Block();
        long start = -1;
        long last = -1;
        long step = BLOCK;
        for (long end = before; end > 0 && (start < 0 || start - end < GAP); ) {
            progress.check();
            progress.report(before - end, before);
            long from = Math.max(0, end - step);
            if (skipHoles(from, end) == end) {
                step = Math.min(LONGEST_STEP, step * 2);
                end = from;
                continue;
            }
            step = BLOCK;
            from = Math.max(0, end - step);
            block.read(from, end);
            for (int to = block.previous(block.size); to > 0; to = block.previous(to)) {
                int first = block.runStart(to);
                if (start >= 0 && start - (from + to) >= GAP) {
                    return new ByteRange(start, Math.min(most, last - start));
                }
                last = start < 0 ? from + to : last;
                start = from + first;
                to = first;
            }
            end = from;
        }
        return start < 0 ? new ByteRange(0, 0) : new ByteRange(start, Math.min(most, last - start));
    }

    /** The runs of bytes that differ in a range that is small enough to be shown, with what only one source has. */
    public List<ByteRange> in(ByteRange shown) {
        List<ByteRange> found = new ArrayList<>();
        Block block = new Block();
        long end = Math.min(shown.end(), common());
        for (long at = shown.offset(); at < end; at = block.end()) {
            block.read(at, end);
            for (int from = block.next(0); from < block.size; from = block.next(from)) {
                int to = block.runEnd(from);
                found.add(ByteRange.between(block.start + from, block.start + to));
                from = to;
            }
        }
        long from = Math.max(shown.offset(), common());
        if (from < Math.min(shown.end(), length())) {
            found.add(ByteRange.between(from, Math.min(shown.end(), length())));
        }
        return found;
    }

    /**
     * The first byte from {@code from} on that one of the sources stores; {@code end} where there is none before it.
     */
    private long skipHoles(long from, long end) {
        long at = from;
        while (at < end) {
            Extent one = left.extentAt(at);
            Extent other = right.extentAt(at);
            if (!one.hole() || !other.hole()) {
                return at;
            }
            at = Math.min(one.end(), other.end());
        }
        return end;
    }

    /** Heap copies of the same bytes of both sources; what one of them does not deliver is zeros in both. */
    private final class Block {
        private final byte[] one = new byte[BLOCK];
        private final byte[] other = new byte[BLOCK];
        private long start;
        private int size;
        private int unreadable;

        /** Reads as much as fits, from {@code from} on and up to {@code end}. */
        void read(long from, long end) {
            start = from;
            size = (int) Math.min(BLOCK, end - from);
            unreadable = 0;
            int done = 0;
            while (done < size) {
                int got = left.read(start + done, one, done, size - done);
                got = got == 0 ? 0 : Math.min(got, right.read(start + done, other, done, got));
                done += got;
                if (done < size) {
                    int next = (int) Math.min(size, done + PAGE - (start + done) % PAGE);
                    Arrays.fill(one, done, next, (byte) 0);
                    Arrays.fill(other, done, next, (byte) 0);
                    unreadable += next - done;
                    done = next;
                }
            }
        }

        long end() {
            return start + size;
        }

        /** The first byte from {@code from} on that differs; the block's size where none does. */
        int next(int from) {
            int found = Arrays.mismatch(one, from, size, other, from, size);
            return found < 0 ? size : from + found;
        }

        int runEnd(int from) {
            int to = from;
            while (to < size && one[to] != other[to]) {
                to++;
            }
            return to;
        }

        /** The byte after the last one before {@code to} that differs; 0 where none does. */
        int previous(int to) {
            if (Arrays.equals(one, 0, to, other, 0, to)) {
                return 0;
            }
            int end = to;
            while (one[end - 1] == other[end - 1]) {
                end--;
            }
            return end;
        }

        int runStart(int to) {
            int from = to;
            while (from > 0 && one[from - 1] != other[from - 1]) {
                from--;
            }
            return from;
        }
    }
}
