package io.github.qcowscope.ui.live;

import io.github.qcowscope.ui.live.LiveModel.Condition;
import io.github.qcowscope.ui.live.LiveModel.Report;
import io.github.qcowscope.ui.text.Tip;
import java.time.ZoneId;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The part of the status line that says whether the image is being written to; not there as long as it never was. */
public final class LiveStatus extends Label {

    private static final PseudoClass LIVE = PseudoClass.getPseudoClass("live");

    private final FontIcon icon = new FontIcon(Feather.ACTIVITY);
    private final Tip tip = new Tip(this);

    /** Says nothing yet. */
    public LiveStatus() {
        setId("status-live");
        getStyleClass().addAll("status-part", "status-live");
        setMinWidth(USE_PREF_SIZE);
        setGraphic(icon);
        managedProperty().bind(visibleProperty());
    }

    /** Says what a model says, until the subscription ends. */
    public Subscription follow(LiveModel model) {
        return model.reportProperty().subscribe(this::show);
    }

    private void show(Report report) {
        setText(LiveWords.status(report, ZoneId.systemDefault()));
        setVisible(!getText().isEmpty());
        String explanation = LiveWords.explanation(report);
        tip.set(explanation);
        setAccessibleText(getText() + ". " + explanation);
        icon.setIconCode(switch (report.condition()) {
            case QUIET, LIVE, REPLACED -> Feather.ACTIVITY;
            case CHANGED, UNREADABLE, EMPTY, GONE -> Feather.ALERT_TRIANGLE;
        });
        pseudoClassStateChanged(LIVE, report.condition() != Condition.QUIET);
    }
}
