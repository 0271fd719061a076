package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.scan.Proposal;
import io.github.qcowscope.scan.Scan;
import io.github.qcowscope.schema.Units;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Tells what a scan has found, the surest first.
 *
 * <p>The JSON form is one object: {@code schemaVersion} (1), {@code image} (its {@code name} and {@code size}),
 * {@code clusterSize} in bytes and {@code clusterSizeConfidence} in percent, {@code complete} (whether all proposals
 * are listed) and {@code proposals}: for each its {@code kind}, {@code offset} and {@code size} in bytes,
 * {@code confidence} in percent, {@code imageOffset} (where the image starts that it is part of), {@code clusterSize}
 * that goes with it, {@code path} (of the node in the image's own tree; null where nothing leads there) and
 * {@code reason}.
 */
public final class ScanWriter {

    private static final int SCHEMA_VERSION = 1;
    private static final int OFFSET = 7;
    private static final int SIZE = 22;
    private static final int KIND = 34;
    private static final int REASON = 53;

    private ScanWriter() {}

    /**
     * Writes as UTF-8 with line feeds.
     *
     * @param source  what was scanned
     * @param unknown whether to leave out what the image's own tables lead to
     * @param out     where to; flushed, not closed, and buffered already
     * @throws IOException when {@code out} does
     */
    public static void write(ByteSource source, Scan scan, boolean unknown, ListFormat format, OutputStream out)
            throws IOException {
        Scan wanted = new Scan(unknown ? Scan.unknown(scan.proposals()) : scan.proposals(),
                scan.clusterBits(), scan.clusterSure(), scan.dropped());
        switch (format) {
            case HUMAN -> human(wanted, new TextOutput(out));
            case JSON -> json(source, wanted, out);
        }
    }

    private static void human(Scan scan, TextOutput out) throws IOException {
        if (scan.proposals().isEmpty()) {
            out.text("Nothing in the file looks like a structure of QCOW2.").line();
            out.flush();
            return;
        }
        out.text(Units.count(scan.proposals().size(), "structure")).text(", clusters of ")
                .text(Units.bytes(1L << scan.clusterBits())).text(" (").decimal(scan.clusterSure()).text(" %)").line();
        out.text("Sure").padTo(OFFSET).text("Offset").padTo(SIZE).text("Size").padTo(KIND).text("Structure")
                .padTo(REASON)
                .text("Why").line();
        for (Proposal proposal : scan.proposals()) {
            out.padTo(proposal.confidence() < 10 ? 1 : 0).decimal(proposal.confidence()).text(" %").padTo(OFFSET)
                    .hex(proposal.range().offset()).text(" ").padTo(SIZE)
                    .decimal(proposal.range().length()).text(" ").padTo(KIND)
                    .text(proposal.kind().label()).text(" ").padTo(REASON)
                    .text(proposal.isKnown() ? "[" + proposal.path() + "] " : "").text(proposal.reason()).line();
        }
        if (scan.dropped()) {
            out.text("There is more; no more than this is kept.").line();
        }
        out.flush();
    }

    private static void json(ByteSource source, Scan scan, OutputStream out) throws IOException {
        JsonGenerator json = Json.on(out, new LinePerNode("proposals"));
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        Json.image(json, source);
        json.writeNumberField("clusterSize", 1L << scan.clusterBits());
        json.writeNumberField("clusterSizeConfidence", scan.clusterSure());
        json.writeBooleanField("complete", !scan.dropped());
        json.writeArrayFieldStart("proposals");
        for (Proposal proposal : scan.proposals()) {
            json.writeStartObject();
            json.writeStringField("kind", proposal.kind().id());
            json.writeNumberField("offset", proposal.range().offset());
            json.writeNumberField("size", proposal.range().length());
            json.writeNumberField("confidence", proposal.confidence());
            json.writeNumberField("imageOffset", proposal.base());
            json.writeNumberField("clusterSize", proposal.clusterSize());
            if (proposal.isKnown()) {
                json.writeStringField("path", proposal.path());
            } else {
                json.writeNullField("path");
            }
            json.writeStringField("reason", proposal.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }
}
