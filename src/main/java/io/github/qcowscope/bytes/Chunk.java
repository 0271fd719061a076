package io.github.qcowscope.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A heap copy of a stretch of a source, with big-endian readers. Where the source ended or failed, {@link #available()}
 * is smaller than {@link #wanted()}, and bytes that are missing read as zero.
 */
public final class Chunk {

    private final ByteSource source;
    private final long offset;
    private final int wanted;
    private final byte[] bytes;
    /** The same bytes, big-endian; unlike a VarHandle it costs a start of the program nothing. */
    private final ByteBuffer numbers;
    private final int available;

    Chunk(ByteSource source, long offset, int wanted, byte[] bytes, int available) {
        this.source = source;
        this.offset = offset;
        this.wanted = wanted;
        this.bytes = bytes;
        numbers = ByteBuffer.wrap(bytes);
        this.available = available;
    }

    /** Offset in the source of the chunk's first byte. */
    public long offset() {
        return offset;
    }

    /** How many bytes were asked for. */
    public int wanted() {
        return wanted;
    }

    /** How many bytes there are, counted from the first. */
    public int available() {
        return available;
    }

    /** Whether all bytes asked for are there. */
    public boolean isWhole() {
        return available == wanted;
    }

    /** Why bytes are missing, in a few words; meaningful only when the chunk is not whole. */
    public String whyShort() {
        return source.whyUnreadable(offset + available);
    }

    /** The byte at {@code at}, 0 to 255; 0 where it is missing. */
    public int u8(int at) {
        return at < available ? bytes[at] & 0xff : 0;
    }

    /** The unsigned 16-bit big-endian number at {@code at}. */
    public int u16(int at) {
        return at + 2 <= available ? numbers.getShort(at) & 0xffff : u8(at) << 8 | u8(at + 1);
    }

    /** The unsigned 32-bit big-endian number at {@code at}. */
    public long u32(int at) {
        return at + 4 <= available ? numbers.getInt(at) & 0xffff_ffffL : (long) u16(at) << 16 | u16(at + 2);
    }

    /** The 64-bit big-endian number at {@code at}, to be taken as unsigned. */
    public long u64(int at) {
        return at + 8 <= available ? numbers.getLong(at) : u32(at) << 32 | u32(at + 4);
    }

    /** The unsigned big-endian number of {@code width} (1, 2, 4 or 8) bytes at {@code at}. */
    public long number(int at, int width) {
        return switch (width) {
            case 1 -> u8(at);
            case 2 -> u16(at);
            case 4 -> u32(at);
            case 8 -> u64(at);
            default -> throw new IllegalArgumentException("no number is " + width + " bytes wide");
        };
    }

    /** A copy of the bytes that are there. */
    public byte[] toArray() {
        return Arrays.copyOf(bytes, available);
    }

    /** The bytes that are there as text; see {@link Utf8#decode}. */
    public String text() {
        return Utf8.decode(bytes, 0, available);
    }

    /** The bytes that are there as ISO 8859-1, one character a byte. */
    public String latin1() {
        return new String(bytes, 0, available, StandardCharsets.ISO_8859_1);
    }
}
