package io.github.qcowscope.ui.panel.problems;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.check.Finding;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.theme.SeverityIcon;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Everything that is known of one finding. */
final class FindingDetails extends ScrollPane {

    private final Label message = line("details-name");
    private final GridPane facts = new GridPane();

    /** Nothing found yet. */
    FindingDetails() {
        getStyleClass().addAll("details", "edge-to-edge");
        setId("problem-details");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        facts.getStyleClass().add("facts");
        ColumnConstraints label = new ColumnConstraints();
        label.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().setAll(label, value);
        VBox all = new VBox(message, facts);
        all.getStyleClass().add("details-content");
        setContent(all);
        show(null);
    }

    private static Label line(String styleClass) {
        Label label = new Label();
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    /** Shows a finding; nothing where there is none. */
    void show(@Nullable Finding finding) {
        facts.getChildren().clear();
        message.setText(finding == null ? "" : finding.message());
        message.setGraphic(finding == null ? null : SeverityIcon.of(finding.severity()));
        if (finding != null) {
            fact("remedy", finding.remedy());
            fact("qemu", finding.qemuMessage().isEmpty() ? Messages.get("problems.fact.qemu-nothing")
                    : finding.qemuMessage());
            fact("refused", Messages.get(finding.refuses() ? "problems.fact.refused-yes" : "problems.fact.refused-no"));
            fact("section", finding.section());
            fact("rule", finding.rule());
            fact("where", finding.nodePath().isEmpty() ? Messages.get("problems.image") : finding.nodePath());
            fact("bytes", bytes(finding.where()));
        }
        setVvalue(0);
    }

    private static String bytes(Span where) {
        return where.bits() == null ? where.range().toString() : where.range() + ", " + where.bits();
    }

    private void fact(String key, String text) {
        Label label = new Label(Messages.get("problems.fact." + key));
        label.getStyleClass().add("fact-label");
        Label value = line("fact-value");
        value.setId("problem-" + key);
        value.setText(text);
        GridPane.setValignment(label, VPos.TOP);
        facts.addRow(facts.getRowCount(), label, value);
    }
}
