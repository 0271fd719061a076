package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.ui.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Where the keyboard is when an image has been opened, in whichever way: in its tree. */
class FirstFocusTest extends WindowTest {

    private void isInTheTree(String way) {
        assertThat(window.hasFocus("#tree")).as(way).isTrue();
        assertThat(window.bubble()).as("the help of a field that %s passed", way).isEmpty();
    }

    private void startAgain() {
        window.act(() -> List.copyOf(window.workspace().documents()).forEach(window.workspace()::close));
        assertThat(window.isAtStart()).isTrue();
    }

    @Test
    void eachWayToOpenTheFirstImageLeadsToItsTree() {
        window.openByMenu(image);
        isInTheTree("the menu");
        startAgain();
        window.open(image);
        isInTheTree("the key");
        startAgain();
        window.click("disk.qcow2");
        isInTheTree("a recent image");
        startAgain();
        // As an argument of the command line and a drop do it.
        window.act(() -> window.workspace().openTarget(image + "#header/size"));
        isInTheTree("an argument");
        startAgain();
        window.act(() -> {
            settings.setSession(new Settings.Session(List.of(image), image));
            window.workspace().restoreSession();
        });
        isInTheTree("the session");
        startAgain();
        window.click("#start-sample");
        isInTheTree("the sample");
    }

    @Test
    void anotherImageHasTheFocusInItsTreeToo() {
        Path other = new ImageBuilder().build().writeTo(folder.resolve("second.qcow2"));
        window.open(image);
        window.press(KeyCode.F6);
        assertThat(window.hasFocus(".hex-pane")).isTrue();
        window.open(other);
        isInTheTree("the second image");
        window.press(KeyCode.CONTROL, KeyCode.TAB);
        assertThat(window.hasFocus(".hex-pane")).isTrue();
        window.press(KeyCode.CONTROL, KeyCode.W);
        isInTheTree("the image that is left");
    }
}
