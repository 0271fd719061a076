package io.github.qcowscope.dump;

import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.schema.View;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link DumpFormat#QEMU}: what the script prints today. */
class ScriptText implements ScriptLayout {

    /** Width of the names. */
    static final int NAME = 25;
    /** Where the columns of a table start. */
    private static final int TYPE = 15;
    private static final int SIZE = 31;
    private static final int OFFSET = 44;
    /** Python prints no longer numbers than that, about: the size of a cluster would be one. */
    private static final long MOST_BITS = 14_000;

    private final TextOutput out;
    private final String clusterSize;
    /** Whether an empty line sets off what comes next. */
    private boolean started;

    ScriptText(View<Void> header, TextOutput out) {
        this.out = out;
        long bits = header.raw(Header.CLUSTER_BITS);
        clusterSize = bits < Long.SIZE - 1 ? Long.toString(1L << bits)
                : bits > MOST_BITS ? "2^" + bits : BigInteger.TWO.pow((int) bits).toString();
    }

    @Override
    public void header(List<ScriptValue> values, @Nullable String problem) throws IOException {
        values(values);
        problem(problem);
        started = true;
    }

    @Override
    public void startExtensions() throws IOException {
        if (started) {
            out.line();
        }
    }

    @Override
    public void endExtensions(@Nullable String problem) throws IOException {
        problem(problem);
    }

    @Override
    public void startExtension(HeaderExtension extension) throws IOException {
        out.text("Header extension:").line();
        name("magic").hex(extension.magic()).text(" (" + extension.type().qemuName() + ")").line();
        name("length").decimal(extension.length()).line();
    }

    @Override
    public void data(String text) throws IOException {
        name("data").text(text).line();
    }

    @Override
    public void startBitmaps(List<ScriptValue> values) throws IOException {
        values(values);
        started = true;
    }

    @Override
    public void startBitmap(Bitmap bitmap, String name, List<ScriptValue> values) throws IOException {
        if (started) {
            out.line();
        }
        name("Bitmap name").text(name).line();
        for (ScriptValue value : values) {
            if (value.name().equals(Bitmap.FLAGS.name())) {
                String flags = String.join("', '", bitmap.flagNames());
                name(value.name()).hex(value.raw()).text(flags.isEmpty() ? " ([])" : " (['" + flags + "'])").line();
            } else {
                value(value);
            }
        }
        out.text("Bitmap table").padTo(TYPE).text("type").padTo(SIZE).text("size").padTo(OFFSET).text("offset").line();
    }

    @Override
    public void entry(long index, BitmapTableEntry entry) throws IOException {
        BitmapTableEntry.Type type = entry.type();
        // An index or a size that fills its column still has a space behind it.
        out.decimal(index).padTo(TYPE - 1).text(" ").text(type.label()).padTo(SIZE)
                .text(type == BitmapTableEntry.Type.SERIALIZED ? clusterSize : "0").padTo(OFFSET - 1).text(" ")
                .decimal(entry.offset()).line();
    }

    @Override
    public void endBitmap(@Nullable String problem) throws IOException {
        problem(problem);
    }

    @Override
    public void endBitmaps(@Nullable String problem) throws IOException {
        problem(problem);
    }

    @Override
    public void endExtension() throws IOException {
        out.line();
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    /** A name, filled up to where its value starts. */
    final TextOutput name(String name) throws IOException {
        return out.text(name).padTo(NAME).text(" ");
    }

    /** Names and values, a line each. */
    final void values(List<ScriptValue> values) throws IOException {
        for (ScriptValue value : values) {
            value(value);
        }
    }

    private void value(ScriptValue value) throws IOException {
        name(value.name()).text(value.base() == null ? setBits(value.raw()) : value.base().text(value.raw())).line();
    }

    /** A list of bits as Python writes it. */
    private static String setBits(long raw) {
        StringBuilder bits = new StringBuilder("[");
        for (long rest = raw; rest != 0; rest &= rest - 1) {
            bits.append(bits.length() == 1 ? "" : ", ").append(Long.numberOfTrailingZeros(rest));
        }
        return bits.append(']').toString();
    }

    /** A line of our own, which the script never prints. */
    final void problem(@Nullable String problem) throws IOException {
        if (problem != null) {
            out.text("# ").text(problem).line();
        }
    }
}
