package io.github.qcowscope.dump;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import java.io.IOException;

/** Goes through a tree, node by node, keeping none but those that lead to the present one. */
final class TreeWalk {

    private static final int REPORTED = 1 << 10;
    private static final long WHOLE = 1_000_000;

    private final TreeLayout layout;
    private final Progress progress;
    private long visited;

    TreeWalk(TreeLayout layout, Progress progress) {
        this.layout = layout;
        this.progress = progress;
    }

    /** The node and all below it. */
    void walk(Node start) throws IOException {
        walk(start, 0, 0, 1);
        layout.finish();
    }

    /** Nobody knows the number of nodes beforehand, so each child counts as the same share of its parent. */
    private void walk(Node node, int depth, double done, double share) throws IOException {
        if (visited++ % REPORTED == 0) {
            progress.check();
            progress.report((long) (done * WHOLE), WHOLE);
        }
        long told = layout.start(node, depth);
        long count = node.childCount();
        for (long i = told; i < count; i++) {
            walk(node.child(i), depth + 1, done + share * i / count, share / count);
        }
        layout.end(node, depth);
    }
}
