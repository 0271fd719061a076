package io.github.qcowscope.ui.panel.bitmap;

import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.ui.text.Messages;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A bitmap in words: its worth, its flags, and what else there is to know. */
final class BitmapFacts extends ScrollPane {

    private final Label name = new Label();
    private final Label verdict = new Label();
    private final Label reason = text();
    private final GridPane facts = new GridPane();

    /** Nothing yet. */
    BitmapFacts() {
        getStyleClass().addAll("details", "edge-to-edge");
        setId("bitmap-facts");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        name.getStyleClass().add("details-name");
        verdict.setId("bitmap-verdict");
        verdict.getStyleClass().add("pill");
        verdict.setMinWidth(USE_PREF_SIZE);
        reason.setId("bitmap-reason");
        HBox title = new HBox(name, verdict);
        title.getStyleClass().add("bitmap-title");
        title.setAlignment(Pos.CENTER_LEFT);
        facts.getStyleClass().add("facts");
        ColumnConstraints label = new ColumnConstraints();
        label.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints text = new ColumnConstraints();
        text.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().setAll(label, text);
        VBox all = new VBox(title, reason, facts);
        all.getStyleClass().add("details-content");
        setContent(all);
    }

    private static Label text() {
        Label label = new Label();
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    /** Shows a bitmap. */
    void show(BitmapModel bitmap) {
        name.setText(bitmap.name());
        verdict.setText(bitmap.verdict().label());
        verdict.getStyleClass().removeIf(style -> style.startsWith("verdict-"));
        verdict.getStyleClass().add(styleOf(bitmap.verdict()));
        reason.setText(bitmap.verdictReason());
        facts.getChildren().clear();
        List<BitmapModel.Flag> flags = bitmap.flags();
        if (flags.isEmpty()) {
            add(Messages.get("bitmap.flags"), "", Messages.get("bitmap.no-flags"));
        }
        for (BitmapModel.Flag flag : flags) {
            add(flag == flags.getFirst() ? Messages.get("bitmap.flags") : "", flag.name(), flag.meaning());
        }
        bitmap.facts().forEach(this::add);
        setVvalue(0);
    }

    private static String styleOf(Bitmap.Verdict verdict) {
        return switch (verdict) {
            case USABLE -> "verdict-good";
            case INCONSISTENT, IGNORED -> "verdict-doubtful";
            case REFUSED -> "verdict-bad";
        };
    }

    /** Adds a line. */
    void add(BitmapModel.Fact fact) {
        add(fact.label(), "", fact.text());
    }

    private void add(String label, String flag, String meaning) {
        Label left = new Label(label);
        left.getStyleClass().add("fact-label");
        GridPane.setValignment(left, VPos.TOP);
        Label right = text();
        right.setText(meaning);
        if (!flag.isEmpty()) {
            Label pill = new Label(flag);
            pill.getStyleClass().addAll("pill", "flag");
            pill.setMinWidth(USE_PREF_SIZE);
            VBox both = new VBox(pill, right);
            both.getStyleClass().add("flag-line");
            facts.addRow(facts.getRowCount(), left, both);
        } else {
            facts.addRow(facts.getRowCount(), left, right);
        }
    }
}
