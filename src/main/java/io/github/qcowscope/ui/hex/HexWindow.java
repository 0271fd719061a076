package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Excerpt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A heap copy of the bytes of a few rows, and which of them could not be read. */
final class HexWindow {

    private final ByteSource source;
    private final ByteRange range;
    private final byte[] bytes;
    private final BitSet missing;

    private HexWindow(ByteSource source, Excerpt excerpt) {
        this.source = source;
        range = excerpt.range();
        bytes = excerpt.bytes();
        missing = excerpt.missing();
    }

    /**
     * Reads rows, fewer where the source ends.
     *
     * @param top  the first row
     * @param rows how many; what fits on a screen
     */
    static HexWindow read(ByteSource source, long top, int rows) {
        ByteRange wanted = ByteRange.clamped(top * HexColumns.BYTES, (long) rows * HexColumns.BYTES);
        source.expect(wanted.offset(), (int) wanted.length());
        return new HexWindow(source, Excerpt.of(source, wanted));
    }

    /** The bytes that the file should have here. */
    ByteRange range() {
        return range;
    }

    /** How many there are. */
    int length() {
        return bytes.length;
    }

    /** The first row. */
    long topRow() {
        return range.offset() / HexColumns.BYTES;
    }

    /** Rows, of which the last may be short. */
    int rows() {
        return (bytes.length + HexColumns.BYTES - 1) / HexColumns.BYTES;
    }

    /** A byte, 0 to 255; 0 where it could not be read. */
    int u8(int index) {
        return bytes[index] & 0xff;
    }

    /** Whether a byte could be read. */
    boolean isReadable(int index) {
        return !missing.get(index);
    }

    /** The end of the bytes that could be read from {@code from} on; {@code end} at most. */
    int endOfReadable(int from, int end) {
        int next = missing.nextSetBit(from);
        return next < 0 ? end : Math.min(next, end);
    }

    /** Whether every byte of a row could be read. */
    boolean isRowReadable(int row) {
        int end = (row + 1) * HexColumns.BYTES;
        return endOfReadable(row * HexColumns.BYTES, end) == end;
    }

    /** Whether a row holds nothing but zeros. */
    boolean isRowZero(int row) {
        for (int i = row * HexColumns.BYTES; i < Math.min(bytes.length, (row + 1) * HexColumns.BYTES); i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return isRowReadable(row);
    }

    /** Whether this window and another are of one source, and have the same bytes where both have some. */
    boolean agreesWith(HexWindow other) {
        if (!source.sharesBytesWith(other.source)) {
            return false;
        }
        ByteRange both = range.intersect(other.range);
        int here = (int) (both.offset() - range.offset());
        int there = (int) (both.offset() - other.range.offset());
        int length = (int) both.length();
        return length == 0 || Arrays.equals(bytes, here, here + length, other.bytes, there, there + length)
                && missing.get(here, here + length).equals(other.missing.get(there, there + length));
    }

    /** The runs of bytes that another window, of the same bytes at an earlier time, has too, but as others. */
    List<ByteRange> changedFrom(HexWindow before) {
        if (!source.sharesBytesWith(before.source) && !source.name().equals(before.source.name())) {
            return List.of();
        }
        ByteRange both = range.intersect(before.range);
        List<ByteRange> runs = new ArrayList<>();
        for (long at = both.offset(); at < both.end(); at++) {
            long from = at;
            while (at < both.end() && isOther(before, at)) {
                at++;
            }
            if (at > from) {
                runs.add(ByteRange.between(from, at));
            }
        }
        return runs;
    }

    private boolean isOther(HexWindow before, long at) {
        int here = (int) (at - range.offset());
        int there = (int) (at - before.range.offset());
        return bytes[here] != before.bytes[there] || missing.get(here) != before.missing.get(there);
    }

    /** The runs of bytes that could not be read. */
    List<ByteRange> unreadable() {
        List<ByteRange> runs = new ArrayList<>();
        for (int from = missing.nextSetBit(0); from >= 0;) {
            int to = missing.nextClearBit(from);
            runs.add(new ByteRange(range.offset() + from, to - from));
            from = missing.nextSetBit(to);
        }
        return runs;
    }
}
