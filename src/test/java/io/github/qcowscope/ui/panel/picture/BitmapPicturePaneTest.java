package io.github.qcowscope.ui.panel.picture;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.ui.App;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.page.BitmapPicturePage;
import io.github.qcowscope.ui.page.Screenshot;
import io.github.qcowscope.ui.picture.CountedCanvas;
import io.github.qcowscope.ui.picture.PictureGrid;
import io.github.qcowscope.ui.picture.PicturePng;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@DisplayName("The picture of a bitmap, on the screen")
@ExtendWith(ApplicationExtension.class)
class BitmapPicturePaneTest {

    private static final int PER_ENTRY = 4096 * 8;

    @TempDir
    static Path folder;

    private final AtOnce background = new AtOnce();
    private final TestImage image = new ImageBuilder().clusterBits(12).size((long) PER_ENTRY * 4 << 9)
            .bitmap(BitmapSpec.named("b").granularityBits(9).zeroes().data(random()).ones().data(0, 0x10)).build();
    private final Document document = new Document(Path.of("image.qcow2"), image.open(), background);
    private BitmapPicturePane pane;
    private Scene scene;
    private Path saved = Path.of("");

    private static int[] random() {
        return new Random(3).ints(2500, 0, 256).toArray();
    }

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        pane = new BitmapPicturePane(document, background, (owner, title, name) -> {
            saved = folder.resolve(name);
            return Optional.of(saved);
        });
        scene = new Scene(new StackPane(pane.view()), 900, 500);
        dress("light");
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    private void dress(String theme) {
        scene.getStylesheets().setAll(
                Objects.requireNonNull(App.class.getResource("palette-" + theme + ".css")).toExternalForm(),
                Objects.requireNonNull(App.class.getResource("bitmap.css")).toExternalForm());
    }

    private static CountedCanvas<CellShade> canvas(FxRobot robot) {
        return robot.lookup("#bitmap-picture").query();
    }

    /** The middle of the cell that has a bit, in pixels. */
    private double[] middle(FxRobot robot, long bit) {
        PictureGrid grid = pane.model().grid();
        int side = canvas(robot).side();
        return new double[] {(grid.columnOf(bit) + 0.5) * side, (grid.rowOf(bit) + 0.5) * side};
    }

    @Test
    void aClickOnADirtyCellLandsOnTheBit(FxRobot robot) {
        BitmapPicturePage page = new BitmapPicturePage(robot);
        double[] cell = middle(robot, 3 * PER_ENTRY + 12);
        page.click(cell[0], cell[1]);

        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/b/table/3/data");
        assertThat(document.caret()).isEqualTo(image.bitmapData("b", 3) + 1);
    }

    @Test
    void hoveringTellsRangeShareBitByteAndEntry(FxRobot robot) {
        BitmapPicturePage page = new BitmapPicturePage(robot);
        assertThat(page.info()).startsWith("Bitmap b: ");
        double[] cell = middle(robot, 3 * PER_ENTRY);
        page.hover(cell[0], cell[1]);

        assertThat(page.info()).startsWith("0x3000000-0x").contains("1 of ").contains("bit " + 3 * PER_ENTRY)
                .contains("at bit 0 of the byte at 0x%x".formatted(image.bitmapData("b", 3))).contains("table entry 3");
        assertThat(Objects.requireNonNull(document.hoveredNodeProperty().get()).path()).isEqualTo("bitmaps/b/table/3");
    }

    @Test
    void theKeysZoomMoveAndSelect(FxRobot robot) {
        BitmapPicturePage page = new BitmapPicturePage(robot);
        page.keys(KeyCode.EQUALS, KeyCode.EQUALS, KeyCode.END, KeyCode.HOME, KeyCode.RIGHT, KeyCode.ENTER);

        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/b/table/0");
        assertThat(pane.model().cursorProperty().get()).isEqualTo(1L << pane.model().grid().zoom());
        assertThat(page.spoken()).contains("Bitmap b").contains("table entry 0");
        page.keys(KeyCode.DIGIT0);
        assertThat(pane.model().grid().isWhole()).isTrue();
    }

    @Test
    void theLegendTellsBytes(FxRobot robot) {
        BitmapPicturePage page = new BitmapPicturePage(robot);
        long cell = 512L << pane.model().grid().zoom();
        assertThat(page.legend()).contains("nothing dirty", cell / 1024 + " KiB dirty");
        page.keys(KeyCode.EQUALS, KeyCode.EQUALS, KeyCode.EQUALS, KeyCode.EQUALS, KeyCode.EQUALS, KeyCode.EQUALS);
        assertThat(page.legend()).startsWith("nothing dirty", "512 bytes dirty");
    }

    @Test
    void theColoursAreThoseOfTheThemeAndTheShadesDiffer(FxRobot robot) throws IOException {
        for (String theme : new String[] {"light", "dark"}) {
            WritableImage[] shot = new WritableImage[1];
            robot.interact(() -> {
                Application.setUserAgentStylesheet(theme.equals("dark") ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
                dress(theme);
                scene.getRoot().applyCss();
                scene.getRoot().layout();
                shot[0] = scene.snapshot(null);
            });
            CountedCanvas<CellShade> canvas = canvas(robot);
            for (CellShade shade : CellShade.values()) {
                assertThat(canvas.colors().of(shade)).isNotEqualTo(Color.TRANSPARENT);
            }
            double[] full = middle(robot, 2 * PER_ENTRY + 5);
            double[] clean = middle(robot, 5);
            double top = canvas.localToScene(0, 0).getY();
            assertThat(shot[0].getPixelReader().getColor((int) full[0], (int) (top + full[1])))
                    .isEqualTo(canvas.colors().of(CellShade.FULL));
            assertThat(shot[0].getPixelReader().getColor((int) clean[0], (int) (top + clean[1])))
                    .isEqualTo(canvas.colors().of(CellShade.CLEAN));
            Screenshot.keep(shot[0], "bitmap-picture-" + theme);
        }
    }

    @Test
    void whatIsSelectedElsewhereIsMarked(FxRobot robot) throws IOException {
        BitmapPicturePage page = new BitmapPicturePage(robot);
        page.keys(KeyCode.EQUALS, KeyCode.EQUALS, KeyCode.EQUALS);
        robot.interact(() -> document.selectByte(image.bitmapData("b", 1) + 2100));
        robot.interact(() -> document.selectByte(image.bitmapData("b", 1) + 2105));

        CountedCanvas<CellShade> canvas = canvas(robot);
        double[] cell = middle(robot, PER_ENTRY + 2105 * 8);
        WritableImage[] shot = new WritableImage[1];
        robot.interact(() -> shot[0] = canvas.snapshot(null, null));
        Screenshot.keep(shot[0], "bitmap-picture-mark");
        assertThat(shot[0].getPixelReader().getColor((int) cell[0], (int) (cell[1] - canvas.side() / 2.0) - 2))
                .isEqualTo(canvas.colors().mark());
    }

    @Test
    void thePictureIsSavedAtTheChosenSize(FxRobot robot) throws IOException {
        BitmapPicturePage page = new BitmapPicturePage(robot);
        page.save();

        BufferedImage drawn = ImageIO.read(saved.toFile());
        assertThat(drawn.getWidth()).isEqualTo(1024);
        assertThat(drawn.getHeight()).isEqualTo(768);
        PictureGrid grid = PicturePng.grid(PER_ENTRY * 4L, 1024, 768);
        int side = 1024 / grid.columns();
        Color full = canvas(robot).colors().of(CellShade.FULL);
        int rgb = drawn.getRGB(grid.columnOf(2 * PER_ENTRY) * side, (int) grid.rowOf(2 * PER_ENTRY) * side);
        assertThat(Color.rgb(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff)).isEqualTo(full);
        assertThat(page.notice()).contains("Saved");

        Path own = image.writeTo(folder.resolve("b.png"));
        byte[] before = Files.readAllBytes(own);
        page.save();
        assertThat(Files.readAllBytes(own)).as("an image is never overwritten").isEqualTo(before);
        assertThat(page.notice()).contains("which is never overwritten");
        Files.delete(own);
    }
}
