package io.github.qcowscope.ui.diff;

import io.github.qcowscope.diff.DiffRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TreeItem;

/** A row of the tree of differences, whose rows below are worked out when it is opened. */
final class DiffItem extends TreeItem<DiffRow> {

    private final DiffModel model;
    private final DiffModel.Shown shown;
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean isLoaded;

    DiffItem(DiffModel model, DiffModel.Shown shown, DiffRow row) {
        super(row);
        this.model = model;
        this.shown = shown;
        expandedProperty().subscribe(isExpanded -> {
            if (isExpanded) {
                load(() -> {});
            }
        });
    }

    @Override
    public boolean isLeaf() {
        return !shown.mayHaveRows(getValue());
    }

    /** Sees to it that the rows below are there, and then goes on. */
    void load(Runnable then) {
        if (isLoaded || isLeaf()) {
            then.run();
            return;
        }
        waiting.add(then);
        if (waiting.size() == 1) {
            model.below(getValue(), rows -> {
                isLoaded = true;
                getChildren().setAll(rows.stream().map(row -> new DiffItem(model, shown, row)).toList());
                openAnOnlyChild();
                List.copyOf(waiting).forEach(Runnable::run);
                waiting.clear();
            });
        }
    }

    /** Where there is but one way to go on, nobody should have to open it. */
    private void openAnOnlyChild() {
        if (getChildren().size() == 1 && !shown.isDifference(getChildren().getFirst().getValue())
                && !getValue().isPart()) {
            getChildren().getFirst().setExpanded(true);
        }
    }

    /** The item of a row below this one. */
    Optional<DiffItem> child(DiffRow row) {
        return getChildren().stream().filter(child -> child.getValue().id().equals(row.id()))
                .map(DiffItem.class::cast).findFirst();
    }

    /** The rows from the root to this one. */
    List<DiffRow> way() {
        List<DiffRow> way = new ArrayList<>();
        for (TreeItem<DiffRow> at = this; at != null; at = at.getParent()) {
            way.addFirst(at.getValue());
        }
        return way;
    }
}
