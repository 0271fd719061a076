package io.github.qcowscope.dump;

import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.schema.View;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link DumpFormat#PATCH}: what the script of 2020 would have printed with the patch that first dumped bitmaps, had it
 * not taken the number of a table's entries for bytes.
 */
final class ScriptPatch extends ScriptText {

    private static final int INDEX = 7;

    private final TextOutput out;

    ScriptPatch(View<Void> header, TextOutput out) {
        super(header, out);
        this.out = out;
    }

    @Override
    public void startExtension(HeaderExtension extension) throws IOException {
        out.text("Header extension (").text(name(extension.type())).text("):").line();
        name("magic").hex(extension.magic()).line();
        name("length").decimal(extension.length()).line();
    }

    /** The patch knew two extensions by name. */
    private static String name(ExtensionType type) {
        return switch (type) {
            case FEATURE_TABLE, BITMAPS -> type.qemuName();
            case END, BACKING_FORMAT, CRYPTO_HEADER, DATA_FILE, UNKNOWN -> "Unknown";
        };
    }

    @Override
    public void startBitmaps(List<ScriptValue> values) throws IOException {
        values(values);
        out.line();
    }

    @Override
    public void startBitmap(Bitmap bitmap, String name, List<ScriptValue> values) throws IOException {
        name("Bitmap name").text(name).line();
        if (bitmap.has(Bitmap.IN_USE)) {
            name("flag").text("\"in-use\"").line();
        }
        if (bitmap.has(Bitmap.AUTO)) {
            name("flag").text("\"auto\"").line();
        }
        values(values);
        out.line();
        out.text("Bitmap table").line();
    }

    @Override
    public void entry(long index, BitmapTableEntry entry) throws IOException {
        out.text("   ").decimal(index).padTo(INDEX).text("  ").text(label(entry.type())).text(", offset ")
                .hex(entry.offset()).line();
    }

    /** The patch did not look at bit 0 of an entry that has an offset. */
    private static String label(BitmapTableEntry.Type type) {
        return switch (type) {
            case SERIALIZED, INVALID -> BitmapTableEntry.Type.SERIALIZED.label();
            case ALL_ZEROES, ALL_ONES -> type.label();
        };
    }

    @Override
    public void endBitmap(@Nullable String problem) throws IOException {
        problem(problem);
        out.line();
    }
}
