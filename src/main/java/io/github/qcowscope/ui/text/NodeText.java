package io.github.qcowscope.ui.text;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How panes write about a node. */
public final class NodeText {

    private static final int PLACE_STEPS = 3;

    private NodeText() {}

    /** What the node says, as one line; a bitmap's flags stand in brackets. */
    public static String value(Node node) {
        String text = node.value().text().replaceAll("\\s+", " ");
        return node.value() instanceof Value.Group && node.kind().equals(Kinds.BITMAP_DIRECTORY)
                && node.path().indexOf('/') >= 0 && !text.isEmpty() ? "[" + text + "]" : text;
    }

    /** An offset in both bases: {@code 0x1000 (4096)}. */
    public static String offset(long offset) {
        return offset < 10 ? Long.toString(offset) : "0x%x (%d)".formatted(offset, offset);
    }

    /** Where the node's bytes start: {@code 0x1000}. */
    public static String offset(Node node) {
        return "0x%x".formatted(node.span().range().offset());
    }

    /** How much the node fills: a number of bytes, or the bits. */
    public static String size(Node node) {
        Span span = node.span();
        return span.bits() == null ? Long.toString(span.range().length()) : span.bits().toString();
    }

    /** Bytes from first to last, with their number: {@code 0x10-0x1f (16)}. */
    public static String range(ByteRange range) {
        return range.toString();
    }

    /** What the value means; empty for bits, of which the node only says again which ones they are. */
    public static String meaning(Node node) {
        return node.span().bits() == null ? node.meaning() : "";
    }

    /** What to copy as a node's value: what is stored, and what it means. */
    public static String copied(Node node) {
        String meaning = meaning(node);
        return meaning.isEmpty() ? node.value().text() : node.value().text() + " (" + meaning + ")";
    }

    /** Where the node is, in names: {@code bitmap-1 › Bitmap table › [3]}. */
    public static String place(Node root, Node node) {
        List<NodeTrail.Step> steps = NodeTrail.to(root, node).steps();
        return steps.isEmpty() ? root.name() : steps.stream().skip(Math.max(0, steps.size() - PLACE_STEPS))
                .map(step -> step.node().name()).collect(Collectors.joining(" › "));
    }

    /** The worst thing that is wrong with the node itself. */
    public static Optional<Problem> worst(Node node) {
        return node.problems().stream().max(Comparator.comparing(Problem::severity));
    }

    /** A word for how bad a problem is. */
    public static String severity(Severity severity) {
        return Messages.get(key(severity));
    }

    /** A number of problems of one severity: {@code 2 errors}. */
    public static String count(Severity severity, long number) {
        return Messages.get(key(severity) + ".count", number);
    }

    private static String key(Severity severity) {
        return switch (severity) {
            case NOTE -> "severity.note";
            case WARNING -> "severity.warning";
            case ERROR -> "severity.error";
        };
    }
}
