package io.github.qcowscope.ui.panel.map;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.ui.App;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.page.ClusterMapPage;
import io.github.qcowscope.ui.page.Screenshot;
import io.github.qcowscope.ui.picture.PictureGrid;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

@DisplayName("The cluster map, on the screen")
@ExtendWith(ApplicationExtension.class)
class ClusterMapPaneTest {

    private static final int CLUSTER = 4096;

    @TempDir
    static Path folder;

    private final AtOnce background = new AtOnce();
    private final TestImage image = image();
    private final Document document = new Document(Path.of("image.qcow2"), image.open(), background);
    private ClusterMapPane pane;
    private Scene scene;
    private Path saved = Path.of("");

    /** Something of every sort that an image can have and be in order, some free clusters, and a leaked one. */
    private static TestImage image() {
        TestImage made = new ImageBuilder().clusterBits(12).size(32 << 20).luks(new byte[100])
                .data(0, "a".repeat(600 * CLUSTER))
                .compressed(1000 * CLUSTER, "z".repeat(4 * CLUSTER).getBytes(US_ASCII))
                .snapshot(SnapshotSpec.named("s"))
                .data(0, "b".repeat(100 * CLUSTER))
                .bitmap(BitmapSpec.named("bits").granularityBits(9).data(1).data(2)).build();
        long end = made.length() / CLUSTER;
        return made.setLength((end + 200) * CLUSTER).refcount(end + 100, 1);
    }

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        background.hold();
        pane = new ClusterMapPane(document, background, (owner, title, name) -> {
            saved = folder.resolve(name);
            return Optional.of(saved);
        });
        scene = new Scene(new StackPane(pane.view()), 900, 500);
        dress("light");
        stage.setScene(scene);
        // The stage is the same for all tests, and keeps the size that another one gave it.
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(900);
        stage.setHeight(500);
        stage.show();
    }

    private void dress(String theme) {
        scene.getStylesheets().clear();
        for (String sheet : new String[] {"palette-" + theme + ".css", "qcowscope.css", "cluster-map.css"}) {
            scene.getStylesheets().add(Objects.requireNonNull(App.class.getResource(sheet)).toExternalForm());
        }
    }

    private ClusterMapPage ready(FxRobot robot) {
        robot.interact(background::release);
        return new ClusterMapPage(robot);
    }

    /** The middle of a cluster's cell, in pixels. */
    private double[] middle(long cluster) {
        PictureGrid grid = pane.model().grid();
        int side = pane.model().side();
        return new double[] {(grid.columnOf(cluster) + 0.5) * side, (grid.rowOf(cluster) + 0.5) * side};
    }

    @Test
    void showsThatItIsBeingMadeAndThenTheMap(FxRobot robot) {
        ClusterMapPage page = new ClusterMapPage(robot);
        assertThat(page.isWalking()).isTrue();
        assertThat(page.why()).startsWith("Walking through all tables");
        ready(robot);
        assertThat(page.isWalking()).isFalse();
        assertThat(page.legend()).contains("Leaked 1", "Encryption header 1", "Compressed guest data 1");
        assertThat(page.spoken()).contains("clusters: Leaked 1, Header 1");
    }

    @Test
    void aClickSelectsTheOwnerInTreeAndBytes(FxRobot robot) {
        ClusterMapPage page = ready(robot);
        long cluster = image.hostOffset(200 * CLUSTER) / CLUSTER;
        double[] cell = middle(cluster);
        page.click(cell[0], cell[1]);
        assertThat(document.selectedNode().path()).isEqualTo("l1/0/l2/200/data");
        assertThat(document.caret()).isEqualTo(cluster * CLUSTER);
    }

    @Test
    void hoveringTellsTheOwnersAndPreviewsTheFirst(FxRobot robot) {
        ClusterMapPage page = ready(robot);
        long cluster = image.hostOffset(300 * CLUSTER) / CLUSTER;
        double[] cell = middle(cluster);
        page.hover(cell[0], cell[1]);
        assertThat(page.info()).contains("Cluster " + cluster).contains("l1/0/l2/300/data (guest 0x12c000-0x12cfff)")
                .contains("snapshots/0/l1/0/l2/300/data").contains("refcount 2 for 2 owners");
        assertThat(Objects.requireNonNull(document.hoveredNodeProperty().get()).path()).isEqualTo("l1/0/l2/300/data");
        page.hover(890, 5);
        assertThat(page.info()).startsWith("Scroll to pan");
    }

    @Test
    void theKeysZoomMoveAndSelect(FxRobot robot) {
        ClusterMapPage page = ready(robot);
        page.keys(KeyCode.EQUALS, KeyCode.EQUALS, KeyCode.END, KeyCode.HOME, KeyCode.RIGHT, KeyCode.ENTER);
        assertThat(pane.model().cursorProperty().get()).isEqualTo(1);
        assertThat(document.caret()).isEqualTo(CLUSTER);
        assertThat(page.spoken()).contains("Cluster 1 at 0x1000");
        assertThat(pane.model().grid().isWhole()).isFalse();
        page.keys(KeyCode.DIGIT0);
        assertThat(pane.model().grid().isWhole()).isTrue();
    }

    @Test
    void theColoursAreThoseOfTheThemeAndDiffer(FxRobot robot) throws IOException {
        ready(robot);
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
            ClusterMapCanvas canvas = robot.lookup("#cluster-map").queryAs(ClusterMapCanvas.class);
            Set<Color> seen = new HashSet<>();
            for (ClusterSort sort : ClusterSort.values()) {
                Color color = canvas.colors().of(sort);
                assertThat(color).as(sort.colorName()).isNotEqualTo(Color.TRANSPARENT);
                assertThat(seen.add(color)).as("%s has a colour of its own", sort).isTrue();
            }
            double[] leaked = middle(image.length() / CLUSTER - 100);
            double[] shared = middle(image.hostOffset(300 * CLUSTER) / CLUSTER);
            double top = canvas.localToScene(0, 0).getY();
            assertThat(shot[0].getPixelReader().getColor((int) leaked[0], (int) (top + leaked[1])))
                    .isEqualTo(canvas.colors().of(ClusterSort.LEAKED));
            assertThat(shot[0].getPixelReader().getColor((int) shared[0], (int) (top + shared[1])))
                    .isEqualTo(canvas.colors().of(ClusterSort.SHARED));
            Screenshot.keep(shot[0], "cluster-map-" + theme);
        }
    }

    @Test
    void thePictureIsSavedAndNeverOverAnImage(FxRobot robot) throws IOException {
        ClusterMapPage page = ready(robot);
        page.save();
        BufferedImage drawn = ImageIO.read(saved.toFile());
        assertThat(drawn.getWidth()).isBetween(700, 1024);
        assertThat(page.notice()).contains("Saved");
        assertThat(saved.getFileName().toString()).endsWith("-clusters.png");
        image.writeTo(saved);
        page.save();
        assertThat(page.notice()).contains("which is never overwritten");
    }
}
