package io.github.qcowscope.ui.tree;

import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Tip;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.controlsfx.control.textfield.TextFields;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The field above the tree for what its rows shall have, and below it how many rows have it. */
final class TreeFilterBar extends VBox {

    private final CustomTextField field = (CustomTextField) TextFields.createClearableTextField();
    private final Label matches = new Label();
    private final Tip matchesTip = new Tip(matches);

    /**
     * An empty field.
     *
     * @param filter is told what is wanted, each time that this changes
     * @param leave  puts the focus on the rows
     */
    TreeFilterBar(Consumer<String> filter, Runnable leave) {
        field.setId("tree-filter");
        field.setPromptText(Messages.get("tree.filter"));
        field.setAccessibleText(Messages.get("tree.filter"));
        StackPane left = new StackPane(new FontIcon(Feather.FILTER));
        left.getStyleClass().add("field-icon");
        field.setLeft(left);
        matches.setId("tree-matches");
        matches.getStyleClass().add("hint");
        matches.managedProperty().bind(matches.visibleProperty());
        hideMatches();
        field.textProperty().addListener((of, before, now) -> filter.accept(wanted()));
        field.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            switch (e.getCode()) {
                case ESCAPE -> {
                    field.clear();
                    leave.run();
                    e.consume();
                }
                case DOWN, ENTER -> {
                    leave.run();
                    e.consume();
                }
                default -> { }
            }
        });
        getChildren().addAll(field, matches);
        getStyleClass().add("tree-filter");
    }

    /** What the rows shall have; empty where all are wanted. */
    String wanted() {
        return field.getText().strip();
    }

    /** Asks for the same as another field. */
    void takePlaceOf(TreeFilterBar earlier) {
        field.setText(earlier.field.getText());
    }

    /** Says how much has been found. */
    void show(TreeFilter.Result found) {
        matches.setText(Messages.get(found.more() ? "tree.matches-so-far" : "tree.matches", found.matches()));
        matchesTip.set(found.more() ? Messages.get("tree.matches-limit", TreeFilter.ENTRIES) : "");
        matches.setVisible(true);
    }

    /** Says no more how much has been found. */
    void hideMatches() {
        matches.setVisible(false);
    }

    /** Puts the focus here. */
    void focus() {
        field.requestFocus();
        field.selectAll();
    }
}
