package io.github.qcowscope.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** What becomes of what is on the screen when the theme changes. */
class ThemesTest extends ApplicationTest {

    private final ObjectProperty<Theme> wanted = new SimpleObjectProperty<>(Theme.LIGHT);
    /** Held on to, as a window does. */
    private Themes themes;
    private Label label;
    private StackPane root;

    @Override
    public void start(Stage stage) {
        label = new Label("something");
        root = new StackPane(label);
        Scene scene = new Scene(root, 300, 200);
        themes = new Themes(wanted);
        themes.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    /**
     * What it belongs to may be gone already, while the tip still asks it for the colours of the new theme; JavaFX complains
     * of that in the log.
     */
    @Test
    void aTipGoesWithTheThemeItWasShownIn() throws TimeoutException {
        interact(() -> {
            Tooltip tip = new Tooltip("a tip");
            tip.setShowDelay(Duration.millis(1));
            label.setTooltip(tip);
        });
        moveTo(label).moveBy(3, 0);
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> tips() == 1);
        interact(() -> {
            root.getChildren().clear();
            wanted.set(Theme.DARK);
            assertThat(tips()).isZero();
        });
    }

    private long tips() {
        return Window.getWindows().stream().filter(Tooltip.class::isInstance).count();
    }
}
