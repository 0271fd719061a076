package io.github.qcowscope.ui;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/** The window program. */
public final class App extends Application {

    /**
     * Opens the window and returns when it is closed.
     *
     * @param reference {@code IMAGE[#PATH]}; empty for no image
     */
    public static void show(String reference) {
        Application.launch(App.class, reference);
    }

    @Override
    public void start(Stage stage) {
        stage.setScene(new Scene(new Label(String.join("", getParameters().getRaw()))));
        stage.show();
    }
}
