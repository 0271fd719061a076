package io.github.qcowscope.ui;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.ui.page.WindowPage;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.workspace.Sample;
import java.io.IOException;
import java.nio.file.Path;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;

/** A window of its own for each test, and an image with two bitmaps to open in it. */
abstract class WindowTest extends ApplicationTest {

    @TempDir
    static Path folder;

    final TestImage built = new ImageBuilder().clusterBits(12).size(64 << 20)
            .bitmap(BitmapSpec.named("bitmap-1").auto().granularityBits(9).data(0xff).zeroes().ones().data(1))
            .bitmap(BitmapSpec.named("bitmap-2").inUse().zeroes())
            .build();
    final Settings settings = Settings.inMemory();
    WindowPage window;
    Path image;

    @Override
    public void start(Stage stage) throws IOException {
        window = new WindowPage(stage, settings, new Sample(SampleImage.FILE.toUri().toURL()));
    }

    @BeforeEach
    void write() {
        image = built.writeTo(folder.resolve("disk.qcow2"));
    }
}
