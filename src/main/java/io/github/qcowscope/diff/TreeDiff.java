package io.github.qcowscope.diff;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Kinds;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares two trees, node by node: what the second one has besides, what it lacks, and what says something else. Nodes belong
 * together that have the same key under the same parent; snapshots that have the same name, and bitmaps as well, since their
 * name is their key. What is added or removed is told as a whole, without what is below it.
 *
 * <p>Compared are the structures; the bytes of clusters, be they the guest's or a bitmap's, are not. Both trees are walked as
 * they are read, so that memory does not grow with them.
 */
public final class TreeDiff {

    /** Children that are matched by key; longer tables are matched by index. */
    private static final int MATCHED = 4096;

    /** Told each difference, in the order of the trees. */
    @FunctionalInterface
    public interface Visitor {
        /** A difference; returns whether to go on. */
        boolean difference(Difference difference);
    }

    private final Progress progress;
    private final Visitor visitor;
    private boolean stopped;
    private long seen;

    private TreeDiff(Progress progress, Visitor visitor) {
        this.progress = progress;
        this.visitor = visitor;
    }

    /**
     * Compares two trees.
     *
     * @param progress asked now and then whether to go on; told how many nodes have been looked at, of an unknown number
     */
    public static void walk(Node before, Node after, Progress progress, Visitor visitor) {
        new TreeDiff(progress, visitor).compare(before, after);
    }

    private void compare(Node before, Node after) {
        step();
        if (!text(before).equals(text(after))) {
            tell(before, after);
        }
        long countBefore = before.childCount();
        long countAfter = after.childCount();
        if (countBefore <= MATCHED && countAfter <= MATCHED) {
            byKey(structures(before), structures(after));
            return;
        }
        for (long i = 0; i < Math.max(countBefore, countAfter) && !stopped; i++) {
            if (i >= countBefore) {
                tell(null, after.child(i));
            } else if (i >= countAfter) {
                tell(before.child(i), null);
            } else {
                compare(before.child(i), after.child(i));
            }
        }
    }

    private void step() {
        if ((seen++ & 0xfff) == 0) {
            progress.report(seen, 0);
            progress.check();
        }
    }

    private void byKey(List<Node> before, List<Node> after) {
        Map<String, Node> unmatched = new LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        for (Node node : after) {
            unmatched.put(key(node, times), node);
        }
        times.clear();
        for (Node node : before) {
            if (stopped) {
                return;
            }
            Node match = unmatched.remove(key(node, times));
            if (match == null) {
                tell(node, null);
            } else {
                compare(node, match);
            }
        }
        for (Node node : unmatched.values()) {
            if (!stopped) {
                tell(null, node);
            }
        }
    }

    /** What a node is known by among its siblings; snapshots may share a name, and then go by their order. */
    private static String key(Node node, Map<String, Integer> times) {
        boolean isSnapshot = node.kind().equals(Kinds.SNAPSHOT) && node.path().indexOf('/') == node.path().lastIndexOf('/');
        if (!isSnapshot) {
            return node.key();
        }
        return node.name() + "#" + times.merge(node.name(), 1, Integer::sum);
    }

    /** The children that are structures or fields: bits are part of what their number says, and come before all else. */
    private static List<Node> structures(Node of) {
        long first = of.childCount();
        while (first > 0 && of.child(first - 1).span().bits() == null) {
            first--;
        }
        List<Node> found = new ArrayList<>((int) (of.childCount() - first));
        for (long i = first; i < of.childCount(); i++) {
            found.add(of.child(i));
        }
        return found;
    }

    private static String text(Node node) {
        return node.value() instanceof Value.Group ? "" : node.value().text();
    }

    private void tell(@Nullable Node before, @Nullable Node after) {
        // A table may have millions of entries more than the other, which are told without being compared.
        step();
        stopped |= !visitor.difference(new Difference(before, after));
    }
}
