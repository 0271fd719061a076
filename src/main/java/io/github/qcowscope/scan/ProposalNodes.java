package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.header.LuksHeader;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.snapshot.Snapshot;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.schema.Struct;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.Value;
import io.github.qcowscope.schema.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.LongToIntFunction;

/**
 * The nodes of what was found by its shape: each proposal with its fields, laid over the bytes as if it were certain.
 */
public final class ProposalNodes {

    /** Of structures that follow each other, more are not shown below one proposal. */
    private static final int MOST_PARTS = 4096;

    private final ByteSource source;
    private final List<Proposal> proposals;
    private final Map<String, Integer> indices = new HashMap<>();

    private ProposalNodes(ByteSource source, List<Proposal> proposals) {
        this.source = source;
        this.proposals = proposals;
        for (int i = 0; i < proposals.size(); i++) {
            indices.put(proposals.get(i).key(), i);
        }
    }

    /**
     * The node that goes into the tree: one child for each proposal, in the order of the file.
     *
     * @param proposals what to show; no two with the same key
     */
    public static Node of(ByteSource source, List<Proposal> proposals) {
        List<Proposal> sorted = proposals.stream().sorted(
                java.util.Comparator.comparing(Proposal::range).thenComparing(Proposal::key)).toList();
        ProposalNodes nodes = new ProposalNodes(source, sorted);
        return Node.at(TreePaths.PROPOSALS, "Found structures", Kinds.GAP, Span.of(source, 0, 0))
                .doc("Bytes that look like structures of QCOW2, though nothing that is known leads to them. They may"
                        + " be what is left of earlier ones, or nothing of the kind.")
                .value(() -> new Value.Group(Units.count(sorted.size(), "proposal")))
                .children(sorted.size(), i -> nodes.proposal(sorted.get((int) i)))
                .childAt(nodes::indexAt)
                .childNamed(key -> nodes.indices.getOrDefault(key, -1))
                .build();
    }

    /** Where a proposal is in the tree. */
    public static String path(Proposal proposal) {
        return Node.join(TreePaths.PROPOSALS, proposal.key());
    }

    /** The last proposal that starts at a byte or before it, if it reaches that far. */
    private long indexAt(long offset) {
        int low = 0;
        int high = proposals.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (proposals.get(middle).range().offset() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && proposals.get(low - 1).range().contains(offset) ? low - 1 : -1;
    }

    private Node proposal(Proposal proposal) {
        String path = path(proposal);
        Node.Builder node = Node.at(path, proposal.kind().label(), proposal.kind(), new Span(source, proposal.range()))
                .doc("Bytes that look like this; whether they are, nothing tells for certain.")
                .value(() -> new Value.Text(proposal.confidence() + " %", false))
                .meaning(proposal::reason);
        if (proposal.entryBits() > 0) {
            return TableEntries.under(node, path, source, proposal);
        }
        return node.children(parts(path, proposal)).build();
    }

    private List<Node> parts(String path, Proposal proposal) {
        long start = proposal.range().offset();
        Area area = new Area(proposal.geometry(source.length()), proposal.range().end());
        if (proposal.kind().equals(Kinds.HEADER)) {
            return Nodes.fields(path, Kinds.HEADER, new Header(source, start).view());
        } else if (proposal.kind().equals(Kinds.ENCRYPTION)) {
            return Nodes.fields(path, Kinds.ENCRYPTION, new View<>(LuksHeader.STRUCT, area, source, start));
        } else if (proposal.kind().equals(Kinds.BITMAP_DIRECTORY)) {
            return chain(proposal, at -> DirectoryRecogniser.entryLength(source, at), at ->
                    entry(path, proposal, new View<>(Bitmap.STRUCT, area, source, at), Bitmap.NAME));
        } else if (proposal.kind().equals(Kinds.SNAPSHOT)) {
            return chain(proposal, at -> SnapshotRecogniser.entryLength(source, at), at ->
                    entry(path, proposal, new View<>(Snapshot.STRUCT, area, source, at), Snapshot.NAME));
        } else if (proposal.kind().equals(Kinds.EXTENSION)) {
            return chain(proposal, at -> ExtensionRecogniser.extensionLength(source, at), at -> {
                HeaderExtension extension = HeaderExtension.at(source, area, at, 0);
                return part(path, proposal, extension.view(), extension.type().label());
            });
        }
        return List.of();
    }

    private static List<Node> chain(Proposal proposal, LongToIntFunction length, LongFunction<Node> node) {
        List<Node> nodes = new ArrayList<>();
        long at = proposal.range().offset();
        for (int bytes = 1; bytes > 0 && at < proposal.range().end() && nodes.size() < MOST_PARTS; at += bytes) {
            nodes.add(node.apply(at));
            bytes = length.applyAsInt(at);
        }
        return nodes;
    }

    private static Node entry(String parent, Proposal proposal, View<Area> view, Field<Area> name) {
        return part(parent, proposal, view, view.has(name) ? view.text(name) : view.struct().name());
    }

    private static Node part(String parent, Proposal proposal, View<Area> view, String name) {
        String path = Node.join(parent, "0x" + Long.toHexString(view.offset()));
        List<Field<Area>> fields = view.fields();
        Span last = view.span(fields.getLast());
        Struct<Area> struct = view.struct();
        return Node.at(path, name, proposal.kind(), Span.of(view.source(), view.offset(),
                        last.range().end() - view.offset()).visible())
                .section(struct.section())
                .value(() -> new Value.Group(struct.name()))
                .children(fields.size(), i -> TableEntries.unjudged(
                        Nodes.fieldAt(Node.join(path, fields.get((int) i).name()), fields.get((int) i).name(),
                                proposal.kind(), view, fields.get((int) i)), view, fields.get((int) i), proposal))
                .build();
    }
}
