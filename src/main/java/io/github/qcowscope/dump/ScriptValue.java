package io.github.qcowscope.dump;

import io.github.qcowscope.schema.Base;
import io.github.qcowscope.schema.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field and its number, as QEMU's script prints them.
 *
 * @param name the script's name
 * @param base how the number is written; null for a list of the bits that are set
 * @param raw  taken as an unsigned 64-bit number
 */
record ScriptValue(String name, @Nullable Base base, long raw) {

    /** The numbers of fields; those that the file ends before are left out. */
    static <C> List<ScriptValue> of(View<C> view, List<ScriptField<C>> fields) {
        List<ScriptValue> values = new ArrayList<>(fields.size());
        for (ScriptField<C> field : fields) {
            if (view.isReadable(field.field())) {
                values.add(new ScriptValue(field.name(), field.base(), view.raw(field.field())));
            }
        }
        return values;
    }
}
