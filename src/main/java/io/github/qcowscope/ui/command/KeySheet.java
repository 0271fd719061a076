package io.github.qcowscope.ui.command;

import io.github.qcowscope.ui.text.Messages;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;

/** All keys on one sheet. */
public final class KeySheet extends Dialog<ButtonType> {

    private static final double LEAST_HEIGHT = 300;
    /** So that the line around what has the focus does not make bars to scroll with come. */
    private static final double SPARE = 16;

    /** A sheet; the rest of the window can be used while it is open. */
    public KeySheet(Window owner) {
        initOwner(owner);
        initModality(Modality.NONE);
        setResizable(true);
        setTitle(Messages.get("keys.title"));
        GridPane keys = grid();
        keys.setId("keys");
        List<Command> commands = Arrays.stream(Command.values()).filter(command -> !command.keys().isEmpty()).toList();
        // Side by side, so that a usual screen shows all at once.
        int half = (commands.size() + 1) / 2;
        for (int i = 0; i < commands.size(); i++) {
            add(keys, i < half ? 0 : 2, i % half, commands.get(i).plainText(), commands.get(i).keyText());
        }
        GridPane inPanes = grid();
        List<String> panes = Messages.get("keys.panes").lines().toList();
        for (int i = 0; i < panes.size(); i++) {
            String[] nameAndKeys = panes.get(i).split("=", 2);
            add(inPanes, 0, i, nameAndKeys[0], nameAndKeys[1]);
        }
        VBox all = new VBox(keys, inPanes);
        ScrollPane scroll = new ScrollPane(all);
        scroll.setFitToWidth(true);
        // A window manager may give a dialog its least height, which for a scroll pane is one row.
        scroll.setMinViewportHeight(LEAST_HEIGHT);
        getDialogPane().setContent(scroll);
        getDialogPane().getStyleClass().add("wide");
        getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
        // The keys that scroll are of more use here than Enter, and Esc closes anyway.
        setOnShown(e -> scroll.requestFocus());
        getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
        getDialogPane().applyCss();
        scroll.setPrefViewportWidth(all.prefWidth(-1) + SPARE);
        scroll.setPrefViewportHeight(all.prefHeight(-1) + SPARE);
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().addAll("facts", "key-sheet");
        return grid;
    }

    private static void add(GridPane keys, int column, int row, String what, String how) {
        Label name = new Label(what);
        Label combination = new Label(how);
        combination.getStyleClass().add("code");
        for (Label each : List.of(name, combination)) {
            each.setMinWidth(Region.USE_PREF_SIZE);
        }
        keys.add(name, column, row);
        keys.add(combination, column + 1, row);
    }
}
