package io.github.qcowscope.ui.panel.problems;

import io.github.qcowscope.check.CheckResult;
import io.github.qcowscope.check.Checker;
import io.github.qcowscope.check.Finding;
import io.github.qcowscope.check.RuleFamily;
import io.github.qcowscope.check.Rules;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.ui.document.ByteMarks;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.document.NodeTroubles;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.problems.FindingBatches.Batch;
import io.github.qcowscope.ui.text.Messages;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/** What is wrong with the open image: what a check of it finds, while it finds it, and which of that is listed. */
public final class ProblemsModel {

    /** How far the check is. */
    public enum State {
        /** There may be more findings. */
        RUNNING,
        /** These are all findings. */
        DONE,
        /** The user has ended the check, or it failed. */
        STOPPED
    }

    /** The worst first; among equals, the order of the file. */
    static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity).reversed()
            .thenComparingLong(finding -> finding.where().range().offset())
            .thenComparing(Finding::nodePath).thenComparing(Finding::rule);

    private final Document document;
    private final Background background;
    private final ObservableList<Finding> found = FXCollections.observableArrayList();
    private final FilteredList<Finding> listed = new FilteredList<>(found);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.RUNNING);
    private final ReadOnlyObjectWrapper<FindingCounts> counts =
            new ReadOnlyObjectWrapper<>(this, "counts", FindingCounts.NONE);
    private final ReadOnlyObjectWrapper<@Nullable CheckResult> result = new ReadOnlyObjectWrapper<>(this, "result");
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final Map<Severity, BooleanProperty> wanted = new EnumMap<>(Severity.class);
    private @Nullable Finding worst;

    /** Starts the check. */
    public ProblemsModel(Document document, Background background) {
        this.document = document;
        this.background = background;
        for (Severity severity : Severity.values()) {
            BooleanProperty isWanted = new SimpleBooleanProperty(this, "isWanted", true);
            isWanted.addListener((of, before, now) -> list());
            wanted.put(severity, isWanted);
        }
        filter.addListener((of, before, now) -> list());
        document.restingProperty().addListener((of, before, now) -> check());
        check();
    }

    /** Checks the image, again if it has been checked. */
    void check() {
        found.clear();
        document.troubles().clear();
        mark();
        worst = null;
        result.set(null);
        counts.set(FindingCounts.NONE);
        state.set(State.RUNNING);
        background.stream("problems", Messages.get("problems.searching"), this::run, this::add, this::done,
                () -> state.set(State.STOPPED));
    }

    private CheckResult run(Progress progress, Consumer<Batch> some) {
        FindingBatches batches = new FindingBatches(progress, some);
        CheckResult outcome = new Checker(document.image()).run(batches, batches);
        batches.handOn();
        return outcome;
    }

    private void add(Batch batch) {
        for (Finding finding : batch.findings()) {
            if (worst == null || finding.severity().compareTo(worst.severity()) > 0) {
                worst = finding;
            }
        }
        found.addAll(batch.findings());
        document.troubles().add(batch.findings().stream().map(finding ->
                new NodeTroubles.Trouble(finding.nodePath(), finding.severity(), finding.message())).toList());
        mark();
        counts.set(batch.counts());
    }

    /** Tells the panes that show bytes. What is wrong in an inflated cluster has no place in the file. */
    private void mark() {
        document.marks().set(ByteMarks.Group.PROBLEMS, found.stream()
                .filter(finding -> finding.where().source().sharesBytesWith(document.image().source()))
                .map(finding -> new ByteMarks.Mark(finding.where().range(), switch (finding.severity()) {
                    case NOTE -> ByteMarks.Sort.NOTE;
                    case WARNING -> ByteMarks.Sort.WARNING;
                    case ERROR -> ByteMarks.Sort.ERROR;
                }, null, finding.message())).toList());
    }

    private void done(CheckResult outcome) {
        result.set(outcome);
        state.set(State.DONE);
    }

    private void list() {
        String words = filter.get().strip().toLowerCase(Locale.ROOT);
        listed.setPredicate(finding -> wantedProperty(finding.severity()).get() && (words.isEmpty()
                || has(finding.rule(), words) || has(finding.nodePath(), words) || has(finding.message(), words)
                || has(finding.qemuMessage(), words)));
    }

    private static boolean has(String text, String words) {
        return text.toLowerCase(Locale.ROOT).contains(words);
    }

    /** The findings that the filter lets through, in the order in which they were found; of each severity the first. */
    ObservableList<Finding> listed() {
        return listed;
    }

    /** Words that listed findings have in their rule, path, message or in what QEMU says; empty for all. */
    StringProperty filterProperty() {
        return filter;
    }

    /** Whether findings of a severity are listed. */
    BooleanProperty wantedProperty(Severity severity) {
        return Objects.requireNonNull(wanted.get(severity));
    }

    /** How far the check is. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How far the check is. */
    public State state() {
        return state.get();
    }

    /** Numbers of all findings so far, listed or not. */
    public ReadOnlyObjectProperty<FindingCounts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** Numbers of all findings so far, listed or not. */
    public FindingCounts counts() {
        return counts.get();
    }

    /** The first of the worst findings; null where there is none. */
    public @Nullable Finding worst() {
        return worst;
    }

    /** What the check came to; null before it is done. */
    ReadOnlyObjectProperty<@Nullable CheckResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** What the outcome means for QEMU, in sentences; empty before the check is done. */
    String summary() {
        CheckResult outcome = result.get();
        if (outcome == null) {
            return state() == State.STOPPED ? Messages.get("problems.stopped") : "";
        }
        StringBuilder text = new StringBuilder(outcome.checked()
                ? Messages.get("problems.totals", outcome.corruptions(), outcome.leaks(), outcome.checkErrors())
                : Messages.get("problems.totals-none"));
        outcome.refusal().ifPresent(finding ->
                text.append('\n').append(Messages.get("problems.refused", finding.qemuMessage())));
        if (outcome.refusal().isEmpty() && outcome.givesUp()) {
            text.append('\n').append(Messages.get("problems.gives-up"));
        }
        return text.toString();
    }

    /** What a finding is about. */
    static String family(Finding finding) {
        return Rules.familyOf(finding.rule()).map(ProblemsModel::name).orElse("");
    }

    /** What a family of rules is called. */
    static String name(RuleFamily family) {
        return Messages.get("problems.family." + family.name().toLowerCase(Locale.ROOT));
    }

    /** Selects the node that has a problem, and the bytes or bits that are wrong. */
    void select(Finding finding) {
        document.select(finding.nodePath(), finding.where());
    }
}
