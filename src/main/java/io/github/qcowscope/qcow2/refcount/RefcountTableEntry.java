package io.github.qcowscope.qcow2.refcount;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.ClusterPointer;
import io.github.qcowscope.schema.BitField;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.Struct;
import java.util.List;

/**
 * An entry of the refcount table (section "Host cluster management"): where a refcount block lies.
 *
 * @param raw the 64 bits as stored
 */
public record RefcountTableEntry(long raw) {

    /** Bytes of an entry. */
    public static final int SIZE = 8;
    private static final String BLOCK = "The refcount block";

    /** Bits 9 to 63. */
    public static final BitField OFFSET = BitField.offset(63, 9, "offset",
            "Where the refcount block lies, a multiple of the cluster size; 0 where all its refcounts are 0.");

    /** The 64 bits. */
    public static final Field<Area> ENTRY = Field.<Area>number("entry", 0, SIZE)
            .doc("Where one refcount block lies.")
            .bits(BitField.reserved(8, 0), OFFSET)
            .pointer(view -> {
                long offset = OFFSET.of(view.raw(RefcountTableEntry.ENTRY));
                return offset == 0 ? null : Span.of(view.source(), offset, view.context().geometry().clusterSize());
            })
            .rule(Severity.ERROR, "refcount-block-alignment", (view, raw) ->
                    ClusterPointer.misaligned(view.context().geometry(), BLOCK, OFFSET.of(raw)))
            .rule(Severity.ERROR, "refcount-block-end", (view, raw) ->
                    ClusterPointer.pastEnd(view.context().geometry(), BLOCK, OFFSET.of(raw)));

    /** The declaration. */
    public static final Struct<Area> STRUCT =
            new Struct<>("Refcount table entry", "Host cluster management", List.of(ENTRY));

    /** Offset of the refcount block in the file, to be taken as unsigned; 0 where there is none. */
    public long offset() {
        return OFFSET.of(raw);
    }
}
