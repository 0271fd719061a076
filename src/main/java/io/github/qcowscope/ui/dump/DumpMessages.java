package io.github.qcowscope.ui.dump;

import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.theme.SeverityIcon;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What there is to know of the preview and of saving, a line each. */
final class DumpMessages extends VBox {

    DumpMessages(DumpModel model) {
        getStyleClass().add("dump-messages");
        Label note = line("dump-note");
        note.textProperty().bind(model.previewProperty().map(preview -> preview.refusal() != null ? preview.refusal()
                : preview.isCut() ? Messages.get("dump.cut", DumpPreview.LINES) : Messages.get("dump.whole-shown")));
        note.graphicProperty().bind(model.previewProperty().map(preview ->
                preview.refusal() == null ? null : SeverityIcon.of(Severity.WARNING)));
        Label message = line("dump-message");
        message.textProperty().bind(model.messageProperty().map(DumpModel.Message::text));
        message.graphicProperty().bind(model.messageProperty().map(now ->
                now.isError() ? SeverityIcon.of(Severity.ERROR) : null));
        message.managedProperty().bind(message.textProperty().isNotEmpty());
        getChildren().addAll(note, message);
    }

    private static Label line(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        return label;
    }
}
