package io.github.qcowscope.ui.tour;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.Document;
import io.github.qcowscope.ui.Messages;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/** Leads through the sample in five steps, from the header to the bits of a bitmap; each selects the thing that it tells of. */
public final class TourModel {

    /**
     * A step.
     *
     * @param id   names its texts
     * @param path the node that it selects
     */
    record Step(String id, String path) {
        String title() {
            return Messages.get("tour." + id + ".title");
        }

        String text() {
            return Messages.get("tour." + id + ".text");
        }
    }

    /** The way to the data of a bitmap. */
    static final List<Step> STEPS = List.of(
            new Step("header", "header"),
            new Step("extension", "extensions/bitmaps"),
            new Step("directory", "bitmaps/backup-incremental"),
            new Step("table", "bitmaps/backup-incremental/table"),
            new Step("data", "bitmaps/backup-incremental/table/0/data"));

    private static final int CLOSED = -1;

    private final ReadOnlyIntegerWrapper index = new ReadOnlyIntegerWrapper(this, "index", CLOSED);
    private @Nullable Document document;

    /** Begins in a document that shows the sample. */
    public void start(Document sample) {
        document = sample;
        show(0);
    }

    /** Ends, unless it is this document that it leads through. */
    public void leave(@Nullable Document other) {
        if (other != document) {
            close();
        }
    }

    /** Which step is shown; -1 where the tour is over. */
    ReadOnlyIntegerProperty indexProperty() {
        return index.getReadOnlyProperty();
    }

    /** Whether a step is shown. */
    boolean isOn() {
        return index.get() != CLOSED;
    }

    /** Whether there is no further step. */
    boolean isLast() {
        return index.get() == STEPS.size() - 1;
    }

    /** Goes to the next step; behind the last one the tour is over. */
    void next() {
        if (isLast()) {
            close();
        } else if (isOn()) {
            show(index.get() + 1);
        }
    }

    /** Goes to the step before. */
    void back() {
        if (index.get() > 0) {
            show(index.get() - 1);
        }
    }

    /** Ends the tour, and leaves the user where he is. */
    void close() {
        document = null;
        index.set(CLOSED);
    }

    private void show(int step) {
        Document open = document;
        Node node = open == null ? null : open.root().find(STEPS.get(step).path());
        if (open != null && node != null) {
            open.select(node);
        }
        index.set(step);
    }
}
