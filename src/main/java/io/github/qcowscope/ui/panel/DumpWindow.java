package io.github.qcowscope.ui.panel;

import io.github.qcowscope.ui.Document;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Stand-in for the window of another branch. */
public final class DumpWindow {

    private final Stage stage = new Stage();

    public DumpWindow(Window owner, Document document) {
        stage.initOwner(owner);
        stage.setScene(new Scene(new Label(document.source().name()), 320, 200));
    }

    public void show() {
        stage.show();
    }
}
