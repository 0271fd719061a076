package io.github.qcowscope.ui.minimap;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Tip;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The minimap: the strip, and above it a switch for what it shows. */
public final class Minimap extends VBox {

    private final MinimapModel model;
    private final MinimapStrip strip;

    /**
     * A minimap.
     *
     * @param shown the bytes that the hex pane shows
     */
    public Minimap(MinimapModel model, ObservableValue<ByteRange> shown) {
        this.model = model;
        getStyleClass().add("minimap-pane");
        getStylesheets().add(Objects.requireNonNull(
                Minimap.class.getResource("/io/github/qcowscope/ui/workbench.css")).toExternalForm());
        strip = new MinimapStrip(model, shown);
        VBox.setVgrow(strip, Priority.ALWAYS);
        ToggleButton entropy = new ToggleButton(null, new FontIcon(Feather.BAR_CHART_2));
        entropy.setId("minimap-mode");
        entropy.getStyleClass().addAll("button-icon", "small");
        entropy.setAccessibleText(Messages.get("minimap.mode"));
        Tip.on(entropy, Messages.get("minimap.mode"));
        entropy.setFocusTraversable(true);
        entropy.setMaxWidth(Double.MAX_VALUE);
        model.modeProperty().subscribe(mode -> entropy.setSelected(mode == MinimapMode.ENTROPY));
        entropy.setOnAction(e -> model.modeProperty().set(entropy.isSelected() ? MinimapMode.ENTROPY : MinimapMode.KINDS));
        getChildren().addAll(entropy, strip);
        managedProperty().bind(visibleProperty());
    }

    @Override
    public void requestFocus() {
        strip.requestFocus();
    }

    /** Lets go of the document. */
    public void dispose() {
        model.dispose();
    }
}
