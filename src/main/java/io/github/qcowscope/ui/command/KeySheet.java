package io.github.qcowscope.ui.command;

import io.github.qcowscope.ui.text.Messages;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.stage.Modality;
import javafx.stage.Window;

/** All keys on one sheet. */
public final class KeySheet extends Dialog<ButtonType> {

    private static final double LEAST_HEIGHT = 300;

    /** A sheet; the rest of the window can be used while it is open. */
    public KeySheet(Window owner) {
        initOwner(owner);
        initModality(Modality.NONE);
        setResizable(true);
        setTitle(Messages.get("keys.title"));
        GridPane keys = new GridPane();
        keys.setId("keys");
        keys.getStyleClass().addAll("facts", "key-sheet");
        for (Command command : Command.values()) {
            if (!command.keys().isEmpty()) {
                add(keys, command.plainText(), command.keyText());
            }
        }
        for (String pane : Messages.get("keys.panes").split("\n")) {
            String[] nameAndKeys = pane.split("=", 2);
            add(keys, nameAndKeys[0], nameAndKeys[1]);
        }
        ScrollPane scroll = new ScrollPane(keys);
        scroll.setFitToWidth(true);
        scroll.setPrefViewportHeight(480);
        // A window manager may give a dialog its least height, which for a scroll pane is one row.
        scroll.setMinViewportHeight(LEAST_HEIGHT);
        getDialogPane().setContent(scroll);
        getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
        getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
    }

    private static void add(GridPane keys, String what, String how) {
        Label name = new Label(what);
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label combination = new Label(how);
        combination.getStyleClass().add("code");
        keys.addRow(keys.getRowCount(), name, combination);
    }
}
