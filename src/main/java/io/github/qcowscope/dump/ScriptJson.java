package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link DumpFormat#QEMU_JSON}: what the script prints with {@code -j}, written as Python's json module writes. */
final class ScriptJson implements ScriptLayout {

    private static final DefaultIndenter INDENT = new DefaultIndenter("    ", "\n");

    private static final int DELETE = 0x7f;

    /** What Jackson escapes on its own, and DEL. */
    private static final class PythonEscapes extends CharacterEscapes {

        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[DELETE] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return null;
        }
    }

    private final JsonGenerator json;

    ScriptJson(OutputStream out) throws IOException {
        json = Json.on(out, new DefaultPrettyPrinter(Json.SEPARATORS.withRootSeparator("\n\n"))
                .withObjectIndenter(INDENT)
                .withArrayIndenter(INDENT));
        // As Python does: all but the printable characters of ASCII is escaped.
        json.setHighestNonEscapedChar(DELETE);
        json.setCharacterEscapes(new PythonEscapes());
    }

    @Override
    public void header(List<ScriptValue> values, @Nullable String problem) throws IOException {
        json.writeStartObject();
        values(values);
        endObject(problem);
    }

    @Override
    public void startExtensions() throws IOException {
        json.writeStartArray();
    }

    @Override
    public void endExtensions(@Nullable String problem) throws IOException {
        if (problem != null) {
            json.writeStartObject();
            endObject(problem);
        }
        json.writeEndArray();
    }

    @Override
    public void startExtension(HeaderExtension extension) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", extension.type().qemuName());
        json.writeNumberField("magic", extension.magic());
        json.writeNumberField("length", extension.length());
    }

    @Override
    public void data(String text) throws IOException {
        json.writeStringField("data_str", text);
    }

    @Override
    public void startBitmaps(List<ScriptValue> values) throws IOException {
        json.writeObjectFieldStart("data");
        values(values);
        json.writeArrayFieldStart("bitmap_directory");
    }

    @Override
    public void startBitmap(Bitmap bitmap, String name, List<ScriptValue> values) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        values(values);
        json.writeArrayFieldStart("bitmap_table");
    }

    @Override
    public void entry(long index, BitmapTableEntry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", entry.type().label());
        Json.unsigned(json, "offset", entry.offset());
        Json.unsigned(json, "reserved", entry.reserved());
        json.writeEndObject();
    }

    @Override
    public void endBitmap(@Nullable String problem) throws IOException {
        json.writeEndArray();
        endObject(problem);
    }

    @Override
    public void endBitmaps(@Nullable String problem) throws IOException {
        json.writeEndArray();
        endObject(problem);
    }

    @Override
    public void endExtension() throws IOException {
        json.writeEndObject();
    }

    @Override
    public void finish() throws IOException {
        json.writeRaw('\n');
        json.flush();
    }

    private void values(List<ScriptValue> values) throws IOException {
        for (ScriptValue value : values) {
            Json.unsigned(json, value.name(), value.raw());
        }
    }

    /** Ends an object, after a key of our own, which the script never writes. */
    private void endObject(@Nullable String problem) throws IOException {
        if (problem != null) {
            json.writeStringField("problem", problem);
        }
        json.writeEndObject();
    }
}
