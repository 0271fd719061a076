package io.github.qcowscope.bytes;

/**
 * A run of bits inside a big-endian number, counted as the specification counts them: bit 0 is the least significant
 * bit, which lies in the last byte.
 *
 * @param hi most significant bit of the run, 0 to 63
 * @param lo least significant bit of the run, 0 to {@code hi}
 */
public record Bits(int hi, int lo) {

    /** Validates the bounds. */
    public Bits {
        if (lo < 0 || hi < lo || hi > 63) {
            throw new IllegalArgumentException("not a run of bits: " + hi + ".." + lo);
        }
    }

    /** One bit. */
    public static Bits bit(int index) {
        return new Bits(index, index);
    }

    /** The number of bits. */
    public int count() {
        return hi - lo + 1;
    }

    /** A number with exactly these bits set. */
    public long mask() {
        return (count() == 64 ? -1L : (1L << count()) - 1) << lo;
    }

    /** The value of these bits within {@code raw}, shifted down to bit 0. */
    public long of(long raw) {
        return (raw & mask()) >>> lo;
    }

    /**
     * The bits of this run that lie in one byte of a number of {@code width} bytes.
     *
     * @param byteIndex which byte, 0 being the first in the file (the most significant)
     * @param width     bytes of the number, 1 to 8
     * @return an 8-bit mask, bit 7 first; 0 where the run has no bit in that byte
     */
    public int maskInByte(int byteIndex, int width) {
        return (int) (mask() >>> ((width - 1 - byteIndex) * 8)) & 0xff;
    }

    /** {@code bit 3} or {@code bits 9-55}. */
    @Override
    public String toString() {
        return hi == lo ? "bit " + lo : "bits " + lo + "-" + hi;
    }
}
