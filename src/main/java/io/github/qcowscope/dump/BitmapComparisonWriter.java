package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyComparison.Side;
import io.github.qcowscope.qcow2.dirty.DirtyComparison;
import io.github.qcowscope.schema.Units;
import java.io.IOException;
import java.io.OutputStream;

/** Lists which parts of the virtual disk one of two bitmaps calls dirty, or both. Written while they are decoded. */
public final class BitmapComparisonWriter extends ThreeFormats {

    private final DirtyComparison comparison;
    private final boolean withClean;
    private final Progress progress;
    private final long[] bytes = new long[Side.values().length];

    private BitmapComparisonWriter(DirtyComparison comparison, boolean withClean, Progress progress) {
        this.comparison = comparison;
        this.withClean = withClean;
        this.progress = progress;
    }

    /** Takes one range. */
    @FunctionalInterface
    private interface Sink {
        void range(ByteRange guest, Side side) throws IOException;
    }

    /**
     * Writes the comparison as UTF-8 with line feeds.
     *
     * @param withClean whether ranges that neither calls dirty are listed too; the list then covers the disk
     * @param out       where to; flushed, not closed, and buffered already
     * @param progress  told how far it is, and asked whether to go on
     * @throws IOException when {@code out} does
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static void write(DirtyComparison comparison, BitmapFormat format, boolean withClean, OutputStream out,
            Progress progress) throws IOException {
        new BitmapComparisonWriter(comparison, withClean, progress).write(format, "ranges", out);
    }

    private void visit(Sink sink) throws IOException {
        DirtyComparison.Runs runs = comparison.runs(0, comparison.units(), progress);
        while (runs.next()) {
            ByteRange guest = comparison.guest(runs.start(), runs.end());
            bytes[runs.side().ordinal()] += guest.length();
            if (withClean || runs.side() != Side.NEITHER) {
                sink.range(guest, runs.side());
            }
        }
    }

    @Override
    void human(TextOutput out) throws IOException {
        which(out, "a", comparison.a());
        which(out, "b", comparison.b());
        out.text("# ").text(DirtyComparison.CAUTION).line();
        columns(out, "Dirty in");
        visit((guest, side) -> out.hex(guest.offset()).padTo(COLUMN).hex(guest.length()).padTo(2 * COLUMN)
                .text(side.label()).line());
        total(out, "dirty only in a", Side.ONLY_A);
        total(out, "dirty only in b", Side.ONLY_B);
        total(out, "dirty in both", Side.BOTH);
        if (bytes[Side.UNKNOWN.ordinal()] > 0) {
            total(out, "unreadable in a or b", Side.UNKNOWN);
        }
    }

    private static void which(TextOutput out, String label, DirtyBitmap bitmap) throws IOException {
        out.text("# ").text(label).text(": ").text(bitmap.bitmap().name()).text(" of ")
                .text(bitmap.image().source().name())
                .text(", ").text(bitmap.verdict().label()).text(", granularity ")
                .text(Units.bytes(bitmap.granularity())).line();
    }

    private void total(TextOutput out, String label, Side side) throws IOException {
        out.text("# ").text(label).text(": ")
                .text(Units.exactly(bytes[side.ordinal()])).line();
    }

    @Override
    void csv(TextOutput out) throws IOException {
        out.text("start,length,dirty_in").line();
        visit((guest, side) -> out.decimal(guest.offset()).text(",").decimal(guest.length()).text(",")
                .text(side.label())
                .line());
    }

    @Override
    void json(JsonGenerator json) throws IOException {
        which(json, "a", comparison.a());
        which(json, "b", comparison.b());
        json.writeStringField("caution", DirtyComparison.CAUTION);
        json.writeNumberField("diskSize", comparison.diskSize());
        json.writeArrayFieldStart("ranges");
        visit((guest, side) -> {
            json.writeStartObject();
            json.writeNumberField("start", guest.offset());
            json.writeNumberField("length", guest.length());
            json.writeStringField("dirtyIn", side.label());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeNumberField("onlyA", bytes[Side.ONLY_A.ordinal()]);
        json.writeNumberField("onlyB", bytes[Side.ONLY_B.ordinal()]);
        json.writeNumberField("both", bytes[Side.BOTH.ordinal()]);
        json.writeNumberField("unknown", bytes[Side.UNKNOWN.ordinal()]);
    }

    private static void which(JsonGenerator json, String key, DirtyBitmap bitmap) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeStringField("image", bitmap.image().source().name());
        BitmapJson.identity(json, bitmap);
        json.writeEndObject();
    }
}
