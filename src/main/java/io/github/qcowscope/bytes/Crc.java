package io.github.qcowscope.bytes;

/**
 * A cyclic redundancy check of 32 bits, put together out of the checks of parts. A run of zeros costs a few dozen
 * steps, however long it is.
 */
final class Crc {

    private static final int BITS = 32;
    private static final int ONE = 1 << BITS - 1;

    private final int polynomial;
    private int value;

    /**
     * The check of no bytes.
     *
     * @param polynomial with its bits in reverse order, the highest power in bit 0
     */
    Crc(int polynomial) {
        this.polynomial = polynomial;
    }

    /** The check of the bytes so far, as an unsigned number. */
    long value() {
        return Integer.toUnsignedLong(value);
    }

    /**
     * Adds bytes whose own check is known.
     *
     * @param check  their check
     * @param length how many they are
     */
    void add(long check, long length) {
        value = times(value, power(length)) ^ (int) check;
    }

    /** Adds bytes that are zero. */
    void addZeros(long length) {
        // A check starts with all bits set, and its bits are turned around at the end; in between, a zero byte
        // multiplies.
        value = ~times(~value, power(length));
    }

    /** x to the power of the bits of {@code bytes} bytes, modulo the polynomial. */
    private int power(long bytes) {
        int result = ONE;
        int square = ONE >>> Byte.SIZE;
        for (long rest = bytes; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = times(result, square);
            }
            square = times(square, square);
        }
        return result;
    }

    /** The product of two polynomials, modulo the check's; bit 31 is the lowest power. */
    private int times(int one, int other) {
        int product = 0;
        int shifted = other;
        for (int bit = BITS - 1; bit >= 0; bit--) {
            if ((one >>> bit & 1) != 0) {
                product ^= shifted;
            }
            shifted = shifted >>> 1 ^ ((shifted & 1) == 0 ? 0 : polynomial);
        }
        return product;
    }
}
