package io.github.qcowscope.ui.panel.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.ui.App;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.page.ComparePage;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@DisplayName("Two bitmaps compared, on the screen")
@Tag("window")
@ExtendWith(ApplicationExtension.class)
class ComparePaneTest {

    @TempDir
    static Path folder;

    private final AtOnce background = new AtOnce();
    private final Document document =
            new Document(Path.of("image.qcow2"), new ImageBuilder().clusterBits(12).size(1 << 20)
            .bitmap(BitmapSpec.named("a").granularityBits(12).dirty(0, 8192))
            .bitmap(BitmapSpec.named("b").granularityBits(12).dirty(4096, 8192)).build().open(), background);

    @Start
    void start(Stage stage) {
        Path other = new ImageBuilder().clusterBits(12).size(1 << 20)
                .bitmap(BitmapSpec.named("a").granularityBits(16)).build().writeTo(folder.resolve("other.qcow2"));
        ComparePane pane = new ComparePane(document, background, (owner, title, name) ->
                Optional.of(folder.resolve(name)), start -> Optional.of(other));
        Scene scene = new Scene(new StackPane(pane.view()), 900, 400);
        scene.getStylesheets().setAll(
                Objects.requireNonNull(App.class.getResource("palette-light.css")).toExternalForm(),
                Objects.requireNonNull(App.class.getResource("bitmap.css")).toExternalForm());
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @Test
    void tellsWhatOnlyOneOfThemHasAndTakesAnotherImage(FxRobot robot) {
        ComparePage page = new ComparePage(robot);
        assertThat(page.summary()).isEqualTo(
                "Dirty only in A: 4096 bytes (4 KiB). Only in B: 4096 bytes (4 KiB). In both: 4096 bytes (4 KiB).");
        assertThat(page.others()).containsExactly("a", "b");
        assertThat(page.hover(2, 2)).isEqualTo("0x0-0xfff (4 KiB): only A");
        assertThat(page.legend()).startsWith("neither", "only A", "only B").last().asString()
                .startsWith("one cell 4 KiB");

        page.openOther();
        assertThat(page.others()).containsExactly("a");
        assertThat(page.summary()).startsWith("Dirty only in A: 8192 bytes (8 KiB). Only in B: 0 bytes.");
        page.openSame();
        assertThat(page.others()).containsExactly("a", "b");
        page.openBehind();
        assertThat(page.summary()).startsWith("No backing file has a bitmap a.");
        page.openOther();
        page.saveAsCsv();
        assertThat(folder.resolve("a-a.csv")).hasContent("start,length,dirty_in\n0,8192,a\n");
    }

    @Test
    void thePictureZoomsAndAClickLandsOnTheBit(FxRobot robot) {
        ComparePage page = new ComparePage(robot);
        page.click(2, 2);
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/a/table/0/data");
        assertThat(page.keys(KeyCode.MINUS, KeyCode.PLUS, KeyCode.RIGHT, KeyCode.RIGHT).hover(2, 2)).contains("only A");
        page.hover(2, 2);
        page.keys(KeyCode.ADD);
        assertThat(page.info()).as("of the cell that is under the pointer now").isEqualTo(page.hover(2, 2));
        page.savePicture();
        assertThat(folder.resolve("a-b.png")).exists();
    }
}
