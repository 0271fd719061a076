package io.github.qcowscope.bytes;

import java.util.ArrayList;
import java.util.List;

/**
 * A contiguous range of bytes, half open.
 *
 * @param offset first byte, 0 or more
 * @param length number of bytes, 0 or more; {@code offset + length} never overflows a signed 64-bit number
 */
public record ByteRange(long offset, long length) implements Comparable<ByteRange> {

    /** Validates the invariants; code that takes numbers from a file uses {@link #clamped} instead. */
    public ByteRange {
        if (offset < 0 || length < 0 || offset + length < 0) {
            throw new IllegalArgumentException("not a byte range: offset " + offset + ", length " + length);
        }
    }

    /**
     * A range from numbers that a file holds, which may be anything: both are taken as unsigned and cut at
     * {@link Long#MAX_VALUE}.
     */
    public static ByteRange clamped(long offset, long length) {
        long start = offset < 0 ? Long.MAX_VALUE : offset;
        long room = Long.MAX_VALUE - start;
        return new ByteRange(start, length < 0 || length > room ? room : length);
    }

    /** The range from {@code start} up to, but without, {@code end}. */
    public static ByteRange between(long start, long end) {
        return new ByteRange(start, end - start);
    }

    /** The first byte after the range. */
    public long end() {
        return offset + length;
    }

    /** Whether the range holds no byte. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** Whether {@code position} is one of the range's bytes. */
    public boolean contains(long position) {
        return position >= offset && position - offset < length;
    }

    /** Whether every byte of {@code other} is one of this range's; an empty range is inside where its offset is. */
    public boolean contains(ByteRange other) {
        return other.offset >= offset && other.end() <= end();
    }

    /** Whether the two have a byte in common. */
    public boolean overlaps(ByteRange other) {
        return Math.max(offset, other.offset) < Math.min(end(), other.end());
    }

    /** The bytes that both have; empty, at the later start, where there are none. */
    public ByteRange intersect(ByteRange other) {
        long start = Math.max(offset, other.offset);
        return new ByteRange(start, Math.max(0, Math.min(end(), other.end()) - start));
    }

    /** Orders by offset, then by length. */
    @Override
    public int compareTo(ByteRange other) {
        int byOffset = Long.compare(offset, other.offset);
        return byOffset != 0 ? byOffset : Long.compare(length, other.length);
    }

    /** {@code 0x1000-0x1fff (4096)}. */
    @Override
    public String toString() {
        // Without a formatter: a dump of a large table prints many millions of ranges.
        String start = "0x" + Long.toHexString(offset);
        return isEmpty() ? start + " (0)" : start + "-0x" + Long.toHexString(end() - 1) + " (" + length + ")";
    }

    /** What is left of these bytes without other ranges, which come in any order and may overlap; in order. */
    public List<ByteRange> without(List<ByteRange> ranges) {
        List<ByteRange> left = new ArrayList<>();
        long at = offset;
        for (ByteRange range : ranges.stream().sorted().toList()) {
            if (range.offset() >= end()) {
                break;
            }
            if (!range.isEmpty() && range.offset() > at) {
                left.add(ByteRange.between(at, range.offset()));
            }
            at = range.isEmpty() ? at : Math.max(at, range.end());
        }
        if (at < end()) {
            left.add(ByteRange.between(at, end()));
        }
        return left;
    }
}
