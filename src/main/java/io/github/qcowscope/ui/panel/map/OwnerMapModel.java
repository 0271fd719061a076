package io.github.qcowscope.ui.panel.map;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.owner.ClusterSummary;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Has the map of owners made as soon as a document is there, and lends it to the document: whoever asks there whose a byte is
 * gets the answer without a search from then on.
 */
public final class OwnerMapModel {

    /** How far the map is. */
    public sealed interface State {

        /** The tables are being walked. */
        record Walking() implements State {}

        /** It is there, and all clusters are counted. */
        record Ready(HostMap map, ClusterSummary summary) implements State {}

        /** There is none; one sentence says why. */
        record None(String sentence) implements State {}
    }

    /** How much of the work is done when the owners are known and the clusters are to be counted. */
    private static final double WALKED = 0.8;

    private final Document document;
    private final Background background;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", new State.Walking());
    private volatile double share = -1;

    /** Starts to make the map. */
    public OwnerMapModel(Document document, Background background) {
        this.document = document;
        this.background = background;
        document.restingProperty().addListener((of, before, now) -> make());
        make();
    }

    /** Makes the map; again, where it was stopped, or the file has changed: the map that is there is shown until then. */
    void make() {
        share = -1;
        Qcow2Image image = document.image();
        if (!(state.get() instanceof State.Ready)) {
            state.set(new State.Walking());
        }
        background.latest("owner-map", Messages.get("clusters.job"), progress -> make(image, watched(progress)), made -> {
            // The owners of an image that has changed since are no answer to whoever asks whose a byte is.
            if (made instanceof State.Ready ready && document.image() == image) {
                document.attach(ready.map());
            }
            state.set(made);
        }, () -> state.set(new State.None(Messages.get("clusters.stopped"))));
    }

    private static State make(Qcow2Image image, Progress progress) {
        return switch (HostMap.of(image, HostMap.usualMemory(), progress.part(0, WALKED))) {
            case HostMap.Ready ready -> new State.Ready(ready.map(), ready.map().summary(progress.part(WALKED, 1)));
            case HostMap.Refused refused -> new State.None(refused.sentence());
        };
    }

    /** Lets the pane see how far the work is. */
    private Progress watched(Progress progress) {
        return new Progress() {
            @Override
            public void report(long done, long total) {
                share = total > 0 ? (double) done / total : -1;
                progress.report(done, total);
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }

            @Override
            public int threads() {
                return progress.threads();
            }
        };
    }

    /** How far the map is. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How much of the work is done, 0 to 1; -1 where that is not known. May change at any time, from any thread. */
    double share() {
        return share;
    }
}
