package io.github.qcowscope.dump;

import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.schema.Base;
import io.github.qcowscope.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field as QEMU's script prints it.
 *
 * @param name  the script's name
 * @param field the declaration
 * @param base  how the number is written; null for a list of the bits that are set
 */
record ScriptField<C>(String name, Field<C> field, @Nullable Base base) {

    /** Fields of the header that version 2 has too. */
    static final List<ScriptField<Void>> VERSION_2 = List.of(
            hex(Header.MAGIC), decimal(Header.VERSION), hex(Header.BACKING_FILE_OFFSET), hex(Header.BACKING_FILE_SIZE),
            decimal(Header.CLUSTER_BITS), decimal(Header.SIZE), decimal(Header.CRYPT_METHOD), decimal(Header.L1_SIZE),
            hex(Header.L1_TABLE_OFFSET), hex(Header.REFCOUNT_TABLE_OFFSET), decimal(Header.REFCOUNT_TABLE_CLUSTERS),
            decimal(Header.NB_SNAPSHOTS),
            // The specification says snapshots_offset.
            new ScriptField<>("snapshot_offset", Header.SNAPSHOTS_OFFSET, Base.HEX));
    /** Fields of the header that came with version 3. */
    static final List<ScriptField<Void>> VERSION_3 = List.of(
            bits(Header.INCOMPATIBLE_FEATURES), bits(Header.COMPATIBLE_FEATURES), bits(Header.AUTOCLEAR_FEATURES),
            decimal(Header.REFCOUNT_ORDER), decimal(Header.HEADER_LENGTH));
    /** Fields of the bitmaps extension. */
    static final List<ScriptField<Area>> BITMAPS = List.of(
            decimal(HeaderExtension.NB_BITMAPS), decimal(HeaderExtension.RESERVED32),
            hex(HeaderExtension.BITMAP_DIRECTORY_SIZE), hex(HeaderExtension.BITMAP_DIRECTORY_OFFSET));
    /** Fields of an entry of the bitmap directory. */
    static final List<ScriptField<Area>> BITMAP = List.of(
            hex(Bitmap.BITMAP_TABLE_OFFSET), decimal(Bitmap.BITMAP_TABLE_SIZE), decimal(Bitmap.FLAGS),
            decimal(Bitmap.TYPE), decimal(Bitmap.GRANULARITY_BITS), decimal(Bitmap.NAME_SIZE),
            decimal(Bitmap.EXTRA_DATA_SIZE));

    private static <C> ScriptField<C> hex(Field<C> field) {
        return new ScriptField<>(field.name(), field, Base.HEX);
    }

    private static <C> ScriptField<C> decimal(Field<C> field) {
        return new ScriptField<>(field.name(), field, Base.DEC);
    }

    private static <C> ScriptField<C> bits(Field<C> field) {
        return new ScriptField<>(field.name(), field, null);
    }
}
