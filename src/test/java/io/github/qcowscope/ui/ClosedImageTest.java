package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.ui.document.Document;
import java.lang.ref.WeakReference;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.api.FxToolkitContext;

/** A closed image is gone: its file is not mapped any more, and nothing keeps what was made of it in memory. */
class ClosedImageTest extends WindowTest {

    private static final int COLLECTIONS = 20;

    @Test
    void nothingKeepsAClosedImage() {
        window.open(image);
        useIt();
        ByteSource source = Objects.requireNonNull(window.document()).image().source();
        WeakReference<Document> document = new WeakReference<>(window.document());
        WeakReference<Node> bytes = new WeakReference<>(window.query(".hex-pane"));
        window.menu("file", "close");
        assertThat(source.read(0, new byte[1], 0, 1)).isZero();
        assertThat(source.whyUnreadable(0)).contains("closed");
        source = null;
        // A scene keeps what the pointer was over until it moves, and TestFX the target of every event.
        window.moveTo("#start-open");
        FxToolkitContext robot = FxToolkit.toolkitContext();
        window.act(() -> robot.setRegisteredStage(robot.getRegisteredStage()));
        collect(document);
        collect(bytes);
        assertThat(document.get()).as("the document").isNull();
        assertThat(bytes.get()).as("the pane of the bytes").isNull();
    }

    private void useIt() {
        window.tree().clickArrow("bitmaps");
        window.tree().click("bitmaps/bitmap-1");
        window.table("entries").click(2);
        window.clickByte(0x1b);
        window.press(KeyCode.CONTROL, KeyCode.F);
        window.press(KeyCode.ESCAPE);
    }

    /** A collection need not find all at once. What the pulses between them let go of can go, too. */
    private void collect(WeakReference<?> wanted) {
        for (int i = 0; i < COLLECTIONS && wanted.get() != null; i++) {
            System.gc();
            window.settle();
        }
    }
}
