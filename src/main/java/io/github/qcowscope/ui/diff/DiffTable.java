package io.github.qcowscope.ui.diff;

import io.github.qcowscope.diff.Counts;
import io.github.qcowscope.diff.DiffRow;
import io.github.qcowscope.diff.Difference.Change;
import io.github.qcowscope.diff.Difference;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.table.Columns;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.theme.KindMark;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import org.jspecify.annotations.Nullable;

/** The differences of two images as a tree; whatever is selected in it is selected in the open image. */
final class DiffTable extends TreeTableView<DiffRow> {

    private static final int LONGEST = 1_000;

    private final DiffModel model;
    /** Steps that were asked for and not made yet: forward, or back where negative. */
    private int steps;
    private boolean stepping;

    DiffTable(DiffModel model) {
        this.model = model;
        setId("diff");
        setAccessibleText(Messages.get("diff.table"));
        setFixedCellSize(Columns.ROW_HEIGHT);
        column(Messages.get("diff.where"), 300, this::showName);
        column(Messages.get("diff.change"), 110, this::showChange);
        column(Messages.get("diff.below"), 170, DiffTable::showCounts);
        value(model.beforeProperty().map(name -> Messages.get("diff.before", name)), row -> row.pair().before());
        value(model.afterProperty().map(name -> Messages.get("diff.after", name)), row -> row.pair().after());
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Label nothing = new Label();
        nothing.setWrapText(true);
        nothing.textProperty().bind(Bindings.createStringBinding(() -> isOnlyFiltered(model)
                ? Messages.get("diff.none") : model.summaryProperty().get(), model.shownProperty(),
                model.summaryProperty()));
        setPlaceholder(nothing);
        model.shownProperty().subscribe(this::show);
        getSelectionModel().selectedItemProperty().addListener((of, before, now) -> {
            if (now != null) {
                model.select(now.getValue());
            }
        });
    }

    private static boolean isOnlyFiltered(DiffModel model) {
        DiffModel.Shown shown = model.shownProperty().get();
        return shown != null && shown.root().counts().of(null) > 0;
    }

    private void column(String title, double width, BiConsumer<TreeTableCell<DiffRow, DiffRow>, DiffRow> show) {
        TreeTableColumn<DiffRow, DiffRow> column = new TreeTableColumn<>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue().getValue()));
        column.setCellFactory(of -> new TreeTableCell<>() {
            @Override
            protected void updateItem(@Nullable DiffRow item, boolean empty) {
                super.updateItem(item, empty);
                setText(null);
                setGraphic(null);
                setAccessibleText(null);
                if (item != null && !empty) {
                    show.accept(this, item);
                }
            }
        });
        getColumns().add(column);
    }

    private void value(ObservableValue<String> title, Function<DiffRow, @Nullable Node> side) {
        column("", 240, (cell, row) -> cell.setText(row.isRun() ? "" : text(side.apply(row))));
        TreeTableColumn<DiffRow, ?> column = getColumns().getLast();
        column.textProperty().bind(title);
        column.getStyleClass().add("code");
    }

    private static String text(@Nullable Node node) {
        String text = node == null ? "" : node.value().text();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
    }

    private void showName(TreeTableCell<DiffRow, DiffRow> cell, DiffRow row) {
        KindMark mark = new KindMark();
        mark.show(row.pair().there());
        cell.setGraphic(mark);
        cell.setText(row.pair().there().path().isEmpty()
                ? model.beforeProperty().getValue() + " \u2192 " + model.afterProperty().getValue() : row.name());
    }

    private void showChange(TreeTableCell<DiffRow, DiffRow> cell, DiffRow row) {
        Difference own = row.isRun() ? null : row.pair().difference();
        if (own == null) {
            return;
        }
        String words = sign(own.change()) + " " + own.change().label();
        Label pill = new Label(words);
        pill.getStyleClass().addAll("pill", style(own.change()));
        if (row.isPart()) {
            pill.getStyleClass().add("part");
        }
        cell.setGraphic(pill);
        cell.setAccessibleText(own.change().label());
    }

    private static String sign(Change change) {
        return switch (change) {
            case ADDED -> "+";
            case REMOVED -> "\u2212";
            case CHANGED -> "\u2260";
        };
    }

    private static String style(Change change) {
        return switch (change) {
            case ADDED -> "verdict-good";
            case REMOVED -> "verdict-bad";
            case CHANGED -> "verdict-doubtful";
        };
    }

    private static void showCounts(TreeTableCell<DiffRow, DiffRow> cell, DiffRow row) {
        Counts counts = row.counts();
        if (row.isRun() || row.pair().isMatched()) {
            cell.setText(Stream.of(Change.values()).filter(change -> counts.of(change) > 0)
                    .map(change -> sign(change) + "%,d".formatted(counts.of(change)))
                    .collect(Collectors.joining("  ")));
            cell.setAccessibleText(
                    Messages.get("diff.counts-short", counts.changed(), counts.added(), counts.removed()));
        }
    }

    private void show(DiffModel.@Nullable Shown shown) {
        // An item that is selected would outlive its tree, and so would a step.
        steps = 0;
        stepping = false;
        getSelectionModel().clearSelection();
        if (shown == null || shown.root().counts().of(shown.only()) == 0) {
            setRoot(null);
            return;
        }
        DiffItem root = new DiffItem(model, shown, shown.root());
        setRoot(root);
        root.setExpanded(true);
    }

    /** Goes to the next difference, or to the one before; as often as it is called, however quick that is. */
    void next(boolean isForward) {
        steps += isForward ? 1 : -1;
        step();
    }

    private void step() {
        TreeItem<DiffRow> selected = getSelectionModel().getSelectedItem();
        // The selected item may be one of a tree that is no longer shown.
        DiffItem from = (DiffItem) (selected == null || getRow(selected) < 0 ? getRoot() : selected);
        if (from == null) {
            steps = 0;
        } else if (!stepping && steps != 0) {
            stepping = true;
            boolean isForward = steps > 0;
            steps -= isForward ? 1 : -1;
            model.next(from.way(), isForward, way -> {
                if (way.isEmpty()) {
                    arrive();
                } else {
                    reveal((DiffItem) getRoot(), way.subList(1, way.size()));
                }
            });
        }
    }

    private void arrive() {
        stepping = false;
        step();
    }

    private void reveal(DiffItem item, List<DiffRow> way) {
        if (way.isEmpty()) {
            getSelectionModel().select(item);
            scrollTo(Math.max(0, getRow(item) - (int) (getHeight() / Columns.ROW_HEIGHT / 3)));
            arrive();
            return;
        }
        item.setExpanded(true);
        item.load(() -> item.child(way.getFirst()).ifPresent(child -> reveal(child, way.subList(1, way.size()))));
    }
}
