package io.github.qcowscope.ui.document;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The node that the pointer is over, in whichever pane. */
final class Hover {

    private static final String JOB = "hover";

    private final Background background;
    private final ReadOnlyObjectWrapper<@Nullable Node> node = new ReadOnlyObjectWrapper<>(this, "hoveredNode");
    private long hovers;

    Hover(Background background) {
        this.background = background;
    }

    ReadOnlyObjectProperty<@Nullable Node> nodeProperty() {
        return node.getReadOnlyProperty();
    }

    /** The pointer is over a node; over none where null. */
    void over(@Nullable Node next) {
        hovers++;
        node.set(next);
    }

    /** The pointer is over a byte, whose owner is to be found out. */
    void overByte(Function<Progress, Node> owner) {
        long asked = ++hovers;
        background.latest(JOB, Messages.get("job.owner"), owner, found -> {
            // The pointer may have left, or be over another pane, before the answer comes.
            if (asked == hovers) {
                node.set(found);
            }
        });
    }

    /** Nobody looks any more. */
    void end() {
        background.cancel(JOB);
        over(null);
    }

    /** Another tree has come in place of the one that the node is of. */
    void renew(Node root) {
        Node before = node.get();
        node.set(before == null ? null : root.find(before.path()));
    }
}
