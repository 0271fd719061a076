package io.github.qcowscope.dump;

import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one of QEMU's dumps looks. {@link ScriptWalk} calls these in the order of the dump; a problem says in a sentence
 * why the part that ends here is not whole, which the script would not have survived.
 */
interface ScriptLayout {

    /** The header. */
    void header(List<ScriptValue> values, @Nullable String problem) throws IOException;

    /** Header extensions follow. */
    void startExtensions() throws IOException;

    /** No more header extensions. */
    void endExtensions(@Nullable String problem) throws IOException;

    /** A header extension: either {@link #data} or the bitmaps follow. */
    void startExtension(HeaderExtension extension) throws IOException;

    /** What an extension holds: its characters in quotes, or {@code <binary>}. */
    void data(String text) throws IOException;

    /** The fields of the bitmaps extension; bitmaps follow. */
    void startBitmaps(List<ScriptValue> values) throws IOException;

    /** A bitmap; entries of its table follow. */
    void startBitmap(Bitmap bitmap, String name, List<ScriptValue> values) throws IOException;

    /** An entry of the bitmap table. */
    void entry(long index, BitmapTableEntry entry) throws IOException;

    /** The end of a bitmap and its table. */
    void endBitmap(@Nullable String problem) throws IOException;

    /** No more bitmaps. */
    void endBitmaps(@Nullable String problem) throws IOException;

    /** The end of a header extension. */
    void endExtension() throws IOException;

    /** The end of the dump; everything that is held back goes out. */
    void finish() throws IOException;
}
