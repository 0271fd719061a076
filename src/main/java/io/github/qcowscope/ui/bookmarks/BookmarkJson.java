package io.github.qcowscope.ui.bookmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.ui.bookmarks.Bookmark.Hue;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bookmarks as JSON, for a file beside the settings and for the clipboard. What is read may come from anywhere: what
 * makes no sense in it is passed over.
 */
final class BookmarkJson {

    /** Bookmarks that are taken from one text. */
    static final int MOST = 10_000;
    /** Characters of a note or a path that are kept. */
    static final int LONGEST = 4096;

    private static final JsonFactory JSON = new JsonFactory();

    private BookmarkJson() {}

    /** Writes bookmarks down. */
    static String write(String image, List<Bookmark> bookmarks) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.useDefaultPrettyPrinter();
            out.writeStartObject();
            out.writeStringField("image", image);
            out.writeArrayFieldStart("bookmarks");
            for (Bookmark bookmark : bookmarks) {
                out.writeStartObject();
                out.writeNumberField("offset", bookmark.range().offset());
                out.writeNumberField("length", bookmark.range().length());
                out.writeStringField("note", bookmark.note());
                out.writeStringField("node", bookmark.path());
                out.writeStringField("color", bookmark.color().id());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string takes everything", e);
        }
        return text + "\n";
    }

    /**
     * Reads bookmarks.
     *
     * @throws IOException with a sentence where the text is no JSON with bookmarks
     */
    static List<Bookmark> read(String text) throws IOException {
        List<Bookmark> found = new ArrayList<>();
        boolean isOurs = false;
        try (JsonParser in = JSON.createParser(text)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    boolean isList = in.currentName().equals("bookmarks");
                    if (in.nextToken() == JsonToken.START_ARRAY && isList) {
                        isOurs = true;
                        readAll(in, found);
                    } else {
                        in.skipChildren();
                    }
                }
            }
        }
        if (!isOurs) {
            throw new IOException("it has no bookmarks");
        }
        return found;
    }

    private static void readAll(JsonParser in, List<Bookmark> into) throws IOException {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() == null) {
                throw new IOException("it ends too early");
            }
            Bookmark bookmark = in.currentToken() == JsonToken.START_OBJECT ? readOne(in) : null;
            in.skipChildren();
            if (bookmark != null && into.size() < MOST) {
                into.add(bookmark);
            }
        }
    }

    private static @Nullable Bookmark readOne(JsonParser in) throws IOException {
        long offset = -1;
        long length = -1;
        String note = "";
        String path = "";
        Hue color = Hue.AMBER;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            switch (name) {
                case "offset" -> offset = number(in, value);
                case "length" -> length = number(in, value);
                case "note" -> note = text(in, value);
                case "node" -> path = text(in, value);
                case "color" -> color = color(text(in, value));
                default -> in.skipChildren();
            }
        }
        boolean makesSense = offset >= 0 && length > 0 && offset <= Long.MAX_VALUE - length;
        return makesSense ? new Bookmark(new ByteRange(offset, length), note, path, color) : null;
    }

    private static long number(JsonParser in, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return in.getLongValue();
        }
        in.skipChildren();
        return -1;
    }

    private static String text(JsonParser in, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            in.skipChildren();
            return "";
        }
        String text = in.getText();
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static Hue color(String id) {
        for (Hue color : Hue.values()) {
            if (color.id().equals(id)) {
                return color;
            }
        }
        return Hue.AMBER;
    }
}
