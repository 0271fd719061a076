package io.github.qcowscope.ui.inspect;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.ByteStatistics;
import io.github.qcowscope.bytes.Digest;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** What the selected bytes consist of, or those of the selected node where no more than a byte is selected. */
final class StatisticsModel {

    /** More bytes are counted only when the user says so: a click on the root must not read a terabyte. */
    static final long UNASKED = 64L << 20;

    /** How far it is. */
    enum State {
        /** The user has to say that so many bytes shall be read. */
        ASKING,
        /** Bytes are being counted. */
        COUNTING,
        /** Bytes are counted; their SHA-256 is being computed. */
        DIGESTING,
        /** All is known. */
        DONE,
        /** The user has ended it. */
        STOPPED
    }

    /** A fact, and what there is to say. */
    static final class Row {
        private final Fact fact;
        private final ReadOnlyObjectWrapper<Reading> reading =
                new ReadOnlyObjectWrapper<>(this, "reading", Reading.NONE);

        Row(Fact fact) {
            this.fact = fact;
        }

        Fact fact() {
            return fact;
        }

        ReadOnlyObjectProperty<Reading> readingProperty() {
            return reading.getReadOnlyProperty();
        }
    }

    /**
     * What the statistics are of.
     *
     * @param node whose bytes they are; null for bytes that were selected as such
     */
    private record Subject(ByteSource source, ByteRange range, @Nullable Node node) {

        boolean isSameAs(@Nullable Subject other) {
            return other != null && source == other.source && range.equals(other.range);
        }

        String words() {
            String bytes = NodeText.range(range);
            return node == null ? Messages.get("statistics.of-selection", bytes)
                    : Messages.get("statistics.of-node", node.path().isEmpty() ? node.name() : node.path(), bytes);
        }
    }

    private final Document document;
    private final Background background;
    private final List<Row> rows = Arrays.stream(Fact.values()).map(Row::new).toList();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.DONE);
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(this, "share");
    private final ReadOnlyObjectWrapper<@Nullable ByteStatistics> statistics =
            new ReadOnlyObjectWrapper<>(this, "statistics");
    private @Nullable Subject subject;
    private @Nullable StoppableProgress working;
    private boolean shown;

    /** Follows what is selected in a document, while it is shown. */
    StatisticsModel(Document document, Background background) {
        this.document = document;
        this.background = background;
        document.sourceProperty().subscribe(this::follow);
        document.selectionProperty().subscribe(this::follow);
        document.selectedNodeProperty().subscribe(this::follow);
    }

    /** All facts, in a fixed order. */
    List<Row> rows() {
        return rows;
    }

    /** What the statistics are of. */
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** How far it is. */
    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Which share of the bytes is read, 0 to 1, while they are. */
    ReadOnlyDoubleProperty shareProperty() {
        return share.getReadOnlyProperty();
    }

    /** The counts; null as long as there are none. */
    ReadOnlyObjectProperty<@Nullable ByteStatistics> statisticsProperty() {
        return statistics.getReadOnlyProperty();
    }

    /** Tells whether anybody can see the statistics; if not, none are made. */
    void setShown(boolean is) {
        shown = is;
        if (is) {
            follow();
        } else if (working != null) {
            stop();
            state.set(State.STOPPED);
        }
    }

    private void follow() {
        Subject now = ofSelection();
        if (!shown) {
            return;
        }
        title.set(now.words());
        if (now.isSameAs(subject) && state.get() != State.STOPPED) {
            return;
        }
        stop();
        subject = now;
        show(null, "");
        if (now.range().length() > UNASKED) {
            state.set(State.ASKING);
        } else {
            count();
        }
    }

    private Subject ofSelection() {
        Node node = document.selectedNode();
        ByteRange own = node.span().visible().range();
        ByteRange selection = document.selection();
        boolean ofNode = selection.length() <= 1 || selection.equals(own);
        return new Subject(document.source(), ofNode ? own : selection, ofNode ? node : null);
    }

    /** Reads the bytes, however many they are. */
    void count() {
        Subject of = subject;
        if (of == null) {
            return;
        }
        state.set(State.COUNTING);
        run("statistics", Messages.get("statistics.job"), of,
                progress -> ByteStatistics.of(of.source(), of.range(), progress), counted -> {
                    show(counted, "");
                    digest(of, counted);
                });
    }

    private void digest(Subject of, ByteStatistics counted) {
        if (counted.unreadable() > 0) {
            state.set(State.DONE);
            return;
        }
        state.set(State.DIGESTING);
        run("digest", Messages.get("statistics.job-digest"), of,
                progress -> Digest.sha256(of.source(), of.range(), progress).orElse(""), digest -> {
                    show(counted, digest);
                    state.set(State.DONE);
                });
    }

    private <T> void run(String key, String jobTitle, Subject of, Function<Progress, T> work, Consumer<T> then) {
        StoppableProgress progress = new StoppableProgress();
        working = progress;
        share.set(0);
        // What this job has to show before it is done is how far it is.
        background.<Double, T>stream(key, jobTitle, (job, some) -> work.apply(progress.within(job, some::accept)),
                now -> whileWanted(of, () -> share.set(now)),
                result -> whileWanted(of, () -> {
                    working = null;
                    then.accept(result);
                }),
                () -> whileWanted(of, () -> {
                    working = null;
                    state.set(State.STOPPED);
                }));
    }

    /** Other bytes may have been selected since, or the same ones anew. */
    private void whileWanted(Subject of, Runnable action) {
        if (of == subject) {
            action.run();
        }
    }

    /** Ends the reading. */
    void stop() {
        if (working != null) {
            working.stop();
            working = null;
        }
    }

    private void show(@Nullable ByteStatistics counted, String sha256) {
        statistics.set(counted);
        for (Row row : rows) {
            row.reading.set(counted == null ? Reading.NONE : row.fact.of(counted, sha256));
        }
    }
}
