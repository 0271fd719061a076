package io.github.qcowscope.schema;

import io.github.qcowscope.bytes.Bits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some bits of a number, with a meaning of their own.
 *
 * @param name     the specification's name, or {@code reserved}
 * @param bits     which bits
 * @param doc      one sentence that says what they mean
 * @param base     how their value is written
 * @param shifted  false where the bits keep their place, as an offset's do: the value is {@code raw & mask}
 * @param symbols  names of known values
 * @param reserved whether the bits must be zero
 */
public record BitField(
        String name, Bits bits, String doc, Base base, boolean shifted, Map<Long, String> symbols, boolean reserved) {

    /** One bit that is a flag. */
    public static BitField flag(int bit, String name, String doc) {
        return new BitField(name, Bits.bit(bit), doc, Base.DEC, true, Map.of(), false);
    }

    /** Bits that hold a small number. */
    public static BitField number(int hi, int lo, String name, String doc) {
        return new BitField(name, new Bits(hi, lo), doc, Base.DEC, true, Map.of(), false);
    }

    /** Bits that are bits of an offset, in their place. */
    public static BitField offset(int hi, int lo, String name, String doc) {
        return new BitField(name, new Bits(hi, lo), doc, Base.HEX, false, Map.of(), false);
    }

    /** Bits that must be zero. */
    public static BitField reserved(int hi, int lo) {
        return new BitField("reserved", new Bits(hi, lo), "Reserved, must be zero.", Base.HEX, true, Map.of(), true);
    }

    /** The same bits, with names for their values. */
    public BitField with(Map<Long, String> names) {
        return new BitField(name, bits, doc, base, shifted, names, reserved);
    }

    /** These bits' value within a number. */
    public long of(long raw) {
        return shifted ? bits.of(raw) : raw & bits.mask();
    }

    /** Whether the bit, or any of the bits, is set. */
    public boolean isSet(long raw) {
        return (raw & bits.mask()) != 0;
    }

    /** A number with this field set to {@code value}; bits of {@code value} that do not fit are dropped. */
    public long in(long value) {
        return (shifted ? value << bits.lo() : value) & bits.mask();
    }

    /** {@link #of} as a value for people. */
    Value value(long raw) {
        long own = of(raw);
        @Nullable String known = symbols.get(own);
        return symbols.isEmpty() ? new Value.Num(own, bits.count(), base)
                : new Value.Symbol(own, bits.count(), base, known);
    }

    /** Whether {@code raw} breaks the rule that reserved bits are zero. */
    boolean isBrokenIn(long raw) {
        return reserved && isSet(raw);
    }
}
