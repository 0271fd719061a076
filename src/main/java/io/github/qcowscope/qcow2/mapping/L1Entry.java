package io.github.qcowscope.qcow2.mapping;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.ClusterPointer;
import io.github.qcowscope.schema.BitField;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.Struct;
import java.util.List;

/**
 * An entry of an L1 table (section "Cluster mapping"): where an L2 table lies.
 *
 * @param raw the 64 bits as stored
 */
public record L1Entry(long raw) {

    /** Bytes of an entry. */
    public static final int SIZE = 8;
    private static final String L2_TABLE = "The L2 table";

    /** Bits 9 to 55. */
    public static final BitField OFFSET = BitField.offset(55, 9, "offset",
            "Where the L2 table lies, a multiple of the cluster size; 0 where nothing is allocated.");
    /** Bit 63. */
    public static final BitField COPIED = BitField.flag(63, "copied",
            "The L2 table's refcount is exactly 1, so that it may be written in place. Meaningful in the active L1"
                    + " table only.");

    /** The 64 bits. */
    public static final Field<Area> ENTRY = Field.<Area>number("entry", 0, SIZE)
            .doc("Where one L2 table lies.")
            .bits(BitField.reserved(8, 0), OFFSET, BitField.reserved(62, 56), COPIED)
            .pointer(view -> {
                long offset = OFFSET.of(view.raw(L1Entry.ENTRY));
                return offset == 0 ? null : Span.of(view.source(), offset, view.context().geometry().clusterSize());
            })
            .rule(Severity.ERROR, "l1-entry-alignment", (view, raw) ->
                    ClusterPointer.misaligned(view.context().geometry(), L2_TABLE, OFFSET.of(raw)))
            .rule(Severity.ERROR, "l1-entry-end", (view, raw) ->
                    ClusterPointer.pastEnd(view.context().geometry(), L2_TABLE, OFFSET.of(raw)));

    /** The declaration. */
    public static final Struct<Area> STRUCT = new Struct<>("L1 table entry", "Cluster mapping", List.of(ENTRY));

    /** Offset of the L2 table in the file; 0 where there is none. */
    public long offset() {
        return OFFSET.of(raw);
    }

    /** Whether the table's refcount is exactly 1. */
    public boolean isCopied() {
        return COPIED.isSet(raw);
    }

    /** The reserved bits, in their places. */
    public long reserved() {
        return raw & ~(OFFSET.bits().mask() | COPIED.bits().mask());
    }
}
