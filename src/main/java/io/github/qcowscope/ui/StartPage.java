package io.github.qcowscope.ui;

import io.github.qcowscope.ui.command.Command;
import io.github.qcowscope.ui.command.Commands;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.workspace.Workspace;
import java.nio.file.Path;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the window shows while no image is open: how to open one. */
final class StartPage extends VBox {

    private final Workspace workspace;
    private final Settings settings;
    private final VBox recent = new VBox();

    StartPage(Commands commands, Workspace workspace, Settings settings) {
        this.workspace = workspace;
        this.settings = settings;
        setId("start-page");
        getStyleClass().add("start-page");
        setAlignment(Pos.CENTER);
        Label title = new Label(Messages.get("app.name"), new FontIcon(Feather.HARD_DRIVE));
        title.getStyleClass().add("start-title");
        Label purpose = new Label(Messages.get("app.purpose"));
        purpose.getStyleClass().add("start-purpose");
        Button open = new Button(Command.OPEN.plainText(), new FontIcon(Feather.FOLDER));
        open.setId("start-open");
        open.setDefaultButton(true);
        open.setOnAction(e -> commands.run(Command.OPEN));
        Button sample = new Button(Command.OPEN_SAMPLE.plainText(), new FontIcon(Feather.BOOK_OPEN));
        sample.setId("start-sample");
        sample.setOnAction(e -> commands.run(Command.OPEN_SAMPLE));
        sample.setVisible(workspace.hasSample());
        sample.setManaged(workspace.hasSample());
        Button tour = new Button(Command.TOUR.plainText(), new FontIcon(Feather.MAP));
        tour.setId("start-tour");
        tour.setOnAction(e -> commands.run(Command.TOUR));
        tour.visibleProperty().bind(sample.visibleProperty());
        tour.managedProperty().bind(sample.managedProperty());
        HBox buttons = new HBox(open, sample, tour);
        buttons.getStyleClass().add("start-buttons");
        buttons.setAlignment(Pos.CENTER);
        Label drop = new Label(Messages.get("start.drop"));
        drop.getStyleClass().add("hint");
        recent.setId("start-recent");
        recent.getStyleClass().add("start-recent");
        // As wide as its longest line, so that it stands in the middle, and all of its lines begin below each other.
        VBox lists = new VBox(recent, whatToDo());
        lists.setMaxWidth(USE_PREF_SIZE);
        getChildren().addAll(title, purpose, buttons, drop, lists);
        settings.recent().addListener((ListChangeListener<Settings.Recent>) change -> fill());
        fill();
    }

    private static VBox whatToDo() {
        Label title = new Label(Messages.get("start.what"));
        title.getStyleClass().add("start-recent-title");
        VBox what = new VBox(title, hint(Feather.LIST, "start.what.tree"),
                hint(Feather.MOUSE_POINTER, "start.what.byte"), hint(Feather.BOOKMARK, "start.what.bitmaps"),
                hint(Feather.ALERT_TRIANGLE, "start.what.problems"),
                hint(Feather.COMMAND, "start.what.palette", Command.PALETTE.keyText(), Command.KEYS.keyText()));
        what.setId("start-what");
        what.getStyleClass().addAll("start-recent", "start-what");
        return what;
    }

    private static Label hint(Ikon icon, String key, Object... arguments) {
        Label hint = new Label(Messages.get(key, arguments), new FontIcon(icon));
        hint.setWrapText(true);
        return hint;
    }

    private void fill() {
        recent.getChildren().clear();
        recent.setVisible(!settings.recent().isEmpty());
        recent.setManaged(recent.isVisible());
        if (settings.recent().isEmpty()) {
            return;
        }
        Label title = new Label(Messages.get("start.recent"));
        title.getStyleClass().add("start-recent-title");
        recent.getChildren().add(title);
        for (Settings.Recent image : settings.recent()) {
            recent.getChildren().add(line(image.file()));
        }
    }

    private HBox line(Path file) {
        Hyperlink name = new Hyperlink(String.valueOf(file.getFileName()));
        name.setMnemonicParsing(false);
        name.setMinWidth(USE_PREF_SIZE);
        name.setOnAction(e -> workspace.open(file));
        Label folder = new Label(String.valueOf(file.getParent()));
        folder.getStyleClass().add("hint");
        HBox line = new HBox(name, folder);
        line.setAlignment(Pos.BASELINE_LEFT);
        line.getStyleClass().add("start-recent-line");
        return line;
    }
}
