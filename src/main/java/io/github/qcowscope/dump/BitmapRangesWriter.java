package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyRuns;
import io.github.qcowscope.qcow2.dirty.DirtyState;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Units;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Lists what a bitmap says of the virtual disk, range by range: the same ranges that an NBD client sees of
 * {@code qemu:dirty-bitmap:NAME}, and of any bitmap. Written while they are decoded: memory does not grow with their
 * number.
 */
public final class BitmapRangesWriter extends ThreeFormats {

    private final DirtyBitmap bitmap;
    private final boolean withClean;
    private final Progress progress;
    private long ranges;
    private long dirtyBytes;
    private long unknownBytes;

    private BitmapRangesWriter(DirtyBitmap bitmap, boolean withClean, Progress progress) {
        this.bitmap = bitmap;
        this.withClean = withClean;
        this.progress = progress;
    }

    /** Takes one range. */
    @FunctionalInterface
    private interface Sink {
        void range(ByteRange guest, DirtyState state) throws IOException;
    }

    /**
     * Writes the ranges as UTF-8 with line feeds.
     *
     * @param withClean whether clean ranges are listed too; the list then covers the disk
     * @param out       where to; flushed, not closed, and buffered already
     * @param progress  told how far it is, and asked whether to go on
     * @throws IOException when {@code out} does
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static void write(DirtyBitmap bitmap, BitmapFormat format, boolean withClean, OutputStream out,
            Progress progress) throws IOException {
        new BitmapRangesWriter(bitmap, withClean, progress).write(format, "ranges", out);
    }

    private void visit(Sink sink) throws IOException {
        DirtyRuns runs = bitmap.runs(progress);
        while (runs.next()) {
            ByteRange guest = bitmap.guest(runs.start(), runs.end());
            dirtyBytes += runs.state() == DirtyState.DIRTY ? guest.length() : 0;
            unknownBytes += runs.state() == DirtyState.UNKNOWN ? guest.length() : 0;
            if (withClean || runs.state() != DirtyState.CLEAN) {
                ranges++;
                sink.range(guest, runs.state());
            }
        }
    }

    /** Clusters of the virtual disk that a range touches. */
    private long clusters(ByteRange guest) {
        int bits = bitmap.image().geometry().clusterBits();
        return (guest.end() - 1 >>> bits) - (guest.offset() >>> bits) + 1;
    }

    private String why(ByteRange guest) {
        Problem problem = bitmap.problem(bitmap.place(bitmap.bitOf(guest.offset())).entry());
        return problem == null ? "The file could not be read here." : problem.message();
    }

    @Override
    void human(TextOutput out) throws IOException {
        head(out, bitmap, "State");
        visit((guest, state) -> {
            out.hex(guest.offset()).padTo(COLUMN).hex(guest.length()).padTo(2 * COLUMN).text(state.label());
            if (state == DirtyState.UNKNOWN) {
                out.text(": ").text(why(guest));
            }
            out.line();
        });
        out.text("# ").text(ranges == 1 ? "1 range" : ranges + " ranges").text(", ").text(Units.exactly(dirtyBytes))
                .text(" of ").text(Units.exactly(bitmap.diskSize())).text(" dirty");
        if (unknownBytes > 0) {
            out.text(", ").text(Units.exactly(unknownBytes)).text(" cannot be read");
        }
        out.line();
    }

    @Override
    void csv(TextOutput out) throws IOException {
        out.text("start,length,clusters,state").line();
        visit((guest, state) -> out.decimal(guest.offset()).text(",").decimal(guest.length()).text(",")
                .decimal(clusters(guest)).text(",").text(state.label()).line());
    }

    @Override
    void json(JsonGenerator json) throws IOException {
        about(json, bitmap);
        json.writeArrayFieldStart("ranges");
        visit((guest, state) -> {
            json.writeStartObject();
            json.writeNumberField("start", guest.offset());
            json.writeNumberField("length", guest.length());
            switch (state) {
                case CLEAN -> json.writeBooleanField("dirty", false);
                case DIRTY -> json.writeBooleanField("dirty", true);
                case UNKNOWN -> {
                    json.writeNullField("dirty");
                    json.writeStringField("problem", why(guest));
                }
            }
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeNumberField("dirtyBytes", dirtyBytes);
        json.writeNumberField("unknownBytes", unknownBytes);
    }
}
