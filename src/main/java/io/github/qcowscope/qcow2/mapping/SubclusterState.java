package io.github.qcowscope.qcow2.mapping;

import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.BitField;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Severity;
import java.util.List;
import java.util.stream.IntStream;

/** What stands for one of the 32 subclusters of a cluster (section "Extended L2 Entries"). */
public enum SubclusterState {
    /** Nothing: reads go to the backing file, or give zeros. */
    UNALLOCATED("unallocated"),
    /** The host cluster has its data. */
    ALLOCATED("allocated"),
    /** Reads as zeros. */
    ZERO("zero"),
    /** Both at once, which the format forbids. */
    INVALID("invalid");

    /** For each subcluster, the declaration of its two bits in the second number of an extended L2 entry. */
    public static final List<Field<Area>> FIELDS =
            IntStream.range(0, Geometry.SUBCLUSTERS).mapToObj(SubclusterState::declare).toList();

    private final String label;

    SubclusterState(String label) {
        this.label = label;
    }

    /** One word for it. */
    public String label() {
        return label;
    }

    /**
     * The state of a subcluster.
     *
     * @param bitmap the second number of an extended L2 entry
     * @param index  which subcluster, 0 to 31
     */
    public static SubclusterState of(long bitmap, int index) {
        boolean allocated = (bitmap >>> index & 1) != 0;
        boolean zero = (bitmap >>> index + Geometry.SUBCLUSTERS & 1) != 0;
        return allocated ? zero ? INVALID : ALLOCATED : zero ? ZERO : UNALLOCATED;
    }

    private static Field<Area> declare(int index) {
        return Field.<Area>number("subcluster", 8, 8)
                .doc("The state of one subcluster.")
                .bits(BitField.flag(index, "allocated", "Whether the host cluster has the subcluster's data."),
                        BitField.flag(index + Geometry.SUBCLUSTERS, "reads_as_zeros",
                                "Whether the subcluster reads as zeros."))
                .rule(Severity.ERROR, "subcluster", (view, raw) -> of(raw, index) == INVALID
                        ? "The subcluster cannot be both allocated and zero." : null);
    }
}
