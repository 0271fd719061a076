package io.github.qcowscope.ui.tree;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.ui.document.NodeTroubles.Trouble;
import io.github.qcowscope.ui.document.NodeTroubles;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import io.github.qcowscope.ui.text.Tip;
import io.github.qcowscope.ui.theme.KindMark;
import io.github.qcowscope.ui.theme.SeverityIcon;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Draws one row of the tree. */
final class TreeCell extends ListCell<TreeRow> {

    private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");
    private static final PseudoClass CONTEXT = PseudoClass.getPseudoClass("context");
    private static final PseudoClass HOVERED_ELSEWHERE = PseudoClass.getPseudoClass("hovered-elsewhere");
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
    private static final int STEP = 14;

    private final NodeTroubles troubles;
    private final Region indent = new Region();
    private final StackPane arrow = new StackPane(new Region());
    private final KindMark mark = new KindMark();
    private final Label name = new Label();
    private final Label value = new Label();
    private final FontIcon change = new FontIcon(Feather.ACTIVITY);
    private final StackPane problem = new StackPane();
    private final HBox row = new HBox(indent, arrow, mark, name, value, change, problem);
    private final Predicate<String> isChanged;
    private final Tip nameTip = new Tip(name);
    private final Tip valueTip = new Tip(value);
    private String problemText = "";

    /**
     * A cell.
     *
     * @param troubles what a check has found
     * @param toggle opens or closes the row with an index
     * @param hover  told the node that the pointer is over, null when it leaves
     * @param isChanged tells whether the node with a path has just changed
     */
    TreeCell(NodeTroubles troubles, IntConsumer toggle, Consumer<@Nullable Node> hover, Predicate<String> isChanged) {
        this.troubles = troubles;
        this.isChanged = isChanged;
        change.getStyleClass().add("node-changed");
        change.managedProperty().bind(change.visibleProperty());
        arrow.getStyleClass().add("tree-arrow");
        arrow.getChildren().getFirst().getStyleClass().add("arrow");
        name.getStyleClass().add("node-name");
        value.getStyleClass().add("node-value");
        problem.getStyleClass().add("node-problem");
        row.getStyleClass().add("tree-row");
        row.setAlignment(Pos.CENTER_LEFT);
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(value, Priority.ALWAYS);
        value.setMaxWidth(Double.MAX_VALUE);
        value.setMinWidth(0);
        // A long value is cut rather than making the list scroll sideways.
        setPrefWidth(0);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        arrow.setOnMousePressed(e -> {
            if (e.getButton() == MouseButton.PRIMARY) {
                toggle.accept(getIndex());
                e.consume();
            }
        });
        setOnMouseEntered(e -> hover.accept(getItem() == null ? null : getItem().node()));
        setOnMouseExited(e -> hover.accept(null));
    }

    @Override
    protected void updateItem(@Nullable TreeRow item, boolean empty) {
        super.updateItem(item, empty);
        if (item == null || empty) {
            setGraphic(null);
            setAccessibleText(null);
            pseudoClassStateChanged(CONTEXT, false);
            pseudoClassStateChanged(CHANGED, false);
            return;
        }
        indent.setMinWidth(item.depth() * STEP);
        arrow.setVisible(item.state() != TreeRow.State.LEAF);
        arrow.pseudoClassStateChanged(OPEN, item.state() == TreeRow.State.OPEN);
        mark.show(item.node());
        name.setText(item.name());
        value.setText(item.isRun() ? "" : NodeText.value(item.node()));
        pseudoClassStateChanged(CONTEXT, !item.isAnswer());
        showProblem();
        setGraphic(row);
    }

    /** Shows the worst that is wrong with the node, or else, fainter, the worst that is wrong below it. */
    void showProblem() {
        TreeRow item = getItem();
        if (item == null || isEmpty()) {
            return;
        }
        Trouble worst = item.isRun() ? null : worst(item.node());
        Severity below = item.isRun() ? null : troubles.below(item.node().path());
        problem.getChildren().clear();
        if (worst != null) {
            problem.getChildren().add(SeverityIcon.of(worst.severity()));
        } else if (below != null) {
            FontIcon icon = SeverityIcon.of(below);
            icon.getStyleClass().add("severity-below");
            problem.getChildren().add(icon);
        }
        String words = worst != null ? worst.message() : below == null ? "" : Messages.get("tree.below", NodeText.severity(below));
        // Not on the arrow: whoever has just opened a row would find the tip above the rows that came with it.
        String tip = words.isEmpty() ? item.node().doc() : words;
        nameTip.set(tip);
        valueTip.set(tip);
        problemText = words;
        showChange();
    }

    /** The worse of what the node says of itself and what a check has found. */
    private @Nullable Trouble worst(Node node) {
        Trouble found = troubles.at(node.path());
        return NodeText.worst(node).filter(own -> found == null || own.severity().compareTo(found.severity()) >= 0)
                .map(own -> new Trouble(node.path(), own.severity(), own.message())).orElse(found);
    }

    /** Marks the row while its node has just changed. */
    void showChange() {
        TreeRow item = getItem();
        if (item == null || isEmpty()) {
            return;
        }
        boolean changed = !item.isRun() && isChanged.test(item.node().path());
        change.setVisible(changed);
        pseudoClassStateChanged(CHANGED, changed);
        String state = switch (item.state()) {
            case LEAF -> "";
            case OPEN -> Messages.get("tree.open");
            case CLOSED -> Messages.get("tree.closed");
        };
        setAccessibleText(Messages.get("tree.row", name.getText(), value.getText(), item.depth(),
                changed ? Messages.get("tree.changed") + " " + state : state, problemText));
    }

    /** What the row says of its node's value. */
    String shownValue() {
        return value.getText();
    }

    /** Marks the row while the pointer is over the node in another pane, or over one that is hidden below it. */
    void preview(@Nullable Node hovered) {
        TreeRow item = getItem();
        boolean isHere = hovered != null && item != null && !item.isRun()
                && (item.node().equals(hovered) || item.state() == TreeRow.State.CLOSED
                        && hovered.path().startsWith(item.node().path() + "/"));
        pseudoClassStateChanged(HOVERED_ELSEWHERE, isHere);
    }
}
