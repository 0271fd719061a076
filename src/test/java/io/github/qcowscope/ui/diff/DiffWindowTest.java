package io.github.qcowscope.ui.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.page.DiffPage;
import io.github.qcowscope.ui.page.Screenshot;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.theme.Theme;
import io.github.qcowscope.ui.theme.Themes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@DisplayName("The window that compares two images")
@ExtendWith(ApplicationExtension.class)
class DiffWindowTest {

    @TempDir
    static Path folder;

    private final Settings settings = Settings.inMemory();
    /** Held as long as the window: it listens to the settings. */
    private Themes themes;
    private Document document;
    private DiffPage page;

    @Start
    void start(Stage stage) throws IOException {
        Path file = new ImageBuilder().clusterBits(12).size(1 << 20)
                .bitmap(BitmapSpec.named("kept").granularityBits(16).auto())
                .bitmap(BitmapSpec.named("gone").granularityBits(16)).build().writeTo(folder.resolve("a.qcow2"));
        Path other = new ImageBuilder().clusterBits(12).size(1 << 20)
                .bitmap(BitmapSpec.named("kept").granularityBits(16).inUse())
                .bitmap(BitmapSpec.named("new").granularityBits(16)).build().writeTo(folder.resolve("b.qcow2"));
        document = new Document(file, new Qcow2Image(MappedFile.open(file)), new AtOnce());
        Scene scene = new Scene(new Pane(), 200, 100);
        settings.themeProperty().set(Theme.LIGHT);
        themes = new Themes(settings.themeProperty());
        themes.dress(scene);
        stage.setScene(scene);
        stage.show();
        DiffWindow window = new DiffWindow(stage, document, other, (owner, title, name) ->
                Optional.of(folder.resolve(name)));
        window.show();
        page = new DiffPage(new FxRobot());
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(document::close);
        assertThat(page.isOpen()).as("the window closes with the image").isFalse();
    }

    private void inTheCorner(FxRobot robot) {
        page.summary(text -> text.contains("1 added, 1 removed"));
        robot.interact(() -> robot.window("Compare a.qcow2 with b.qcow2").setX(0));
        robot.interact(() -> robot.window("Compare a.qcow2 with b.qcow2").setY(0));
    }

    @Test
    void rowsAreLinksIntoTheOpenImageAndCanBeFiltered(FxRobot robot) {
        inTheCorner(robot);
        page.open("bitmaps").open("bitmaps/kept").click("bitmaps/kept/flags");
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/kept/flags");
        assertThat(page.texts("bitmaps/kept/flags")).containsExactly(
                "flags", "\u2260 changed", "\u22601", "0x2 (auto)", "0x1 (in_use)");
        page.only("added").rows("", "bitmaps", "bitmaps/new");
        page.only("removed").rows("", "bitmaps", "bitmaps/gone").click("bitmaps/gone");
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/gone");
        page.only("all").filter("kept/fl").rows("", "bitmaps", "bitmaps/kept", "bitmaps/kept/flags");
        page.filter("nowhere").rows();
    }

    @Test
    void stepsThroughTheDifferencesAndSwapsTheSides(FxRobot robot) {
        inTheCorner(robot);
        page.only("added").next().selected("bitmaps/new"::equals);
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps");
        page.next().message(text -> text.equals("There is no difference after this one."));
        page.swap().rows("", "bitmaps", "bitmaps/gone").next().selected("bitmaps/gone"::equals);
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/gone");
        page.only("all").next().selected("bitmaps/kept/flags"::equals).next().selected("bitmaps/new"::equals)
                .next().selected("bitmaps/gone"::equals).previous().selected("bitmaps/new"::equals);
        page.only("all").keys(KeyCode.F3, KeyCode.F3, KeyCode.F3).selected("bitmaps/gone"::equals);
    }

    @Test
    void savesTheListAndLooksWellInBothThemes(FxRobot robot) throws IOException {
        inTheCorner(robot);
        page.saveText().message(text -> text.startsWith("Saved "));
        assertThat(folder.resolve("a.qcow2-b.qcow2.txt")).content().contains("added    bitmaps/new");
        for (Theme theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
            WritableImage[] shot = new WritableImage[1];
            page.open("bitmaps").open("bitmaps/kept").open("bitmaps/gone").open("bitmaps/new");
            robot.interact(() -> settings.themeProperty().set(theme));
            robot.interact(() -> shot[0] = robot.lookup("#diff-window").query().getScene().snapshot(null));
            double brightness = shot[0].getPixelReader().getColor(2, 300).getBrightness();
            assertThat(brightness > 0.5).isEqualTo(theme == Theme.LIGHT);
            Screenshot.keep(shot[0], "diff-" + theme.name().toLowerCase(Locale.ROOT));
        }
    }
}
