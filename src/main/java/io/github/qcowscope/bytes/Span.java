package io.github.qcowscope.bytes;

import org.jspecify.annotations.Nullable;

/**
 * Bytes of a certain source, or bits of them: a range means nothing without its source.
 *
 * @param source where the bytes lie
 * @param range  which bytes; it may reach past the source's end where a file says so
 * @param bits   which bits of the big-endian number that {@code range} (at most 8 bytes) holds; null for all of it
 */
public record Span(ByteSource source, ByteRange range, @Nullable Bits bits) {

    /** Whole bytes. */
    public Span(ByteSource source, ByteRange range) {
        this(source, range, null);
    }

    /** Whole bytes, from numbers that a file holds (see {@link ByteRange#clamped}). */
    public static Span of(ByteSource source, long offset, long length) {
        return new Span(source, ByteRange.clamped(offset, length));
    }

    /** The part that lies inside the source: what can be shown. Empty, at the source's end, where that is none. */
    public Span visible() {
        if (isInside()) {
            return this;
        }
        long length = source.length();
        return new Span(source, ByteRange.between(Math.min(range.offset(), length), length), bits);
    }

    /** Whether every byte lies inside the source. */
    public boolean isInside() {
        return range.end() <= source.length();
    }
}
