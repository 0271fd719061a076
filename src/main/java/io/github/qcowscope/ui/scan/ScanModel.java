package io.github.qcowscope.ui.scan;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.scan.Known;
import io.github.qcowscope.scan.Proposal;
import io.github.qcowscope.scan.ProposalNodes;
import io.github.qcowscope.scan.Scan;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/** What a scan of the open file finds, while it finds it, and which of that is listed. */
public final class ScanModel {

    /** How far the scan is. */
    enum State {
        /** Nobody has asked for it. */
        NONE,
        /** There may be more. */
        RUNNING,
        /** This is all. */
        DONE,
        /** The user has ended it, or it failed. */
        STOPPED
    }

    private final Document document;
    private final Background background;
    private final ObservableList<Proposal> found = FXCollections.observableArrayList();
    private final FilteredList<Proposal> listed = new FilteredList<>(found);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.NONE);
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(this, "share", 0);
    private final ObjectProperty<@Nullable Kind> kind = new SimpleObjectProperty<>(this, "kind");
    private final BooleanProperty withKnown = new SimpleBooleanProperty(this, "withKnown", false);
    private AtomicBoolean stopped = new AtomicBoolean();
    private @Nullable Scan result;

    /** Nothing scanned yet. */
    public ScanModel(Document document, Background background) {
        this.document = document;
        this.background = background;
        kind.addListener((of, before, now) -> list());
        withKnown.addListener((of, before, now) -> list());
        list();
    }

    /** Scans the file, again if it has been scanned. */
    void scan() {
        AtomicBoolean stop = new AtomicBoolean();
        stopped = stop;
        found.clear();
        result = null;
        share.set(0);
        state.set(State.RUNNING);
        background.stream("scan", Messages.get("scan.running"), (progress, some) -> run(progress, stop, some),
                this::add, this::done, () -> state.set(State.STOPPED));
    }

    private Scan run(Progress progress, AtomicBoolean stop, Consumer<ProposalBatches.Batch> some) {
        ProposalBatches batches = new ProposalBatches(progress, stop, some);
        Scan scan = Scan.of(document.image().source(), batches, batches);
        return Known.mark(document.image(), scan, batches);
    }

    private void add(ProposalBatches.Batch batch) {
        found.addAll(batch.proposals());
        share.set(batch.share());
    }

    private void done(Scan scan) {
        result = scan;
        found.setAll(scan.proposals());
        document.attach(ProposalNodes.of(document.image().source(), Scan.unknown(scan.proposals())));
        state.set(State.DONE);
    }

    /** Ends the scan; what it has found stays listed. */
    void stop() {
        stopped.set(true);
    }

    private void list() {
        Kind wanted = kind.get();
        listed.setPredicate(proposal ->
                (withKnown.get() || !proposal.isKnown()) && (wanted == null || proposal.kind().equals(wanted)));
    }

    /** Whether the file does not begin as a QCOW2 image does, so that a scan is the way to see anything. */
    boolean isHeadless() {
        return document.image().header().raw(Header.MAGIC) != Header.MAGIC_NUMBER;
    }

    /** Whether the image has tables of its own that may lead to what is found. */
    boolean hasTree() {
        return document.image().isRecognized();
    }

    /** What is found and not filtered out. */
    ObservableList<Proposal> listed() {
        return listed;
    }

    /** How many were found, listed or not. */
    int count() {
        return found.size();
    }

    /** The only kind that is listed; null for all. */
    ObjectProperty<@Nullable Kind> kindProperty() {
        return kind;
    }

    /** Whether what the tree has by itself is listed too. */
    BooleanProperty withKnownProperty() {
        return withKnown;
    }

    /** How far the scan is. */
    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How far the scan is. */
    State state() {
        return state.get();
    }

    /** How much of the scan is done, 0 to 1. */
    ReadOnlyDoubleProperty shareProperty() {
        return share.getReadOnlyProperty();
    }

    /** What came out, in a sentence; empty before it is known. */
    String summary() {
        Scan scan = result;
        if (scan == null || scan.proposals().isEmpty()) {
            return state() == State.STOPPED ? Messages.get("scan.stopped") : "";
        }
        int unknown = Scan.unknown(scan.proposals()).size();
        String sentence = Messages.get("scan.summary", unknown, scan.proposals().size() - unknown,
                Sizes.bytes(1L << scan.clusterBits()), scan.clusterSure());
        return scan.dropped() ? sentence + " " + Messages.get("scan.cut") : sentence;
    }

    /** Selects a structure, and lights its bytes; only the bytes while the scan is not done. */
    void select(Proposal proposal) {
        String path = proposal.isKnown() ? proposal.path() : ProposalNodes.path(proposal);
        if (state() == State.DONE && proposal.isKnown()) {
            document.select(path, new Span(document.image().source(), proposal.range()));
            return;
        }
        Node node = state() == State.DONE ? document.root().find(path) : null;
        if (node == null) {
            document.select(document.root(), proposal.range());
        } else {
            document.select(node);
        }
    }

    /** The kinds that a scan looks for, in the order of a legend. */
    static List<Kind> kinds() {
        return Scan.KINDS;
    }
}
