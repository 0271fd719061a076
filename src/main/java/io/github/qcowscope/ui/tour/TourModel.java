package io.github.qcowscope.ui.tour;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Leads through the sample in five steps, from the header to the bits of a bitmap; each selects the thing that it tells
 * of.
 */
public final class TourModel {

    /**
     * A step.
     *
     * @param path  the node that it selects
     * @param title what it is about, in the user's language
     * @param text  a few sentences about it
     */
    record Step(String path, String title, String text) {}

    /** The way to the data of a bitmap. */
    static final List<Step> STEPS = List.of(
            step("header", "tour.header.title", "tour.header.text"),
            step("extensions/bitmaps", "tour.extension.title", "tour.extension.text"),
            step("bitmaps/backup-incremental", "tour.directory.title", "tour.directory.text"),
            step("bitmaps/backup-incremental/table", "tour.table.title", "tour.table.text"),
            step("bitmaps/backup-incremental/table/0/data", "tour.data.title", "tour.data.text"));

    private static final int CLOSED = -1;

    private final ReadOnlyIntegerWrapper index = new ReadOnlyIntegerWrapper(this, "index", CLOSED);
    private @Nullable Document document;

    private static Step step(String path, String titleKey, String textKey) {
        return new Step(path, Messages.get(titleKey), Messages.get(textKey));
    }

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
