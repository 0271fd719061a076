package io.github.qcowscope.ui.panel.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.page.BitmapRangesPage;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@DisplayName("The table of a bitmap's ranges, on the screen")
@ExtendWith(ApplicationExtension.class)
class BitmapRangesPaneTest {

    @TempDir
    static Path folder;

    private final TestImage image = new ImageBuilder().clusterBits(12).size(64 << 20)
            .bitmap(BitmapSpec.named("b").granularityBits(12).data(0x01, 0x00, 0xff, 0x06)).build();
    private final AtOnce background = new AtOnce();
    private final Document document = new Document(Path.of("image.qcow2"), image.open(), background);

    @Start
    void start(Stage stage) {
        BitmapRangesPane pane = new BitmapRangesPane(document, background,
                (owner, title, name) -> Optional.of(folder.resolve(name)));
        stage.setScene(new Scene(new StackPane(pane.view()), 900, 400));
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @Test
    void aHeadSortsAndARowLeadsToItsBit(FxRobot robot) {
        BitmapRangesPage page = new BitmapRangesPage(robot);
        assertThat(page.starts()).containsExactly("0x0", "0x10000", "0x19000");
        page.sortBy("Length", SortType.DESCENDING);
        assertThat(page.starts()).containsExactly("0x10000", "0x19000", "0x0");
        page.click("0x19000");
        assertThat(document.caret()).isEqualTo(image.bitmapData("b", 0) + 3);
    }

    @Test
    void theRangesAreSaved(FxRobot robot) {
        BitmapRangesPage page = new BitmapRangesPage(robot);
        page.saveAsCsv();
        assertThat(folder.resolve("b.csv")).hasContent("""
                start,length,clusters,state
                0,4096,1,dirty
                65536,32768,8,dirty
                102400,8192,2,dirty
                """);
        assertThat(page.summary()).contains("Saved");
    }
}
