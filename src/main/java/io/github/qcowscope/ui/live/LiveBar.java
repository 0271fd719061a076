package io.github.qcowscope.ui.live;

import io.github.qcowscope.ui.live.LiveModel.Condition;
import io.github.qcowscope.ui.live.LiveModel.Report;
import io.github.qcowscope.ui.text.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The sentence above the bytes when they are not what the file says any more; not there as long as they are. */
public final class LiveBar extends HBox {

    private final String file;
    private final Label words = new Label();
    private final Button reload = new Button(Messages.get("live.reload"), new FontIcon(Feather.REFRESH_CW));

    /**
     * A bar.
     *
     * @param file   what to call the file
     * @param reload reads the file again
     */
    public LiveBar(LiveModel model, String file, Runnable reload) {
        this.file = file;
        setId("live-bar");
        getStyleClass().add("live-bar");
        setAlignment(Pos.CENTER_LEFT);
        managedProperty().bind(visibleProperty());
        words.setId("live-notice");
        words.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
        words.setMaxWidth(Double.MAX_VALUE);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        this.reload.setId("live-reload");
        this.reload.getStyleClass().addAll("small", "accent");
        this.reload.managedProperty().bind(this.reload.visibleProperty());
        this.reload.setMinWidth(USE_PREF_SIZE);
        this.reload.setOnAction(e -> reload.run());
        getChildren().addAll(words, this.reload);
        model.reportProperty().subscribe(this::show);
    }

    private void show(Report report) {
        words.setText(LiveWords.notice(report, file));
        setVisible(!words.getText().isEmpty());
        reload.setVisible(report.condition() == Condition.CHANGED || report.condition() == Condition.UNREADABLE);
    }
}
