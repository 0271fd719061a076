package io.github.qcowscope.ui.tree;

import java.util.HashMap;
import java.util.Map;

/**
 * Which nodes have just got another value, because another program has written to the file. Each is marked for a
 * moment. Knows no clock: times are milliseconds of whichever one the caller reads.
 */
final class TreeChanges {

    /** How long a changed node is marked, in milliseconds. */
    static final long LIFE = 1800;

    private final Map<String, Long> since = new HashMap<>();

    /**
     * Takes note of what a row says.
     *
     * @param path   of the node
     * @param before what its row has said
     * @param after  what it says now
     */
    void note(String path, String before, String after, long now) {
        if (!before.equals(after)) {
            since.put(path, now);
        }
    }

    /** Forgets what has been marked for long enough. */
    void fade(long now) {
        since.values().removeIf(then -> now - then >= LIFE);
    }

    /** Whether a node is marked. */
    boolean isMarked(String path) {
        return since.containsKey(path);
    }

    /** Whether no node is marked. */
    boolean isEmpty() {
        return since.isEmpty();
    }
}
