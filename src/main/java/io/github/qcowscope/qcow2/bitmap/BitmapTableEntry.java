package io.github.qcowscope.qcow2.bitmap;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.ClusterPointer;
import io.github.qcowscope.schema.BitField;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.Struct;
import io.github.qcowscope.schema.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a bitmap table (section "Bitmap table"): where a cluster of bitmap data lies, or what to read in its
 * stead.
 *
 * @param raw the 64 bits as stored
 */
public record BitmapTableEntry(long raw) {

    /** Bytes of an entry. */
    public static final int SIZE = 8;
    private static final String BITMAP_DATA = "The bitmap data";

    /** The four things that an entry can say; the names are those of QEMU's dump script. */
    public enum Type {
        /** A cluster of the file holds the bits. */
        SERIALIZED("serialized"),
        /** All bits are 0, and no cluster holds them. */
        ALL_ZEROES("all-zeroes"),
        /** All bits are 1, and no cluster holds them. */
        ALL_ONES("all-ones"),
        /** An offset together with bit 0, which the format forbids. */
        INVALID("invalid");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        /** QEMU's word for it. */
        public String label() {
            return label;
        }
    }

    /** Bit 0. */
    public static final BitField ALL_ONES = BitField.flag(0, "all_ones",
            "With an offset of 0: whether the bits that the entry stands for are all 1 rather than all 0. With an"
                    + " offset: must be 0.");
    /** Bits 9 to 55. */
    public static final BitField OFFSET = BitField.offset(55, 9, "offset",
            "Where the cluster with the bits lies, a multiple of the cluster size; 0 where there is no cluster.");

    /** The 64 bits. */
    public static final Field<Area> ENTRY = Field.<Area>number("entry", 0, SIZE)
            .doc("Where one cluster of bitmap data lies, or whether its bits are all 0 or all 1.")
            .bits(ALL_ONES, BitField.reserved(8, 1), OFFSET, BitField.reserved(63, 56))
            .pointer(view -> new BitmapTableEntry(view.raw(BitmapTableEntry.ENTRY)).target(view))
            .rule(Severity.ERROR, "bitmap-entry-alignment", (view, raw) ->
                    ClusterPointer.misaligned(view.context().geometry(), BITMAP_DATA, OFFSET.of(raw)))
            .rule(Severity.ERROR, "bitmap-entry-end", (view, raw) ->
                    ClusterPointer.pastEnd(view.context().geometry(), BITMAP_DATA, OFFSET.of(raw)))
            .rule(Severity.ERROR, "bitmap-entry-all-ones", (view, raw) ->
                    new BitmapTableEntry(raw).type() == Type.INVALID
                            ? "Bit 0 must not be set together with an offset." : null);

    /** The declaration. */
    public static final Struct<Area> STRUCT = new Struct<>("Bitmap table entry", "Bitmap table", List.of(ENTRY));

    /** Offset of the data cluster in the file; 0 where there is none. */
    public long offset() {
        return OFFSET.of(raw);
    }

    /** What the entry says. */
    public Type type() {
        boolean ones = ALL_ONES.isSet(raw);
        if (offset() != 0) {
            return ones ? Type.INVALID : Type.SERIALIZED;
        }
        return ones ? Type.ALL_ONES : Type.ALL_ZEROES;
    }

    /** The reserved bits, in their places. */
    public long reserved() {
        return raw & ~(OFFSET.bits().mask() | ALL_ONES.bits().mask());
    }

    private @Nullable Span target(View<Area> view) {
        return offset() == 0 ? null
                : Span.of(view.source(), offset(), view.context().geometry().clusterSize());
    }
}
