package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import java.io.IOException;
import java.io.OutputStream;

/** A list about bitmaps that is written in whichever format is asked for. */
abstract class ThreeFormats {

    private static final int SCHEMA_VERSION = 1;

    /** Width of a column for people, in characters. */
    static final int COLUMN = 20;

    /** Writes it for people. */
    abstract void human(TextOutput out) throws IOException;

    /** Writes it as comma separated values. */
    abstract void csv(TextOutput out) throws IOException;

    /** Writes the properties of the JSON object, which has been opened and gets closed. */
    abstract void json(JsonGenerator json) throws IOException;

    /**
     * Writes it.
     *
     * @param array the property of the JSON object whose elements get a line each
     * @param out   where to; flushed, not closed
     */
    final void write(BitmapFormat format, String array, OutputStream out) throws IOException {
        switch (format) {
            case HUMAN -> {
                TextOutput text = new TextOutput(out);
                human(text);
                text.flush();
            }
            case CSV -> {
                TextOutput text = new TextOutput(out);
                csv(text);
                text.flush();
            }
            case JSON -> {
                JsonGenerator json = Json.on(out, new LinePerNode(array));
                json.writeStartObject();
                json.writeNumberField("schemaVersion", SCHEMA_VERSION);
                json(json);
                json.writeEndObject();
                json.writeRaw('\n');
                json.flush();
            }
        }
    }

    /** Says which bitmap the list is about, and how large its disk is. */
    static void about(JsonGenerator json, DirtyBitmap bitmap) throws IOException {
        json.writeStringField("image", bitmap.image().source().name());
        json.writeObjectFieldStart("bitmap");
        BitmapJson.identity(json, bitmap);
        json.writeEndObject();
        json.writeNumberField("diskSize", bitmap.diskSize());
    }

    /** Says what a bitmap is worth, where that is to be known before its ranges, and names the columns. */
    static void head(TextOutput out, DirtyBitmap bitmap, String last) throws IOException {
        String caution = bitmap.caution();
        if (caution != null) {
            out.text("# ").text(caution).line();
        }
        columns(out, last);
    }

    /** Names the columns: start, length and another. */
    static void columns(TextOutput out, String last) throws IOException {
        out.text("Start").padTo(COLUMN).text("Length").padTo(2 * COLUMN).text(last).line();
    }
}
