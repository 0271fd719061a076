package io.github.qcowscope.ui;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.workspace.Workspace;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;

/**
 * Opens the sample, scrolls, jumps and selects, and closes the window: packaging records what all that loads, so that a
 * real start finds it ready. Asked for by the system property {@code qcowscope.rehearsal}.
 */
final class Rehearsal {

    private static final System.Logger LOG = System.getLogger(Rehearsal.class.getName());
    /** Long enough for a frame to be drawn, also where drawing is slow. */
    private static final Duration FRAME = Duration.millis(80);
    private static final int LINE_STEPS = 40;
    private static final int ROW = 16;
    private static final List<String> NODES = List.of("header/autoclear_features/bitmaps", "extensions/bitmaps",
            "bitmaps/backup-incremental", "bitmaps/backup-incremental/table/0", "l1", "refcounts", "snapshots");

    private final Stage stage;
    private final Workspace workspace;
    private final Deque<Consumer<Document>> steps = new ArrayDeque<>();

    Rehearsal(Stage stage, Workspace workspace) {
        this.stage = stage;
        this.workspace = workspace;
        for (String path : NODES) {
            steps.add(document -> {
                Node node = document.root().find(path);
                if (node != null) {
                    document.select(node);
                }
            });
        }
        for (int i = 1; i <= LINE_STEPS; i++) {
            int row = i;
            steps.add(document -> document.selectByte((long) row * ROW));
        }
        steps.add(document -> document.selectByte(document.source().length() - 1));
        steps.add(Document::back);
        steps.add(Document::forward);
    }

    static boolean isWanted() {
        return Boolean.getBoolean("qcowscope.rehearsal");
    }

    /** Starts; returns at once. What goes wrong ends the program with an error, and with it the packaging. */
    void begin() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            LOG.log(Level.ERROR, "The rehearsal failed", failure);
            Runtime.getRuntime().halt(1);
        });
        workspace.openSample();
        step();
    }

    private void step() {
        PauseTransition pause = new PauseTransition(FRAME);
        pause.setOnFinished(e -> {
            Document document = workspace.document();
            if (document == null) {
                step();
            } else if (steps.isEmpty()) {
                stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
            } else {
                steps.remove().accept(document);
                step();
            }
        });
        pause.play();
    }
}
