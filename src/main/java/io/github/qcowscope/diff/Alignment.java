package io.github.qcowscope.diff;

import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The children of two nodes, put side by side. Those belong together that have the same key; snapshots that have the
 * same name, and bitmaps as well, since their name is their key. Tables too long for that go by index, and their pairs
 * are made when they are asked for.
 *
 * @param count number of pairs
 * @param pair  makes the pair with an index
 */
record Alignment(long count, LongFunction<Pair> pair) {

    /** Children that are matched by key; longer tables are matched by index. */
    static final int MATCHED = 4096;

    /** The children of two nodes, of which one may be missing. */
    static Alignment of(@Nullable Node before, @Nullable Node after) {
        long countBefore = before == null ? 0 : before.childCount();
        long countAfter = after == null ? 0 : after.childCount();
        if (countBefore <= MATCHED && countAfter <= MATCHED) {
            List<Pair> pairs = byKey(structures(before), structures(after));
            return new Alignment(pairs.size(), index -> pairs.get((int) index));
        }
        return new Alignment(Math.max(countBefore, countAfter), index -> new Pair(
                before != null && index < countBefore ? before.child(index) : null,
                after != null && index < countAfter ? after.child(index) : null));
    }

    Pair get(long index) {
        return pair.apply(index);
    }

    /** In the order of the first tree, and then what only the second has. */
    private static List<Pair> byKey(List<Node> before, List<Node> after) {
        Map<String, Node> unmatched = new LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        for (Node node : after) {
            unmatched.put(key(node, times), node);
        }
        times.clear();
        List<Pair> pairs = new ArrayList<>(before.size());
        for (Node node : before) {
            pairs.add(new Pair(node, unmatched.remove(key(node, times))));
        }
        unmatched.values().forEach(node -> pairs.add(new Pair(null, node)));
        return pairs;
    }

    /** What a node is known by among its siblings; snapshots may share a name, and then go by their order. */
    private static String key(Node node, Map<String, Integer> times) {
        boolean isSnapshot = node.kind().equals(Kinds.SNAPSHOT)
                && node.path().indexOf('/') == node.path().lastIndexOf('/');
        if (!isSnapshot) {
            return node.key();
        }
        return node.name() + "#" + times.merge(node.name(), 1, Integer::sum);
    }

    /**
     * The children that are structures or fields: bits are part of what their number says, and come before all else.
     */
    private static List<Node> structures(@Nullable Node of) {
        if (of == null) {
            return List.of();
        }
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
}
