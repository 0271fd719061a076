package io.github.qcowscope.ui.panel;

import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.ui.Background;
import io.github.qcowscope.ui.Document;
import io.github.qcowscope.ui.Messages;
import java.util.Comparator;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What is wrong with the open image, as far as a look through its tree tells. */
public final class ProblemsModel {

    private final Document document;
    private final ObservableList<ProblemScan.Found> found = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper isDone = new ReadOnlyBooleanWrapper(this, "isDone");
    private final ReadOnlyBooleanWrapper isCut = new ReadOnlyBooleanWrapper(this, "isCut");
    private final ReadOnlyObjectWrapper<Optional<Problem>> worst =
            new ReadOnlyObjectWrapper<>(this, "worst", Optional.empty());

    /** Starts to look. */
    public ProblemsModel(Document document, Background background) {
        this.document = document;
        background.latest("problems", Messages.get("problems.searching"),
                progress -> ProblemScan.of(document.root(), progress), this::show, this::stopped);
    }

    private void stopped() {
        isCut.set(true);
        isDone.set(true);
    }

    private void show(ProblemScan.Result result) {
        // The worst first; among equals, the order of the tree stays.
        found.setAll(result.problems());
        FXCollections.sort(found,
                Comparator.comparing((ProblemScan.Found each) -> each.problem().severity()).reversed());
        worst.set(found.stream().map(ProblemScan.Found::problem).findFirst());
        isCut.set(result.more());
        isDone.set(true);
    }

    /** The problems, the worst first. */
    ObservableList<ProblemScan.Found> found() {
        return found;
    }

    /** Number of problems of a severity. */
    public long count(Severity severity) {
        return found.stream().filter(each -> each.problem().severity() == severity).count();
    }

    /** The worst of them. */
    public ReadOnlyObjectProperty<Optional<Problem>> worstProperty() {
        return worst.getReadOnlyProperty();
    }

    /** Whether the look is over. */
    public ReadOnlyBooleanProperty isDoneProperty() {
        return isDone.getReadOnlyProperty();
    }

    /** Whether there may be more than could be looked at. */
    public ReadOnlyBooleanProperty isCutProperty() {
        return isCut.getReadOnlyProperty();
    }

    /** Selects the node that has a problem, and of its bytes those that are wrong. */
    void select(ProblemScan.Found wanted) {
        boolean toldWhere = wanted.problem().where() != null
                && wanted.problem().where().source() == wanted.node().span().source();
        document.select(wanted.node(), toldWhere ? wanted.problem().where().range() : wanted.node().span().range());
    }
}
