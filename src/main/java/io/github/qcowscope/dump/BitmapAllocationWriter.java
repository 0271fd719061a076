package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.dirty.DirtyAllocation.Backup;
import io.github.qcowscope.qcow2.dirty.DirtyAllocation.Kind;
import io.github.qcowscope.qcow2.dirty.DirtyAllocation;
import io.github.qcowscope.schema.Units;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Lists the dirty parts of the virtual disk by what stands for them, and foretells the size of an incremental backup.
 */
public final class BitmapAllocationWriter extends ThreeFormats {

    private final DirtyAllocation allocation;
    private final Progress progress;
    private final long[] bytes = new long[Kind.values().length];

    private BitmapAllocationWriter(DirtyAllocation allocation, Progress progress) {
        this.allocation = allocation;
        this.progress = progress;
    }

    /** Takes one part. */
    @FunctionalInterface
    private interface Sink {
        void part(long start, long length, Kind kind) throws IOException;
    }

    /**
     * Writes the list as UTF-8 with line feeds.
     *
     * @param out      where to; flushed, not closed, and buffered already
     * @param progress told how far it is, and asked whether to go on
     * @throws IOException when {@code out} does
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static void write(DirtyAllocation allocation, BitmapFormat format, OutputStream out, Progress progress)
            throws IOException {
        new BitmapAllocationWriter(allocation, progress).write(format, "ranges", out);
    }

    private Backup visit(Sink sink) throws IOException {
        try {
            return allocation.visit(progress, (start, length, kind) -> {
                bytes[kind.ordinal()] += length;
                try {
                    sink.part(start, length, kind);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    void human(TextOutput out) throws IOException {
        head(out, allocation.bitmap(), "Allocation");
        Backup backup = visit((start, length, kind) ->
                out.hex(start).padTo(COLUMN).hex(length).padTo(2 * COLUMN).text(kind.label()).line());
        for (Kind kind : Kind.values()) {
            out.text("# dirty, ").text(kind.label()).text(": ").text(Units.exactly(bytes[kind.ordinal()])).line();
        }
        out.text("# An incremental backup in clusters of ").text(Units.bytes(backup.cluster())).text(" covers ")
                .text(Units.exactly(backup.covered())).text(": it stores ").text(Units.exactly(backup.data()))
                .text(", and ").text(Units.exactly(backup.holes())).text(" are holes.");
        if (backup.unknown() > 0) {
            out.text(" Of ").text(Units.exactly(backup.unknown())).text(" it cannot be told.");
        }
        out.line();
    }

    @Override
    void csv(TextOutput out) throws IOException {
        out.text("start,length,allocation").line();
        visit((start, length, kind) ->
                out.decimal(start).text(",").decimal(length).text(",").text(kind.label()).line());
    }

    @Override
    void json(JsonGenerator json) throws IOException {
        about(json, allocation.bitmap());
        json.writeArrayFieldStart("ranges");
        Backup backup = visit((start, length, kind) -> {
            json.writeStartObject();
            json.writeNumberField("start", start);
            json.writeNumberField("length", length);
            json.writeStringField("allocation", kind.label());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeObjectFieldStart("dirtyBytes");
        for (Kind kind : Kind.values()) {
            json.writeNumberField(kind.label(), bytes[kind.ordinal()]);
        }
        json.writeEndObject();
        json.writeObjectFieldStart("backup");
        json.writeNumberField("cluster", backup.cluster());
        json.writeNumberField("covered", backup.covered());
        json.writeNumberField("data", backup.data());
        json.writeNumberField("holes", backup.holes());
        json.writeNumberField("unknown", backup.unknown());
        json.writeEndObject();
    }
}
