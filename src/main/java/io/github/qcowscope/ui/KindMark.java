package io.github.qcowscope.ui;

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
        setStyle("-fx-background-color: -kind-" + node.kind().id() + "-line;");
    }
}
