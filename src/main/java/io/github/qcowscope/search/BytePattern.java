package io.github.qcowscope.search;

import io.github.qcowscope.job.Progress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A few bytes, some bits of which may be left open. Every place where they match counts, also inside of another match.
 *
 * <p>Bytes are looked at eight at a time, in loops that the compiler turns into vector instructions: the two bytes of
 * the pattern that are likely to be the rarest are compared at once for a whole block, and only a block that may have
 * both is looked at again.
 */
public final class BytePattern implements Needle {

    /**
     * A place of the pattern that holds one of several sequences, as a letter has two forms in most encodings.
     *
     * @param at    index of its first byte
     * @param forms the sequences, all of one length
     */
    record Choice(int at, List<byte[]> forms) {
        boolean matches(byte[] bytes, int start) {
            for (byte[] form : forms) {
                if (Arrays.equals(bytes, start + at, start + at + form.length, form, 0, form.length)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    /** Bytes that are compared before anybody asks what came of it. */
    private static final int BLOCK = 512;

    private final byte[] values;
    private final byte[] masks;
    private final List<Choice> choices;
    private final int alignment;
    private final int first;
    private final int second;

    /**
     * A pattern.
     *
     * @param values    the bytes; bits that are open are 0
     * @param masks     the bits of each byte that count, of at least one byte any
     * @param choices   what else must hold
     * @param alignment what the offset of a match is a multiple of, 1 or more
     */
    BytePattern(byte[] values, byte[] masks, List<Choice> choices, int alignment) {
        this.values = values;
        this.masks = masks;
        this.choices = choices;
        this.alignment = alignment;
        first = rarest(-1);
        int other = rarest(first);
        second = masks[other] == 0 ? first : other;
    }

    /** A pattern of whole bytes. */
    static BytePattern of(byte[] values) {
        byte[] masks = new byte[values.length];
        Arrays.fill(masks, (byte) 0xff);
        return new BytePattern(values, masks, List.of(), 1);
    }

    private int rarest(int except) {
        int best = except == 0 && values.length > 1 ? 1 : 0;
        for (int i = best + 1; i < values.length; i++) {
            if (i != except && expected(i) < expected(best)) {
                best = i;
            }
        }
        return best;
    }

    /**
     * How often a byte of an image is likely to match, in 65536: zeros are common, then ones, then what text consists
     * of.
     */
    private int expected(int at) {
        int open = 1 << Byte.SIZE - Integer.bitCount(masks[at] & 0xff);
        int value = values[at] & 0xff;
        boolean hasZero = value == 0;
        boolean hasOnes = ((value ^ 0xff) & masks[at]) == 0;
        boolean hasText = value >= 0x20 && value < 0x7f;
        return open * 256 + (hasZero ? 1 << 15 : 0) + (hasOnes ? 1 << 12 : 0) + (hasText ? 1 << 7 : 0);
    }

    @Override
    public int longest() {
        return values.length;
    }

    @Override
    public boolean overlaps() {
        return true;
    }

    @Override
    public boolean canMatchZeros() {
        return matches(new byte[values.length], 0);
    }

    @Override
    public Scanner scanner(Progress progress) {
        return this::scan;
    }

    private boolean scan(byte[] bytes, int from, int to, int limit, long base, Sink sink) {
        int end = Math.min(to, limit - values.length + 1);
        int reach = bytes.length - Math.max(first, second);
        for (int at = from; at < end; at += BLOCK) {
            int stop = Math.min(end, at + BLOCK);
            boolean fits = at + BLOCK <= reach;
            if ((!fits || mayMatch(bytes, at)) && !look(bytes, at, stop, reach, base, sink)) {
                return false;
            }
        }
        return true;
    }

    /** Whether any byte of a block may start a match. May say so though none does. */
    private boolean mayMatch(byte[] bytes, int at) {
        long value1 = EACH_BYTE * (values[first] & 0xff);
        long mask1 = EACH_BYTE * (masks[first] & 0xff);
        long value2 = EACH_BYTE * (values[second] & 0xff);
        long mask2 = EACH_BYTE * (masks[second] & 0xff);
        int at1 = at + first;
        int at2 = at + second;
        long seen = 0;
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            long differs = ((long) WORD.get(bytes, at1 + i) & mask1 ^ value1)
                    | ((long) WORD.get(bytes, at2 + i) & mask2 ^ value2);
            // A byte of zero borrows from its high bit: the classic test for one of eight.
            seen |= differs - EACH_BYTE & ~differs;
        }
        return (seen & HIGH_BITS) != 0;
    }

    private boolean look(byte[] bytes, int from, int end, int reach, long base, Sink sink) {
        long value1 = EACH_BYTE * (values[first] & 0xff);
        long mask1 = EACH_BYTE * (masks[first] & 0xff);
        long value2 = EACH_BYTE * (values[second] & 0xff);
        long mask2 = EACH_BYTE * (masks[second] & 0xff);
        int at = from;
        for (; at + Long.BYTES <= Math.min(end, reach); at += Long.BYTES) {
            long differs = ((long) WORD.get(bytes, at + first) & mask1 ^ value1)
                    | ((long) WORD.get(bytes, at + second) & mask2 ^ value2);
            long hits = differs - EACH_BYTE & ~differs & HIGH_BITS;
            for (; hits != 0; hits &= hits - 1) {
                int place = at + Long.numberOfTrailingZeros(hits) / Byte.SIZE;
                if (isMatch(bytes, place, base) && !sink.match(place, values.length)) {
                    return false;
                }
            }
        }
        for (; at < end; at++) {
            if (isMatch(bytes, at, base) && !sink.match(at, values.length)) {
                return false;
            }
        }
        return true;
    }

    private boolean isMatch(byte[] bytes, int at, long base) {
        return (alignment == 1 || (base + at) % alignment == 0) && matches(bytes, at);
    }

    private boolean matches(byte[] bytes, int at) {
        for (int i = 0; i < values.length; i++) {
            if ((bytes[at + i] & masks[i]) != values[i]) {
                return false;
            }
        }
        for (Choice choice : choices) {
            if (!choice.matches(bytes, at)) {
                return false;
            }
        }
        return true;
    }
}
