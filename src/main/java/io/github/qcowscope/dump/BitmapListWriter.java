package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtySummary;
import io.github.qcowscope.qcow2.image.BitmapLedger;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Units;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Lists an image's bitmaps: what each is worth, how much of the disk is dirty, and what it holds in the file. Reads
 * all of them, one after the other.
 */
public final class BitmapListWriter extends ThreeFormats {

    private static final int LABEL = 14;

    private final Qcow2Image image;
    private final BitmapLedger ledger;
    private final Progress progress;

    private BitmapListWriter(Qcow2Image image, Progress progress) {
        this.image = image;
        this.progress = progress;
        ledger = BitmapLedger.of(image, progress);
    }

    /**
     * Writes the list as UTF-8 with line feeds.
     *
     * @param out      where to; flushed, not closed, and buffered already
     * @param progress asked whether to go on
     * @throws IOException when {@code out} does
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static void write(Qcow2Image image, BitmapFormat format, OutputStream out, Progress progress)
            throws IOException {
        new BitmapListWriter(image, progress).write(format, "bitmaps", out);
    }

    private DirtyBitmap decoded(BitmapLedger.Line line) {
        return new DirtyBitmap(image, line.bitmap());
    }

    @Override
    void human(TextOutput out) throws IOException {
        if (ledger.lines().isEmpty()) {
            out.text("The image has no bitmaps.").line();
            return;
        }
        for (BitmapLedger.Line line : ledger.lines()) {
            DirtyBitmap bitmap = decoded(line);
            DirtySummary summary = DirtySummary.of(bitmap, progress);
            out.text(line.bitmap().name().isEmpty() ? "(no name)" : line.bitmap().name()).line();
            row(out, "flags").text(line.bitmap().flags() == 0 ? "none" : String.join(", ", line.bitmap().flagNames()))
                    .line();
            row(out, "verdict").text(line.verdict().label()).line();
            row(out, "granularity").text(bitmap.granularityBits() == 63 ? "2^63 bytes"
                    : Units.exactly(bitmap.granularity())).line();
            row(out, "dirty").text(Units.exactly(summary.count().dirtyBytes())).text(", ")
                    .text(String.format(Locale.ROOT, "%.2f", 100 * summary.count().share())).text(" % of the disk, ")
                    .decimal(summary.count().dirtyBits()).text(" of ").text(Units.count(summary.count().bits(), "bit"))
                    .line();
            if (summary.count().unknownBits() > 0) {
                row(out, "unreadable").text(Units.exactly(summary.count().unknownBytes())).line();
            }
            row(out, "holds").text(Units.count(line.clusters(), "cluster")).text(", ").text(Units.bytes(line.bytes()))
                    .text(": ").decimal(line.tableClusters()).text(" of the table, ").decimal(line.dataClusters())
                    .text(" of data").line();
            row(out, "table").decimal(summary.entries()).text(summary.entries() == 1 ? " entry: " : " entries: ")
                    .decimal(summary.serialized()).text(" serialized, ").decimal(summary.allOnes()).text(" all-ones, ")
                    .decimal(summary.allZeroes()).text(" all-zeroes");
            if (summary.invalid() > 0) {
                out.text(", ").decimal(summary.invalid()).text(" invalid");
            }
            out.line();
            String caution = bitmap.caution();
            if (caution != null) {
                row(out, "caution").text(caution).line();
            }
            for (Problem problem : summary.problems()) {
                row(out, "problem").text(problem.message()).line();
            }
            if (summary.problemCount() > summary.problems().size()) {
                row(out, "problem").text("and ").decimal(summary.problemCount() - summary.problems().size())
                        .text(" more")
                        .line();
            }
            out.line();
        }
        total(out);
    }

    private static TextOutput row(TextOutput out, String label) throws IOException {
        return out.text("  ").text(label).padTo(LABEL);
    }

    private void total(TextOutput out) throws IOException {
        out.text("All bitmaps hold ").text(Units.count(ledger.clusters(), "cluster")).text(", ")
                .text(Units.bytes(ledger.bytes())).text(", ")
                .text(String.format(Locale.ROOT, "%.2f", 100 * ledger.share())).text(" % of the file; ")
                .decimal(ledger.directoryClusters()).text(" of them the directory.").line();
        for (BitmapLedger.Line line : ledger.stale()) {
            out.text("Removing ").text(line.bitmap().name()).text(", which is ").text(line.verdict().label())
                    .text(", would free ").text(Units.bytes(line.bytes())).text(".").line();
        }
    }

    @Override
    void csv(TextOutput out) throws IOException {
        out.text("name,flags,verdict,granularity,disk_bytes,dirty_bytes,unknown_bytes,table_clusters,data_clusters,"
                + "bytes,entries,serialized,all_ones,all_zeroes,invalid,problems").line();
        for (BitmapLedger.Line line : ledger.lines()) {
            DirtyBitmap bitmap = decoded(line);
            DirtySummary summary = DirtySummary.of(bitmap, progress);
            out.text(Csv.quoted(line.bitmap().name())).text(",")
                    .text(Csv.quoted(String.join(" ", line.bitmap().flagNames()))).text(",")
                    .text(line.verdict().label());
            for (long number : new long[] {bitmap.granularity(), bitmap.diskSize(), summary.count().dirtyBytes(),
                summary.count().unknownBytes(), line.tableClusters(), line.dataClusters(), line.bytes(),
                summary.entries(), summary.serialized(), summary.allOnes(), summary.allZeroes(), summary.invalid(),
                summary.problemCount()}) {
                out.text(",").decimal(number);
            }
            out.line();
        }
    }

    @Override
    void json(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("image");
        json.writeStringField("name", image.source().name());
        json.writeNumberField("size", image.source().length());
        json.writeEndObject();
        json.writeNumberField("diskSize", image.geometry().virtualSize());
        json.writeNumberField("clusterSize", image.geometry().clusterSize());
        json.writeNumberField("directoryClusters", ledger.directoryClusters());
        json.writeNumberField("clusters", ledger.clusters());
        json.writeNumberField("bytes", ledger.bytes());
        json.writeArrayFieldStart("bitmaps");
        for (BitmapLedger.Line line : ledger.lines()) {
            DirtyBitmap bitmap = decoded(line);
            DirtySummary summary = DirtySummary.of(bitmap, progress);
            json.writeStartObject();
            BitmapJson.identity(json, bitmap);
            json.writeNumberField("bits", summary.count().bits());
            json.writeNumberField("dirtyBits", summary.count().dirtyBits());
            json.writeNumberField("dirtyBytes", summary.count().dirtyBytes());
            json.writeNumberField("unknownBytes", summary.count().unknownBytes());
            json.writeObjectFieldStart("table");
            json.writeNumberField("entries", summary.entries());
            json.writeNumberField("serialized", summary.serialized());
            json.writeNumberField("allOnes", summary.allOnes());
            json.writeNumberField("allZeroes", summary.allZeroes());
            json.writeNumberField("invalid", summary.invalid());
            json.writeEndObject();
            json.writeObjectFieldStart("holds");
            json.writeNumberField("directoryBytes", line.entryBytes());
            json.writeNumberField("tableClusters", line.tableClusters());
            json.writeNumberField("dataClusters", line.dataClusters());
            json.writeNumberField("bytes", line.bytes());
            json.writeEndObject();
            json.writeBooleanField("stale", line.isStale());
            BitmapJson.problems(json, summary.problems(), summary.problemCount());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
