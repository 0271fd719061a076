package io.github.qcowscope.ui.hex.beside;

import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.hex.HexPane;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import io.github.qcowscope.ui.text.Sizes;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One of the two files: its name, its bytes, and whose the byte under the caret is. */
final class BesideSide extends VBox {

    private final Document document;
    private final HexPane hex;
    private final Label owner = new Label();

    /**
     * A side.
     *
     * @param side {@code left} or {@code right}, for the ids of its parts
     */
    BesideSide(Document document, BesideModel model, String side) {
        this.document = document;
        setId("beside-" + side);
        hex = new HexPane(document);
        hex.setId("beside-hex-" + side);
        hex.markDifferences(model::differencesIn);
        Label name = new Label(document.path() + " (" + Sizes.bytes(document.image().source().length()) + ")");
        name.setId("beside-name-" + side);
        name.setTooltip(new Tooltip(Sizes.exactly(document.image().source().length())));
        name.getStyleClass().add("beside-name");
        name.setMinWidth(0);
        owner.setId("beside-owner-" + side);
        owner.getStyleClass().add("beside-owner");
        owner.setMinWidth(0);
        VBox.setVgrow(hex, Priority.ALWAYS);
        getChildren().addAll(name, hex, owner);
        document.caretProperty().subscribe(this::showOwner);
        document.selectedNodeProperty().subscribe(this::showOwner);
        showOwner();
    }

    /** The bytes. */
    HexPane hex() {
        return hex;
    }

    private void showOwner() {
        String path = document.selectedNode().path();
        owner.setText(Messages.get("beside.place", NodeText.offset(document.caret()),
                path.isEmpty() ? Messages.get("beside.no-owner") : path));
    }
}
