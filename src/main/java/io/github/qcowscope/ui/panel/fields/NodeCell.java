package io.github.qcowscope.ui.panel.fields;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.text.NodeText;
import io.github.qcowscope.ui.theme.KindMark;
import io.github.qcowscope.ui.theme.SeverityIcon;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * A cell that shows a node: the colour of its kind, its name, and a mark where something is wrong with it.
 *
 * @param <R> the table's rows
 */
final class NodeCell<R> extends TableCell<R, R> {

    private static final int STEP = 16;

    private final Function<R, Node> node;
    private final ToIntFunction<R> depth;
    private final Region indent = new Region();
    private final KindMark mark = new KindMark();
    private final Label name = new Label();
    private final StackPane problem = new StackPane();
    private final HBox row = new HBox(indent, mark, name, problem);

    /** A cell; {@code depth} says how far it is set in. */
    NodeCell(Function<R, Node> node, ToIntFunction<R> depth) {
        this.node = node;
        this.depth = depth;
        row.getStyleClass().add("node-cell");
        row.setAlignment(Pos.CENTER_LEFT);
        name.getStyleClass().add("node-name");
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(@Nullable R item, boolean empty) {
        super.updateItem(item, empty);
        if (item == null || empty) {
            setGraphic(null);
            return;
        }
        Node shown = node.apply(item);
        indent.setMinWidth(depth.applyAsInt(item) * STEP);
        mark.show(shown);
        name.setText(shown.name());
        problem.getChildren().setAll(
                NodeText.worst(shown).map(found -> SeverityIcon.of(found.severity())).stream().toList());
        setGraphic(row);
    }
}
