package io.github.qcowscope.search;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import org.jspecify.annotations.Nullable;

/** Where to look: ranges of a source, in order and without overlaps. A match lies within one of them. */
public interface SearchScope {

    /**
     * The first range that has a byte in a stretch, from there on.
     *
     * @param from  first byte of the stretch, 0 or more
     * @param until first byte after it
     * @return its first byte is in the stretch; it may end later than the stretch, but where it goes on far beyond, it
     *         may end anywhere from {@code until} plus the {@link #REACH} on; null where there is none
     */
    @Nullable ByteRange next(long from, long until);

    /** How far beyond a stretch a range must be followed: no match is longer. */
    int REACH = 1 << 16;

    /** One range. */
    static SearchScope of(ByteRange range) {
        return (from, until) -> {
            long start = Math.max(from, range.offset());
            return start < Math.min(until, range.end()) ? ByteRange.between(start, range.end()) : null;
        };
    }

    /** A whole source. */
    static SearchScope whole(ByteSource source) {
        return of(new ByteRange(0, source.length()));
    }
}
