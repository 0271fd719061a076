package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@link DumpFormat#JSON}; the package's documentation describes it. */
final class TreeJson implements TreeLayout {

    private static final int SCHEMA_VERSION = 1;

    private final ByteSource source;
    private final JsonGenerator json;

    TreeJson(ByteSource source, OutputStream out) throws IOException {
        this.source = source;
        json = Json.on(out, new LinePerNode());
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        Json.image(json, source);
        json.writeFieldName("node");
    }

    @Override
    public long start(Node node, int depth) throws IOException {
        Value value = node.value();
        json.writeStartObject();
        json.writeStringField("path", node.path());
        json.writeStringField("name", node.name());
        json.writeStringField("kind", node.kind().id());
        place(node.span());
        value(value);
        json.writeStringField("value", value.text());
        json.writeStringField("meaning", node.meaning());
        target(value);
        json.writeArrayFieldStart("problems");
        for (Problem problem : node.problems()) {
            problem(problem, node.span());
        }
        json.writeEndArray();
        json.writeArrayFieldStart(LinePerNode.CHILDREN);
        return 0;
    }

    @Override
    public void end(Node node, int depth) throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void finish() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private void place(Span span) throws IOException {
        range(span);
        json.writeFieldName("bits");
        Bits bits = span.bits();
        if (bits == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            json.writeNumberField("low", bits.lo());
            json.writeNumberField("high", bits.hi());
            json.writeEndObject();
        }
    }

    private void value(Value value) throws IOException {
        switch (value) {
            case Value.Num num -> number("number", num.raw());
            case Value.Flags flags -> number("flags", flags.raw());
            case Value.Symbol symbol -> number("symbol", symbol.raw());
            case Value.Pointer pointer -> number("pointer", pointer.raw());
            case Value.Text text -> noNumber("text");
            case Value.Bytes bytes -> noNumber("bytes");
            case Value.Group group -> noNumber("group");
            case Value.Unreadable unreadable -> noNumber("unreadable");
        }
    }

    private void number(String type, long raw) throws IOException {
        json.writeStringField("type", type);
        Json.unsigned(json, "raw", raw);
    }

    private void noNumber(String type) throws IOException {
        json.writeStringField("type", type);
        json.writeNullField("raw");
    }

    private void target(Value value) throws IOException {
        json.writeFieldName("target");
        @Nullable Span target = value instanceof Value.Pointer pointer ? pointer.target() : null;
        if (target == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        range(target);
        json.writeEndObject();
    }

    private void range(Span span) throws IOException {
        json.writeStringField("source", span.source() == source ? null : span.source().name());
        json.writeNumberField("offset", span.range().offset());
        json.writeNumberField("size", span.range().length());
    }

    private void problem(Problem problem, Span own) throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("rule", problem.rule());
        json.writeStringField("message", problem.message());
        place(problem.where() == null ? own : problem.where());
        json.writeEndObject();
    }
}
