package io.github.qcowscope.ui.document;

import io.github.qcowscope.bytes.ByteRange;
import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/** Where the user has been in a document, as a browser remembers pages. */
final class History {

    /**
     * Where the user was: enough to come back to it, also after a reload.
     *
     * @param path      of the node that was selected
     * @param caret     offset of the byte that had the caret
     * @param selection the bytes that were selected
     */
    record Place(String path, long caret, ByteRange selection) {}

    private static final int REMEMBERED = 200;

    private final Deque<Place> behind = new ArrayDeque<>();
    private final Deque<Place> ahead = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper(this, "canGoBack");
    private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper(this, "canGoForward");

    ReadOnlyBooleanProperty canGoBackProperty() {
        return canGoBack.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canGoForwardProperty() {
        return canGoForward.getReadOnlyProperty();
    }

    /** Remembers the place that the user is about to leave. */
    void leave(Place here) {
        if (!here.equals(behind.peek())) {
            behind.push(here);
            if (behind.size() > REMEMBERED) {
                behind.removeLast();
            }
        }
        ahead.clear();
        update();
    }

    /** The place before {@code here}; null where there is none. */
    @Nullable Place back(Place here) {
        return travel(here, behind, ahead);
    }

    /** The place that {@link #back} has come from; null where there is none. */
    @Nullable Place forward(Place here) {
        return travel(here, ahead, behind);
    }

    /** Remembers what another history does. */
    void addAll(History other) {
        behind.addAll(other.behind);
        ahead.addAll(other.ahead);
        update();
    }

    private @Nullable Place travel(Place here, Deque<Place> from, Deque<Place> to) {
        if (from.isEmpty()) {
            return null;
        }
        to.push(here);
        Place next = from.pop();
        update();
        return next;
    }

    private void update() {
        canGoBack.set(!behind.isEmpty());
        canGoForward.set(!ahead.isEmpty());
    }
}
