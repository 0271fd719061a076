package io.github.qcowscope.bytes;

import java.util.BitSet;

/** A heap copy of a stretch of a source that goes on behind what cannot be read, and knows which bytes those are. */
public final class Excerpt {

    /** Where a read fails, the next attempt starts at the next page: a fault never hits less than that. */
    private static final int PAGE = 4096;

    private final ByteRange range;
    private final byte[] bytes;
    private final BitSet missing = new BitSet();

    private Excerpt(ByteRange range) {
        this.range = range;
        bytes = new byte[(int) range.length()];
    }

    /**
     * Reads bytes, fewer where the source ends.
     *
     * @param range its length sizes an allocation: the caller bounds it
     */
    public static Excerpt of(ByteSource source, ByteRange range) {
        Excerpt excerpt = new Excerpt(range.intersect(new ByteRange(0, source.length())));
        excerpt.fill(source);
        return excerpt;
    }

    private void fill(ByteSource source) {
        int done = 0;
        while (done < bytes.length) {
            done += source.read(range.offset() + done, bytes, done, bytes.length - done);
            if (done < bytes.length) {
                int next = Math.min(bytes.length, done + PAGE - (int) ((range.offset() + done) % PAGE));
                missing.set(done, next);
                done = next;
            }
        }
    }

    /** The bytes that the source should have here. */
    public ByteRange range() {
        return range;
    }

    /** How many there are, read or not. */
    public int length() {
        return bytes.length;
    }

    /** The bytes, of which those that could not be read say nothing; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** A byte, 0 to 255. */
    public int u8(int index) {
        return bytes[index] & 0xff;
    }

    /** Whether a byte could be read. */
    public boolean isReadable(int index) {
        return !missing.get(index);
    }

    /** The indexes of those that could not; not to be changed. */
    public BitSet missing() {
        return missing;
    }

    /** The end of the bytes that could be read from {@code from} on; {@code end} at most. */
    public int endOfReadable(int from, int end) {
        int next = missing.nextSetBit(from);
        return next < 0 ? end : Math.min(next, end);
    }
}
