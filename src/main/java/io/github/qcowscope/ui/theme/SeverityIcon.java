package io.github.qcowscope.ui.theme;

import io.github.qcowscope.schema.Severity;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The mark of a problem; its shape differs by severity as its colour does. */
public final class SeverityIcon {

    private SeverityIcon() {}

    /** A mark for a severity. */
    public static FontIcon of(Severity severity) {
        FontIcon icon = new FontIcon(switch (severity) {
            case NOTE -> Feather.INFO;
            case WARNING -> Feather.ALERT_TRIANGLE;
            case ERROR -> Feather.ALERT_OCTAGON;
        });
        icon.getStyleClass().addAll("severity", switch (severity) {
            case NOTE -> "severity-note";
            case WARNING -> "severity-warning";
            case ERROR -> "severity-error";
        });
        return icon;
    }
}
