package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.owner.Gap;
import io.github.qcowscope.qcow2.owner.Gaps;
import io.github.qcowscope.qcow2.owner.OwnerKind;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The nodes of what no structure claims. A gap's key is its first byte in hexadecimal. */
final class GapsPart implements Part {

    private static final String PREFIX = "0x";
    /** Bytes of slack that are looked at: a cluster of QEMU has no more. */
    private static final int LOOKED_AT = 1 << 21;

    private final ByteSource source;
    private final Gaps gaps;
    private final Node node;

    GapsPart(ByteSource source, Gaps gaps) {
        this.source = source;
        this.gaps = gaps;
        node = Node.at(TreePaths.GAPS, "Gaps", Kinds.GAP, Span.of(source, 0, 0))
                .doc("Bytes that no structure claims: free clusters, leaked ones, and what structures leave over of"
                        + " their clusters.")
                .value(() -> new Value.Group(Units.count(gaps.count(), "gap")))
                .meaning(() -> Arrays.stream(Gap.Sort.values())
                        .map(sort -> Units.bytes(gaps.bytes(sort)) + " " + sort.label())
                        .collect(Collectors.joining(", ")))
                .problems(() -> gaps.areCertain() ? List.of() : List.of(Problem.note("gaps-uncertain",
                        "An L2 table is not aligned, and what it leads to is not known: some of these bytes may be in"
                                + " use.")))
                .children(gaps.count(), this::gap)
                .childAt(gaps::indexAt)
                .childNamed(this::indexOf)
                .build();
    }

    private long indexOf(String key) {
        try {
            long offset = key.startsWith(PREFIX) ? Long.parseLong(key, PREFIX.length(), key.length(), 16) : -1;
            long index = gaps.indexAt(offset);
            return index >= 0 && key(gaps.get(index)).equals(key) ? index : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String key(Gap gap) {
        return PREFIX + Long.toHexString(gap.range().offset());
    }

    @Override
    public Node node() {
        return node;
    }

    private Node gap(long index) {
        Gap gap = gaps.get(index);
        return Node.at(Node.join(TreePaths.GAPS, key(gap)), key(gap), Kinds.GAP, new Span(source, gap.range()))
                .doc(switch (gap.sort()) {
                    case FREE -> "Clusters that nothing uses. What they hold is left over from an earlier use, or"
                            + " zero.";
                    case LEAKED -> "Clusters that nothing uses, and that are not free all the same: their refcounts"
                            + " say that they are used.";
                    case SLACK -> "The rest of a cluster that its structures do not fill.";
                })
                .value(() -> new Value.Group(gap.sort().label() + ", " + Units.exactly(gap.range().length())))
                .meaning(() -> gap.sort() == Gap.Sort.SLACK ? "in a cluster of: " + owners(gap) : "")
                .problems(() -> problems(gap))
                .build();
    }

    private String owners(Gap gap) {
        int bits = gaps.ownersAt(gap.range().offset());
        return Arrays.stream(OwnerKind.values()).filter(kind -> kind.isIn(bits)).map(kind -> kind.kind().label())
                .collect(Collectors.joining(", "));
    }

    private List<Problem> problems(Gap gap) {
        return switch (gap.sort()) {
            case FREE -> List.of();
            case LEAKED -> List.of(Problem.warning("leaked",
                    "Nothing uses these clusters, but their refcounts say that they are used: the space is lost."));
            case SLACK -> slackProblems(new Span(source, gap.range()));
        };
    }

    /** The problem of bytes that belong to no structure, and that nobody should have written. */
    static List<Problem> slackProblems(Span bytes) {
        Chunk chunk = bytes.source().chunk(bytes.range().offset(), (int) Math.min(bytes.range().length(), LOOKED_AT));
        for (int i = 0; i < chunk.available(); i++) {
            if (chunk.u8(i) != 0) {
                return List.of(Problem.note("slack-not-zero", "These bytes belong to no structure, and are not zero."));
            }
        }
        return List.of();
    }

    @Override
    public @Nullable Node search(long offset, Progress progress) {
        long index = gaps.indexAt(offset);
        return index < 0 ? null : gap(index);
    }
}
