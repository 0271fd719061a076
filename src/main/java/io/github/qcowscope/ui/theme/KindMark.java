package io.github.qcowscope.ui.theme;

import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.schema.Node;
import javafx.scene.layout.Region;

/** A small bar in the colour of a kind of structure. */
public final class KindMark extends Region {

    /** A mark without a colour yet. */
    public KindMark() {
        getStyleClass().add("kind-mark");
    }

    /** Takes the colour of a node's kind. */
    public void show(Node node) {
        show(node.kind());
    }

    /** Takes the colour of a kind. */
    public void show(Kind kind) {
        setStyle("-fx-background-color: -kind-" + kind.id() + "-line;");
    }
}
