package io.github.qcowscope.bytes;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes that can be read at any offset, never written. Reading never throws: what cannot be read (past the end, a fault
 * of the file or device, a closed source) comes back as fewer bytes than asked for, with a reason.
 *
 * <p>Sources are safe to read from any number of threads. All numbers of QCOW2 are big-endian, and so are the readers
 * of {@link Chunk}.
 */
public interface ByteSource extends AutoCloseable {

    /** What to call the source in a message: a file's name, or what the bytes were derived from. */
    String name();

    /** Size in bytes, fixed for the life of the source. */
    long length();

    /**
     * Whether an offset means the same byte in another source: it is this one, or another view of the same changing
     * file.
     */
    default boolean sharesBytesWith(ByteSource other) {
        return this == other;
    }

    /**
     * Copies bytes to the heap.
     *
     * @param offset first byte wanted, 0 or more; may lie past the end
     * @param into   where they go
     * @param at     index in {@code into} of the first
     * @param count  how many are wanted
     * @return how many were copied, counted from {@code offset} without a hole; fewer than {@code count} at the end of
     *         the source or before a fault
     */
    int read(long offset, byte[] into, int at, int count);

    /**
     * Copies big-endian 64-bit numbers to the heap, for scans of tables that are too long for a {@link Chunk} a piece.
     *
     * @param offset first byte of the first number, any value; negative counts as past the end
     * @param into   where they go, from index 0; a number of which no byte can be read becomes 0, and so do missing
     *               bytes
     * @param count  how many are wanted
     * @return how many bytes of the numbers could be read, counted from {@code offset} without a hole
     */
    default int readLongs(long offset, long[] into, int count) {
        byte[] bytes = new byte[count * Long.BYTES];
        int got = offset < 0 ? 0 : read(offset, bytes, 0, bytes.length);
        // What a read that failed has left behind its last good byte is not defined.
        Arrays.fill(bytes, got, bytes.length, (byte) 0);
        ByteBuffer.wrap(bytes).asLongBuffer().get(into, 0, count);
        return got;
    }

    /**
     * Why a read at {@code offset} gives nothing, in a few words that fit behind a colon.
     *
     * @param offset a byte that {@link #read} did not deliver
     */
    default String whyUnreadable(long offset) {
        return offset < 0 || offset >= length()
                ? "past the end of the file (%d bytes)".formatted(length())
                : "the file could not be read here";
    }

    /**
     * Tells that a few bytes will be read at once, and those around them most likely not: a place that the user has
     * jumped to. A source that reads ahead can then leave that.
     *
     * @param offset first byte, any value
     * @param count  how many
     */
    default void expect(long offset, int count) {}

    /**
     * Copies bytes to the heap. The caller bounds {@code count}: it sizes an allocation, cut at the source's end.
     *
     * @param offset first byte wanted, any value; negative counts as past the end
     * @param count  how many are wanted
     */
    default Chunk chunk(long offset, int count) {
        long room = offset < 0 || offset >= length() ? 0 : length() - offset;
        byte[] bytes = new byte[(int) Math.min(room, count)];
        int got = bytes.length == 0 ? 0 : read(offset, bytes, 0, bytes.length);
        return new Chunk(this, offset, count, bytes, got);
    }

    /**
     * The stretch of stored bytes, or of bytes that are not stored, that has a byte.
     *
     * @param offset a byte of the source, 0 or more and below {@link #length()}
     * @return where the stretch ends; where nothing is known of holes, everything is stored up to the end
     */
    default Extent extentAt(long offset) {
        return new Extent(length(), false);
    }

    /** Bytes that the source takes on its disk, which its holes do not; its length where that is not known. */
    default long storedBytes() {
        return length();
    }

    /** Releases the source; reads from then on deliver nothing. */
    @Override
    default void close() {}
}
