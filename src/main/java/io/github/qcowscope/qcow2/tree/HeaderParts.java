package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.FeatureName;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.header.HeaderExtensions;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.Value;
import io.github.qcowscope.schema.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The nodes of what lies in the first cluster: header, header extensions, backing file name. */
final class HeaderParts {

    private HeaderParts() {}

    static Part header(Header header) {
        Span span = new Span(header.view().source(), header.range());
        return Part.within(Node.at("header", "Header", Kinds.HEADER, span)
                .doc("The first bytes of the file: the version, the sizes, and where the tables are.")
                .section(Header.STRUCT.section())
                .value(() -> new Value.Group("version " + header.raw(Header.VERSION)))
                .children(Nodes.fields("header", Kinds.HEADER, header.view()))
                .build());
    }

    static Part extensions(ByteSource source, HeaderExtensions extensions) {
        List<Node> nodes = new ArrayList<>();
        for (HeaderExtension extension : extensions.list()) {
            nodes.add(extension(extensions.key(extension), extension));
        }
        return Part.within(Node.at("extensions", "Header extensions", Kinds.EXTENSION,
                        new Span(source, extensions.range()))
                .doc("Optional sections between the header and the backing file's name.")
                .section("Header extensions")
                .value(() -> new Value.Group(Units.count(nodes.stream()
                        .filter(node -> !node.key().startsWith(ExtensionType.END.key())).count(), "extension")))
                .problems(() -> problems(extensions))
                .children(nodes)
                .build());
    }

    private static List<Problem> problems(HeaderExtensions extensions) {
        List<Problem> found = new ArrayList<>();
        Set<ExtensionType> seen = new HashSet<>();
        for (HeaderExtension extension : extensions.list()) {
            if (extension.type() != ExtensionType.UNKNOWN && !seen.add(extension.type())) {
                found.add(new Problem(Severity.ERROR, "extension-twice",
                        "The extension \"" + extension.type().label() + "\" may be there only once.",
                        new Span(extension.view().source(), extension.range())));
            }
        }
        return found;
    }

    private static Node extension(String key, HeaderExtension extension) {
        String path = Node.join("extensions", key);
        View<Area> view = extension.view();
        List<Node> children = new ArrayList<>(Nodes.fields(path, Kinds.EXTENSION, view));
        if (extension.type() == ExtensionType.FEATURE_TABLE) {
            // The names stand before the padding, which is the last field if there is any.
            children.addAll(Math.min(2, children.size()), featureNames(path, extension));
        }
        return Node.at(path, extension.type().label(), Kinds.EXTENSION, new Span(view.source(), extension.range()))
                .section(view.struct().section())
                .value(() -> new Value.Group(summary(extension)))
                .children(children)
                .build();
    }

    private static String summary(HeaderExtension extension) {
        return switch (extension.type()) {
            case END -> "";
            case BACKING_FORMAT, DATA_FILE -> extension.view().has(HeaderExtension.TEXT)
                    ? extension.view().text(HeaderExtension.TEXT) : "";
            case FEATURE_TABLE -> Units.count(extension.data().length() / FeatureName.SIZE, "name");
            case BITMAPS -> Units.count(extension.view().raw(HeaderExtension.NB_BITMAPS), "bitmap");
            case CRYPTO_HEADER -> Units.bytes(extension.view().raw(HeaderExtension.CRYPTO_SIZE));
            case UNKNOWN -> "0x%08x, %s".formatted(extension.magic(), Units.bytes(extension.length()));
        };
    }

    private static List<Node> featureNames(String parent, HeaderExtension extension) {
        ByteRange data = extension.data();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < data.length() / FeatureName.SIZE; i++) {
            String path = Node.join(parent, Integer.toString(i));
            View<Area> view = new View<>(FeatureName.STRUCT, extension.view().context(), extension.view().source(),
                    data.offset() + (long) i * FeatureName.SIZE);
            nodes.add(Node.at(path, "[" + i + "]", Kinds.EXTENSION,
                            Span.of(view.source(), view.offset(), FeatureName.SIZE))
                    .doc("Name of one feature bit.")
                    .section(FeatureName.STRUCT.section())
                    .value(() -> new Value.Group("%s bit %d: %s".formatted(
                            FeatureName.TYPE.symbols().getOrDefault(view.raw(FeatureName.TYPE), "unknown"),
                            view.raw(FeatureName.BIT), view.text(FeatureName.NAME))))
                    .children(Nodes.fields(path, Kinds.EXTENSION, view))
                    .build());
        }
        return nodes;
    }

    static Part backingFile(Header header) {
        Span name = header.backingFileName();
        return Part.within(Node.at("backing-file", "Backing file name", Kinds.BACKING, name)
                .doc("Name of the file that clusters are read from which this image does not hold.")
                .section("Header")
                .value(() ->
                        new Value.Text(name.source().chunk(name.range().offset(), (int) name.range().length()).text(),
                        false))
                .build());
    }
}
