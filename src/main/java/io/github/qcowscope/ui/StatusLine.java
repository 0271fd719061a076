package io.github.qcowscope.ui;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.check.Finding;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Jobs;
import io.github.qcowscope.ui.live.LiveModel;
import io.github.qcowscope.ui.live.LiveStatus;
import io.github.qcowscope.ui.panel.problems.ProblemsModel;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import io.github.qcowscope.ui.text.Sizes;
import io.github.qcowscope.ui.text.Tip;
import io.github.qcowscope.ui.theme.SeverityIcon;
import javafx.collections.ListChangeListener;
import javafx.concurrent.Task;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.util.Subscription;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.StatusBar;
import org.controlsfx.control.TaskProgressView;

/** The line at the bottom: where the caret is, what is selected, what is wrong, and what is going on. */
public final class StatusLine extends StatusBar {

    private static final double JOB_WIDTH = 420;
    private static final double JOB_HEIGHT = 56;

    private final Label problem = part("status-problem");
    private final Tip problemTip = new Tip(problem);
    private final Label offset = part("status-offset");
    private final Label selection = part("status-selection");
    private final Label cluster = part("status-cluster");
    private final Label owner = part("status-owner");
    private final LiveStatus liveness = new LiveStatus();
    private final Label size = part("status-size");
    private final Tip sizeTip = new Tip(size);
    private final Button running = new Button();
    private Subscription subscriptions = Subscription.EMPTY;

    /** A line that shows nothing but the jobs. */
    public StatusLine(Jobs jobs) {
        setId("status");
        setFocusTraversable(false);
        setText("");
        running.setId("status-jobs");
        running.getStyleClass().addAll("flat", "small");
        running.setVisible(false);
        running.managedProperty().bind(running.visibleProperty());
        running.setOnAction(e -> showJobs(jobs));
        getRightItems().add(running);
        jobs.running().addListener((ListChangeListener<Task<?>>) change -> {
            progressProperty().unbind();
            setProgress(0);
            running.setVisible(!jobs.running().isEmpty());
            if (!jobs.running().isEmpty()) {
                Task<?> latest = jobs.running().getLast();
                progressProperty().bind(latest.progressProperty());
                running.setText(latest.getTitle());
            }
        });
    }

    private void showJobs(Jobs jobs) {
        TaskProgressView<Task<?>> view = new TaskProgressView<>();
        view.setId("jobs");
        view.getTasks().addAll(jobs.running());
        view.setPrefSize(JOB_WIDTH, JOB_HEIGHT * jobs.running().size() + JOB_HEIGHT / 2);
        PopOver popOver = new PopOver(view);
        popOver.setTitle(Messages.get("status.jobs"));
        popOver.setArrowLocation(PopOver.ArrowLocation.BOTTOM_RIGHT);
        popOver.show(running);
    }

    private static Label part(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("status-part");
        label.setMinWidth(id.equals("status-owner") ? 0 : USE_PREF_SIZE);
        return label;
    }

    /** Shows nothing of an image. */
    public void clear() {
        subscriptions.unsubscribe();
        subscriptions = Subscription.EMPTY;
        getLeftItems().clear();
        getRightItems().setAll(running);
    }

    /** Follows a document. */
    public void show(Document document, ProblemsModel problems, LiveModel live) {
        getLeftItems().setAll(problem, line(), offset, line(), selection, line(), cluster, line(), owner);
        Label readOnly = part("status-read-only");
        readOnly.setText(Messages.get("status.read-only"));
        Tip.on(readOnly, Messages.get("status.read-only-tip"));
        getRightItems().setAll(running, liveness, line(), size, line(), readOnly);
        subscriptions.unsubscribe();
        subscriptions = Subscription.combine(
                problems.countsProperty().subscribe(counts -> showWorst(problems)),
                problems.stateProperty().subscribe(state -> showWorst(problems)),
                document.sourceProperty().subscribe(source -> {
                    size.setText(Sizes.bytes(source.length()));
                    sizeTip.set(Sizes.exactly(source.length()));
                    showCaret(document);
                }),
                liveness.follow(live),
                document.imageProperty().subscribe(image -> showCaret(document)),
                document.caretProperty().subscribe(at -> showCaret(document)),
                document.selectionProperty().subscribe(this::showSelection),
                document.selectedNodeProperty().subscribe(node -> owner.setText(
                        node.path().isEmpty() ? Messages.get("status.no-owner") : node.path())));
    }

    private static Separator line() {
        return new Separator(Orientation.VERTICAL);
    }

    private void showWorst(ProblemsModel problems) {
        Finding worst = problems.worst();
        problem.setGraphic(worst == null ? null : SeverityIcon.of(worst.severity()));
        problem.setText(worst != null ? NodeText.count(worst.severity(), problems.counts().of(worst.severity()))
                : Messages.get(switch (problems.state()) {
                    case RUNNING -> "problems.searching";
                    case DONE -> "problems.none";
                    case STOPPED -> "problems.stopped";
                }));
        problemTip.set(worst == null ? "" : worst.message());
    }

    private void showCaret(Document document) {
        Geometry geometry = document.image().geometry();
        long at = document.caret();
        offset.setText(NodeText.offset(at));
        cluster.setText(!document.showsImage() ? document.source().name()
                : !document.image().isRecognized() ? Messages.get("status.no-clusters")
                : Messages.get("status.cluster", Long.toString(geometry.clusterOf(at)),
                        Long.toHexString(at & geometry.clusterSize() - 1)));
    }

    private void showSelection(ByteRange bytes) {
        selection.setText(bytes.isEmpty() ? Messages.get("status.no-selection") : NodeText.range(bytes));
    }
}
