package io.github.qcowscope.ui.panel.fields;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import io.github.qcowscope.ui.text.Sizes;
import io.github.qcowscope.ui.theme.SeverityIcon;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** Everything in words about one node: what it is for, where the specification defines it, what is wrong with it. */
final class NodeDetails extends ScrollPane {

    private final Label name = line("details-name");
    private final Label place = line("details-place");
    private final Label value = line("details-value");
    private final Label doc = line("details-doc");
    private final Label section = line("details-section");
    private final VBox problems = new VBox();

    /** Nothing yet. */
    NodeDetails() {
        getStyleClass().addAll("details", "edge-to-edge");
        setId("details");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        problems.getStyleClass().add("details-problems");
        VBox all = new VBox(name, place, value, problems, doc, section);
        all.getStyleClass().add("details-content");
        setContent(all);
    }

    private static Label line(String styleClass) {
        Label label = new Label();
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        label.visibleProperty().bind(label.managedProperty());
        return label;
    }

    /** Shows a node. */
    void show(Node node) {
        name.setText(node.name());
        place.setText(Messages.get("details.place", NodeText.offset(node.span().range().offset()), size(node)));
        String meaning = NodeText.meaning(node);
        value.setText(meaning.isEmpty() ? node.value().text() : node.value().text() + " — " + meaning);
        doc.setText(node.doc());
        section.setText(node.section().isEmpty() ? "" : Messages.get("details.section", node.section()));
        problems.getChildren().setAll(node.problems().stream().map(NodeDetails::problem).toList());
        problems.setManaged(!problems.getChildren().isEmpty());
        setVvalue(0);
    }

    private static String size(Node node) {
        return node.span().bits() != null ? node.span().bits().toString()
                : Sizes.exactly(node.span().range().length());
    }

    private static Label problem(Problem problem) {
        Label label = new Label(problem.message(), SeverityIcon.of(problem.severity()));
        label.getStyleClass().add("details-problem");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
