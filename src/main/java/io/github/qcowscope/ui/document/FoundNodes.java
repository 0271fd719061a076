package io.github.qcowscope.ui.document;

import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.owner.Gaps;
import io.github.qcowscope.schema.Node;
import org.jspecify.annotations.Nullable;

/** What long work has added to an image's tree: it is kept for the image that is read after that one. */
final class FoundNodes {

    private @Nullable Gaps gaps;
    private @Nullable Node proposals;

    /** Adds the bytes without an owner to a tree. */
    void add(Qcow2Image image, Gaps found) {
        gaps = found;
        image.attach(found);
    }

    /** Adds structures to a tree that were found by their shape. */
    void add(Qcow2Image image, Node found) {
        proposals = found;
        image.attach(found);
    }

    /** Adds to the tree of the next image what was found in the one before. */
    void addAll(Qcow2Image next) {
        if (gaps != null && next.hostMap().isEmpty()) {
            // As old as it is, it is better than a tree whose last rows come and go.
            next.attach(gaps);
        }
        if (proposals != null) {
            next.attach(proposals);
        }
    }
}
