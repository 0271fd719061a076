package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.core.util.Separators;
import io.github.qcowscope.bytes.ByteSource;
import java.io.IOException;
import java.io.OutputStream;

/** What all JSON layouts share. */
final class Json {

    /** {@code "key": value}, and nothing between the brackets of what is empty. */
    static final Separators SEPARATORS = Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            // A dump that fails half way must not look whole.
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private Json() {}

    /** A generator that leaves the stream open. */
    static JsonGenerator on(OutputStream out, PrettyPrinter printer) throws IOException {
        return FACTORY.createGenerator(out).setPrettyPrinter(printer);
    }

    /** The object that says which image is meant. */
    static void image(JsonGenerator json, ByteSource image) throws IOException {
        json.writeObjectFieldStart("image");
        json.writeStringField("name", image.name());
        json.writeNumberField("size", image.length());
        json.writeEndObject();
    }

    /** A number that is taken as unsigned. */
    static void unsigned(JsonGenerator json, String key, long number) throws IOException {
        if (number >= 0) {
            json.writeNumberField(key, number);
        } else {
            json.writeFieldName(key);
            json.writeNumber(Long.toUnsignedString(number));
        }
    }
}
