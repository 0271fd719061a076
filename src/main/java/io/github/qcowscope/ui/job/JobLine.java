package io.github.qcowscope.ui.job;

import io.github.qcowscope.ui.text.Messages;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.concurrent.Task;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/**
 * What is being worked on in a window beside the main one, and a way to end it; there only while it takes long enough.
 */
public final class JobLine extends HBox {

    /**
     * A line.
     *
     * @param window what ids begin with
     */
    public JobLine(Jobs jobs, String window) {
        ProgressBar bar = new ProgressBar();
        bar.setId(window + "-progress");
        Button cancel = new Button(Messages.get("dump.cancel"));
        cancel.setId(window + "-cancel");
        cancel.setOnAction(e -> List.copyOf(jobs.running()).forEach(Task::cancel));
        getChildren().addAll(bar, cancel);
        getStyleClass().add("dump-progress");
        setVisible(false);
        jobs.running().addListener((ListChangeListener<Task<?>>) change -> {
            bar.progressProperty().unbind();
            setVisible(!jobs.running().isEmpty());
            if (!jobs.running().isEmpty()) {
                bar.progressProperty().bind(jobs.running().getLast().progressProperty());
            }
        });
    }
}
