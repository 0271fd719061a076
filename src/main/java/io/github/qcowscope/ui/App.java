package io.github.qcowscope.ui;

import io.github.qcowscope.ui.diff.DiffWindow;
import io.github.qcowscope.ui.dump.DumpWindow;
import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.go.GuestGoto;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.settings.StoredValues;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.workspace.Sample;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The windowed program: puts its parts together. */
public final class App extends Application {

    /** Held on to: a logger that nobody holds loses its filter. */
    private static final Logger TOOLKIT = Logger.getLogger("javafx");

    /**
     * Shows the window, and returns when it has been closed.
     *
     * @param target {@code IMAGE} or {@code IMAGE#PATH} to open; null for none
     */
    public static void show(@Nullable String target) {
        // We run from the class path by choice (decision 0005); nobody who starts us can do anything about it.
        TOOLKIT.setFilter(told -> !String.valueOf(told.getMessage()).startsWith("Unsupported JavaFX configuration"));
        Application.launch(App.class, target == null ? new String[0] : new String[] {target});
    }

    @Override
    public void start(Stage stage) {
        Pulses pulses = new Pulses(stage);
        Settings settings = Rehearsal.isWanted() || pulses.areCounted() ? Settings.inMemory()
                : Settings.in(StoredValues.usualFile());
        settings.languageProperty().get().speak();
        MainWindow window = new MainWindow(stage, new MainWindow.Parts(settings, Sample.bundled(),
                folder -> choose(stage, folder),
                (owner, document, from) -> new DumpWindow(owner, document, from, SaveChooser.DESKTOP).show(),
                (owner, document, other) -> new DiffWindow(owner, document, other, SaveChooser.DESKTOP).show(),
                Panels.all(), new GuestGoto(), SaveChooser.DESKTOP));
        window.show();
        if (pulses.areCounted()) {
            pulses.start();
        }
        if (Rehearsal.isWanted()) {
            new Rehearsal(stage, window.workspace()).begin();
        }
        Optional<String> target = getParameters().getRaw().stream().findFirst();
        target.ifPresent(window.workspace()::openTarget);
        // Who names an image wants that one, not those of yesterday.
        if (target.isEmpty() && settings.reopensSessionProperty().get()) {
            window.workspace().restoreSession();
        }
    }

    private static Optional<Path> choose(Stage stage, @Nullable Path folder) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.get("open.title"));
        chooser.getExtensionFilters().addAll(
                new ExtensionFilter(Messages.get("open.images"), "*.qcow2", "*.qcow"),
                new ExtensionFilter(Messages.get("open.all"), "*"));
        if (folder != null) {
            chooser.setInitialDirectory(folder.toFile());
        }
        return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
    }
}
