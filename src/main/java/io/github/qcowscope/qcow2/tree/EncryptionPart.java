package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.header.LuksHeader;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.Value;
import io.github.qcowscope.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The nodes of the encryption header: a LUKS header, its key slots, and their key material. */
final class EncryptionPart {

    private static final String PATH = TreePaths.ENCRYPTION;

    private EncryptionPart() {}

    /**
     * The part of an image.
     *
     * @param pointer the header extension that leads to the encryption header
     */
    static Part of(HeaderExtension pointer, Geometry geometry) {
        ByteSource source = pointer.view().source();
        ByteRange bytes = LuksHeader.range(pointer);
        long declared = pointer.view().raw(HeaderExtension.CRYPTO_SIZE);
        LuksHeader luks = new LuksHeader(
                new View<>(LuksHeader.STRUCT, new Area(geometry, bytes.end()), source, bytes.offset()));
        List<Node> children = new ArrayList<>();
        if (!bytes.isEmpty()) {
            children.addAll(Nodes.fields(PATH, Kinds.ENCRYPTION, luks.view()));
            IntStream.range(0, LuksHeader.SLOTS).mapToObj(i -> slot(luks, i)).forEach(children::add);
            IntStream.range(0, LuksHeader.SLOTS).mapToObj(i -> material(luks, i)).forEach(children::add);
            List<ByteRange> left = bytes.without(children.stream().map(child -> child.span().range()).toList());
            IntStream.range(0, left.size()).mapToObj(i -> padding(new Span(source, left.get(i)), i))
                    .forEach(children::add);
        }
        return Part.within(Node.at(PATH, "Encryption header", Kinds.ENCRYPTION, new Span(source, bytes))
                .doc("A LUKS header: how the guest data is encrypted, and the key to it, once for each passphrase.")
                .section(LuksHeader.STRUCT.section())
                .value(() -> new Value.Group(bytes.isEmpty() ? "" : summary(luks)))
                .problems(() -> bytes.length() == declared ? List.of() : List.of(Problem.error("truncated",
                        "The encryption header should have %s bytes; the file has %d of them.".formatted(
                                Long.toUnsignedString(declared), bytes.length()))))
                .children(children)
                .build());
    }

    private static String summary(LuksHeader luks) {
        long active = IntStream.range(0, LuksHeader.SLOTS).filter(i -> luks.slot(i).isActive()).count();
        return "LUKS %d, %s-%s, %s".formatted(luks.view().raw(LuksHeader.VERSION),
                luks.view().text(LuksHeader.CIPHER_NAME), luks.view().text(LuksHeader.CIPHER_MODE),
                Units.count(active, "active key slot"));
    }

    private static Node slot(LuksHeader luks, int index) {
        String path = Node.join(PATH, "key-slot-" + index);
        LuksHeader.Slot slot = luks.slot(index);
        return Node.at(
                path, "Key slot " + index, Kinds.ENCRYPTION, new Span(luks.view().source(), slot.range()).visible())
                .doc("The master key once more, encrypted with one passphrase.")
                .section(LuksHeader.STRUCT.section())
                .value(() -> new Value.Group(slot.isActive() ? "active" : "inactive"))
                .children(Nodes.fields(path, Kinds.ENCRYPTION, slot.view()))
                .build();
    }

    private static Node padding(Span bytes, int index) {
        return Node.at(Node.join(PATH, "padding-" + index), "Padding", Kinds.ENCRYPTION, bytes)
                .doc("Bytes between the header and the key materials, or behind them; zero.")
                .section(LuksHeader.STRUCT.section())
                .value(() -> new Value.Group(Units.exactly(bytes.range().length())))
                .problems(() -> GapsPart.slackProblems(bytes))
                .build();
    }

    private static Node material(LuksHeader luks, int index) {
        LuksHeader.Slot slot = luks.slot(index);
        return Node.at(Node.join(PATH, "key-material-" + index), "Key material " + index, Kinds.ENCRYPTION,
                        new Span(luks.view().source(), slot.material()).visible())
                .doc("The master key of key slot " + index + ", spread over the stripes and encrypted; left over from"
                        + " an earlier key, or zero, where the slot is inactive.")
                .section(LuksHeader.STRUCT.section())
                .value(() -> new Value.Group(Units.exactly(slot.material().length())
                        + (slot.isActive() ? "" : ", slot inactive")))
                .build();
    }
}
