package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.App;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.page.HexPage;
import io.github.qcowscope.ui.page.SwiftRobot;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationTest;

/** A window with a hex pane and nothing else, for each test. */
@Tag("window")
abstract class HexPaneWindow extends ApplicationTest {

    final FxRobot robot = new SwiftRobot();
    Scene scene;
    Document document;
    HexPane pane;
    HexPage page;
    private final StackPane root = new StackPane();

    @Override
    public void start(Stage stage) {
        scene = new Scene(root, 760, 600);
        useTheme("light");
        root.setAlignment(Pos.TOP_LEFT);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    /** Dresses the pane in the colours of a theme. */
    void useTheme(String name) {
        scene.getStylesheets().setAll(
                Objects.requireNonNull(App.class.getResource("palette-" + name + ".css")).toExternalForm());
    }

    /** Shows bytes. */
    void open(ByteSource source) {
        robot.interact(() -> {
            document = HexImage.document(source);
            pane = new HexPane(document);
            root.getChildren().setAll(pane);
        });
        page = new HexPage(robot, pane);
        page.act(pane::requestFocus);
    }

    /** Shows an image of two mebibytes. */
    void openImage() {
        open(new WatchedBytes(HexImage.bytes(), 2 << 20));
    }

    /** A node of the image that is shown. */
    Node node(String path) {
        return Objects.requireNonNull(document.root().find(path), path);
    }
}
