package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/**
 * Sets each element of arrays with a certain name in a line of its own, indented by its depth; all else stays in line.
 */
final class LinePerNode implements PrettyPrinter {

    static final String CHILDREN = "children";

    private final String array;
    private int depth;

    /** Lines for the children of nodes. */
    LinePerNode() {
        this(CHILDREN);
    }

    /** Lines for the elements of arrays with a name. */
    LinePerNode(String array) {
        this.array = array;
    }

    private boolean isChildren(JsonGenerator json) {
        return array.equals(json.getOutputContext().getParent().getCurrentName());
    }

    private void newLine(JsonGenerator json) throws IOException {
        json.writeRaw('\n');
        for (int i = 0; i < depth; i++) {
            json.writeRaw(' ');
        }
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw('\n');
    }

    @Override
    public void writeStartObject(JsonGenerator json) throws IOException {
        json.writeRaw('{');
    }

    @Override
    public void beforeObjectEntries(JsonGenerator json) {}

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
        json.writeRaw(", ");
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) throws IOException {
        json.writeRaw('}');
    }

    @Override
    public void writeStartArray(JsonGenerator json) throws IOException {
        json.writeRaw('[');
        depth++;
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) throws IOException {
        if (isChildren(json)) {
            newLine(json);
        }
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
        if (isChildren(json)) {
            json.writeRaw(',');
            newLine(json);
        } else {
            json.writeRaw(", ");
        }
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) throws IOException {
        depth--;
        json.writeRaw(']');
    }
}
