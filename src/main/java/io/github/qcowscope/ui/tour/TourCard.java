package io.github.qcowscope.ui.tour;

import io.github.qcowscope.ui.text.Messages;
import java.util.Objects;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The card that tells of a step of the tour, in a corner of the window; everything else can be used beside it. */
public final class TourCard extends VBox {

    private static final double MARGIN = 40;

    private final TourModel model;
    private final Label count = new Label();
    private final Label title = new Label();
    private final Label text = new Label();
    private final Button back = new Button(Messages.get("tour.back"));
    private final Button next = new Button();

    /** A card that is hidden as long as the tour is over. */
    public TourCard(TourModel model) {
        this.model = model;
        setId("tour");
        getStyleClass().add("tour-card");
        getStylesheets().add(Objects.requireNonNull(
                TourCard.class.getResource("/io/github/qcowscope/ui/workbench.css")).toExternalForm());
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(this, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(this, new Insets(MARGIN));
        count.setId("tour-count");
        count.getStyleClass().add("hint");
        title.setId("tour-title");
        title.getStyleClass().add("tour-title");
        text.setId("tour-text");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        back.setId("tour-back");
        back.setOnAction(e -> model.back());
        next.setId("tour-next");
        next.setDefaultButton(false);
        next.getStyleClass().add("accent");
        next.setOnAction(e -> model.next());
        getChildren().addAll(head(), title, text, buttons());
        model.indexProperty().subscribe(index -> show(index.intValue()));
        addEventFilter(KeyEvent.KEY_PRESSED, this::press);
    }

    private HBox head() {
        Button close = new Button(null, new FontIcon(Feather.X));
        close.setId("tour-close");
        close.getStyleClass().addAll("button-icon", "flat", "small");
        close.setAccessibleText(Messages.get("tour.close"));
        close.setOnAction(e -> model.close());
        HBox head = new HBox(count, space(), close);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private HBox buttons() {
        HBox buttons = new HBox(space(), back, next);
        buttons.getStyleClass().add("tour-buttons");
        return buttons;
    }

    private static Pane space() {
        Pane space = new Pane();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private void press(KeyEvent key) {
        switch (key.getCode()) {
            case ESCAPE -> model.close();
            case LEFT -> model.back();
            case RIGHT -> model.next();
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void show(int index) {
        boolean wasOn = isVisible();
        setVisible(index >= 0);
        setManaged(index >= 0);
        if (index < 0) {
            return;
        }
        TourModel.Step step = TourModel.STEPS.get(index);
        count.setText(Messages.get("tour.count", index + 1, TourModel.STEPS.size()));
        title.setText(step.title());
        text.setText(step.text());
        back.setDisable(index == 0);
        next.setText(Messages.get(model.isLast() ? "tour.done" : "tour.next"));
        // A screen reader follows the focus.
        next.setAccessibleText(count.getText() + " " + step.title() + ". " + step.text() + " " + next.getText());
        if (!wasOn || !back.isFocused() || index == 0) {
            next.requestFocus();
        }
    }
}
