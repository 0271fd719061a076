package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.owner.ClusterState;
import io.github.qcowscope.qcow2.owner.Owner;
import io.github.qcowscope.qcow2.owner.Owners;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Units;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Tells who owns a byte of an image's file.
 *
 * <p>The JSON form is one object: {@code schemaVersion} (1), {@code image} (its {@code name} and {@code size}),
 * {@code offset}, {@code cluster} (the cluster's index), {@code offsetInCluster}, {@code node} (path of the deepest
 * node of the tree that has the byte; empty where none has), {@code states} (of the cluster: free, leaked,
 * undercounted, shared, overlapping), {@code refcount} (what the file tells), {@code references} (how many owners there
 * should be by the tables), {@code complete} (whether the owners are all listed) and {@code owners}: for each its
 * {@code path} in the tree, {@code kind}, and {@code guest}, the {@code start} and {@code length} of the part of the
 * virtual disk that it stands for, or null.
 */
public final class LocateWriter {

    private static final int SCHEMA_VERSION = 1;
    private static final int LABEL = 12;

    private final Qcow2Image image;
    private final long offset;
    private final Node node;
    private final Owners owners;

    private LocateWriter(Qcow2Image image, long offset, Node node, Owners owners) {
        this.image = image;
        this.offset = offset;
        this.node = node;
        this.owners = owners;
    }

    /**
     * Writes the owners of a byte as UTF-8 with line feeds.
     *
     * @param offset the byte
     * @param node   the deepest node that has it
     * @param owners its owners
     * @param out    where to; flushed, not closed, and buffered already
     * @throws IOException when {@code out} does
     */
    public static void write(Qcow2Image image, long offset, Node node, Owners owners, ListFormat format,
            OutputStream out)
            throws IOException {
        LocateWriter writer = new LocateWriter(image, offset, node, owners);
        switch (format) {
            case HUMAN -> writer.human(new TextOutput(out));
            case JSON -> writer.json(out);
        }
    }

    private long offsetInCluster() {
        return offset & image.geometry().clusterSize() - 1;
    }

    private List<String> states() {
        return Arrays.stream(ClusterState.values())
                .filter(state -> state.isIn(owners.states()))
                .map(state -> state.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private void human(TextOutput out) throws IOException {
        label(out, "offset").hex(offset).text(" (").decimal(offset).text(")").line();
        label(out, "cluster").decimal(owners.cluster()).text(", byte ").hex(offsetInCluster()).text(" of it").line();
        if (!states().isEmpty()) {
            label(out, "state").text(String.join(", ", states())).line();
        }
        label(out, "refcount").decimal(owners.refcount()).text(", for ")
                .text(Units.count(owners.references(), "reference"))
                .line();
        label(out, "node").text(node.path().isEmpty() ? "none claims this byte" : node.path()).line();
        for (Owner owner : owners.list()) {
            label(out, "owner").text(owner.path()).text(" (").text(owner.kind().kind().label());
            ByteRange guest = owner.guest();
            if (guest != null) {
                out.text(", guest ").text(guest.toString());
            }
            out.text(")").line();
        }
        if (!owners.isComplete()) {
            label(out, "").text("and more").line();
        }
        out.flush();
    }

    private static TextOutput label(TextOutput out, String label) throws IOException {
        return out.text(label).padTo(LABEL);
    }

    private void json(OutputStream out) throws IOException {
        JsonGenerator json = Json.on(out, new LinePerNode("owners"));
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        Json.image(json, image.source());
        json.writeNumberField("offset", offset);
        json.writeNumberField("cluster", owners.cluster());
        json.writeNumberField("offsetInCluster", offsetInCluster());
        json.writeStringField("node", node.path());
        json.writeArrayFieldStart("states");
        for (String state : states()) {
            json.writeString(state);
        }
        json.writeEndArray();
        Json.unsigned(json, "refcount", owners.refcount());
        json.writeNumberField("references", owners.references());
        json.writeBooleanField("complete", owners.isComplete());
        json.writeArrayFieldStart("owners");
        for (Owner owner : owners.list()) {
            json.writeStartObject();
            json.writeStringField("path", owner.path());
            json.writeStringField("kind", owner.kind().kind().id());
            ByteRange guest = owner.guest();
            if (guest == null) {
                json.writeNullField("guest");
            } else {
                json.writeObjectFieldStart("guest");
                json.writeNumberField("start", guest.offset());
                json.writeNumberField("length", guest.length());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }
}
