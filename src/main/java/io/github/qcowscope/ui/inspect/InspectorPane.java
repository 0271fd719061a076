package io.github.qcowscope.ui.inspect;

import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelName;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.text.Messages;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The inspector: the bytes at the caret as values in both byte orders, and as entries of the image's tables. */
public final class InspectorPane implements Panel {

    private static final double VALUES_SHARE = 0.436;

    private final VBox view;

    /** An inspector of a document. */
    public InspectorPane(Document document, Background background, Settings settings) {
        InspectorModel model = new InspectorModel(document, background);
        Label place = new Label();
        place.setId("inspect-place");
        place.getStyleClass().add("panel-title");
        place.setMaxWidth(Double.MAX_VALUE);
        place.textProperty().bind(model.placeProperty());
        HBox.setHgrow(place, Priority.ALWAYS);
        CheckBox little = new CheckBox(Messages.get("inspect.little-first"));
        little.setId("inspect-little");
        little.selectedProperty().bindBidirectional(settings.littleEndianProperty());
        CheckBox aligned = new CheckBox(Messages.get("inspect.aligned"));
        aligned.setId("inspect-aligned");
        aligned.selectedProperty().bindBidirectional(model.alignedProperty());
        HBox top = new HBox(place, little, aligned);
        top.getStyleClass().add("inspect-top");
        SplitPane tables = new SplitPane(new ValueTable(model, little.selectedProperty()), new EntryTable(model));
        tables.setDividerPositions(VALUES_SHARE);
        VBox.setVgrow(tables, Priority.ALWAYS);
        view = new VBox(top, tables);
    }

    @Override
    public PanelName name() {
        return new PanelName("inspector", Messages.get("inspect.title"), Feather.EYE);
    }

    @Override
    public Region view() {
        return view;
    }
}
