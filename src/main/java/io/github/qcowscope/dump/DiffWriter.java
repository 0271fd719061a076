package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.qcowscope.diff.Difference.Change;
import io.github.qcowscope.diff.Difference;
import io.github.qcowscope.diff.TreeDiff;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Lists what differs between two trees. Written while they are compared: memory does not grow with the images. */
public final class DiffWriter {

    private static final int SCHEMA_VERSION = 1;
    private static final int COLUMN = 9;

    private final Node before;
    private final Node after;
    private final Progress progress;
    private final long[] counts = new long[Change.values().length];

    private DiffWriter(Node before, Node after, Progress progress) {
        this.before = before;
        this.after = after;
        this.progress = progress;
    }

    /** Takes one difference. */
    @FunctionalInterface
    private interface Sink {
        void difference(Difference difference) throws IOException;
    }

    /**
     * Writes the differences as UTF-8 with line feeds.
     *
     * @param before   a node of the first image
     * @param after    a node of the second image
     * @param out      where to; flushed, not closed, and buffered already
     * @param progress asked now and then whether to go on
     * @throws IOException when {@code out} does
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static void write(Node before, Node after, ListFormat format, OutputStream out, Progress progress)
            throws IOException {
        DiffWriter writer = new DiffWriter(before, after, progress);
        try {
            switch (format) {
                case HUMAN -> writer.human(new TextOutput(out));
                case JSON -> writer.json(out);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void visit(Sink sink) {
        TreeDiff.walk(before, after, progress, difference -> {
            counts[difference.change().ordinal()]++;
            try {
                sink.difference(difference);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
    }

    private void human(TextOutput out) throws IOException {
        visit(difference -> {
            out.text(difference.change().label()).padTo(COLUMN).text(difference.path());
            String was = text(difference.before());
            String is = text(difference.after());
            switch (difference.change()) {
                case ADDED -> out.text(is.isEmpty() ? "" : ": ").text(is);
                case REMOVED -> out.text(was.isEmpty() ? "" : ": ").text(was);
                case CHANGED -> out.text(": ").text(was).text(" -> ").text(is);
            }
            out.line();
        });
        out.text("# ").decimal(counts[Change.ADDED.ordinal()]).text(" added, ")
                .decimal(counts[Change.REMOVED.ordinal()]).text(" removed, ")
                .decimal(counts[Change.CHANGED.ordinal()]).text(" changed").line();
        out.flush();
    }

    private static String text(@Nullable Node node) {
        return node == null ? "" : node.value().text();
    }

    private void json(OutputStream out) throws IOException {
        JsonGenerator json = Json.on(out, new LinePerNode("differences"));
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeArrayFieldStart("differences");
        visit(difference -> {
            json.writeStartObject();
            json.writeStringField("change", difference.change().label());
            side(json, "before", difference.before());
            side(json, "after", difference.after());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeNumberField("added", counts[Change.ADDED.ordinal()]);
        json.writeNumberField("removed", counts[Change.REMOVED.ordinal()]);
        json.writeNumberField("changed", counts[Change.CHANGED.ordinal()]);
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private static void side(JsonGenerator json, String key, @Nullable Node node) throws IOException {
        if (node == null) {
            json.writeNullField(key);
            return;
        }
        json.writeObjectFieldStart(key);
        json.writeStringField("path", node.path());
        json.writeNumberField("offset", node.span().range().offset());
        json.writeNumberField("size", node.span().range().length());
        json.writeStringField("value", node.value().text());
        json.writeEndObject();
    }
}
