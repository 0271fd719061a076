package io.github.qcowscope.ui;

import io.github.qcowscope.ui.text.Messages;
import java.util.Objects;
import javafx.scene.control.Alert;
import javafx.stage.Window;

/** Says what this is, and in which version. */
final class AboutBox extends Alert {

    AboutBox(Window owner) {
        super(AlertType.INFORMATION);
        initOwner(owner);
        String version = AboutBox.class.getPackage().getImplementationVersion();
        setTitle(Messages.get("about.title"));
        setHeaderText(Messages.get("about.header",
                Objects.requireNonNullElse(version, Messages.get("about.unreleased"))));
        setContentText(Messages.get("about.text",
                System.getProperty("java.version"), System.getProperty("javafx.version")));
        getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
    }
}
