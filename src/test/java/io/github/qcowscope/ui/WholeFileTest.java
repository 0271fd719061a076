package io.github.qcowscope.ui;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.hex.HexPane;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.page.HexPage;
import io.github.qcowscope.ui.page.SwiftRobot;
import io.github.qcowscope.ui.theme.Theme;
import io.github.qcowscope.ui.theme.Themes;
import io.github.qcowscope.ui.tree.TreePane;
import io.github.qcowscope.ui.tree.TreeRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@Tag("window")
@ExtendWith(ApplicationExtension.class)
@DisplayName("Tree and bytes of a whole file")
class WholeFileTest {

    private static final String INFLATED = "l1/0/l2/5/compressed-data/inflated";

    private final TestImage test = new ImageBuilder().clusterBits(12).size(8 << 20).data(0, "plain")
            .compressed(0x5000, "abcdefgh".repeat(512).getBytes(US_ASCII)).build();
    private final AtOnce background = new AtOnce();
    private final Document document = new Document(Path.of("test.qcow2"), test.open(), background);
    private final FxRobot robot = new SwiftRobot();
    private HexPane hex;
    private HexPage page;

    @Start
    void start(Stage stage) {
        hex = new HexPane(document);
        page = new HexPage(robot, hex);
        Scene scene = new Scene(new SplitPane(new TreePane(document, background, new ContextMenu()), hex), 960, 600);
        new Themes(new SimpleObjectProperty<>(Theme.LIGHT)).dress(scene);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    private Node node(String path) {
        return Objects.requireNonNull(document.root().find(path), path);
    }

    private String bytes() {
        return String.join("\n", page.rows());
    }

    @SuppressWarnings("unchecked")
    private List<String> rows() {
        return ((ListView<TreeRow>) robot.lookup("#tree").queryAs(ListView.class)).getItems().stream()
                .map(row -> row.node().path()).toList();
    }

    @Test
    @DisplayName("show what a compressed cluster inflates to, and the file again by going back")
    void inflated() {
        page.act(() -> document.select(node("l1/0/l2/5")));
        assertThat(bytes()).doesNotContain("abcdefghabcdefgh");
        page.act(() -> document.select(node(INFLATED)));
        assertThat(bytes()).startsWith("00000000  61 62 63 64");
        assertThat(bytes()).contains("abcdefghabcdefgh");
        assertThat(rows()).contains(INFLATED);

        page.act(document::back);
        assertThat(bytes()).doesNotContain("abcdefghabcdefgh");
        assertThat(document.selectedNode().path()).isEqualTo("l1/0/l2/5");
    }

    @Test
    @DisplayName("have the gaps when they are known, and keep open what was open")
    void gaps() {
        page.act(() -> document.select(node("l1/0/l2/5")));
        assertThat(rows()).contains("l1/0/l2/5").doesNotContain("gaps");
        page.act(() -> {
            if (HostMap.of(document.image(), HostMap.usualMemory(), Progress.NONE) instanceof HostMap.Ready ready) {
                document.attach(ready.map());
            }
        });

        assertThat(rows()).contains("l1/0/l2/5", "gaps");
        assertThat(document.selectedNode().path()).isEqualTo("l1/0/l2/5");
        page.act(() -> document.selectByte(test.l1Table() + 100));
        assertThat(document.selectedNode().path()).isEqualTo("gaps/0x%x".formatted(test.l1Table() + 32));
        assertThat(rows()).contains(document.selectedNode().path());
    }
}
