package io.github.qcowscope.qcow2.header;

import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.Struct;
import java.util.List;
import java.util.Map;

/** An entry of the feature name table (section "Feature name table"). */
public final class FeatureName {

    /** Bytes of an entry. */
    public static final int SIZE = 48;

    /** Which of the three feature masks. */
    public static final Field<Area> TYPE = Field.<Area>number("type", 0, 1)
            .doc("Which feature mask the bit belongs to.")
            .symbols(Map.of(0L, "incompatible", 1L, "compatible", 2L, "autoclear"))
            .rule(Severity.WARNING, "feature-name-type", (view, raw) ->
                    raw <= 2 ? null : "There is no feature mask " + raw + ".");
    /** Which bit of the mask. */
    public static final Field<Area> BIT = Field.<Area>number("bit", 1, 1)
            .doc("Number of the bit in the mask, 0 to 63.")
            .rule(Severity.WARNING, "feature-name-bit", (view, raw) ->
                    raw <= 63 ? null : "A feature mask has no bit " + raw + ".");
    /** What the feature is called. */
    public static final Field<Area> NAME = Field.<Area>variable(
            "name", Field.Type.PADDED_TEXT, view -> 2, view -> SIZE - 2)
            .doc("Name of the feature, for programs that do not know it.");

    /** The declaration. */
    public static final Struct<Area> STRUCT =
            new Struct<>("Feature name", "Feature name table", List.of(TYPE, BIT, NAME));

    private FeatureName() {}
}
