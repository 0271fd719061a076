package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.schema.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What the JSON documents about bitmaps share. */
final class BitmapJson {

    private BitmapJson() {}

    /** Which bitmap it is, and what it is worth, as fields of the object that is open. */
    static void identity(JsonGenerator json, DirtyBitmap decoded) throws IOException {
        Bitmap bitmap = decoded.bitmap();
        json.writeStringField("name", bitmap.name());
        json.writeStringField("path", "bitmaps/" + bitmap.key());
        json.writeArrayFieldStart("flags");
        for (String flag : bitmap.flagNames()) {
            json.writeString(flag);
        }
        json.writeEndArray();
        json.writeStringField("verdict", decoded.verdict().label());
        json.writeStringField("caution", decoded.caution());
        json.writeNumberField("granularity", decoded.granularity());
    }

    /** Problems, as fields of the object that is open. */
    static void problems(JsonGenerator json, List<Problem> problems, long count) throws IOException {
        json.writeNumberField("problemCount", count);
        json.writeArrayFieldStart("problems");
        for (Problem problem : problems) {
            json.writeStartObject();
            json.writeStringField("severity", problem.severity().name().toLowerCase(Locale.ROOT));
            json.writeStringField("rule", problem.rule());
            json.writeStringField("message", problem.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
