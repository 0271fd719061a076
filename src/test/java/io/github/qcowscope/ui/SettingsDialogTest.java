package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.ui.page.SettingsPage;
import io.github.qcowscope.ui.page.WindowPage;
import io.github.qcowscope.ui.settings.Language;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.theme.Theme;
import io.github.qcowscope.ui.workspace.Sample;
import java.io.IOException;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/** What can be chosen in the settings, and that each choice takes effect at once. */
class SettingsDialogTest extends WindowTest {

    private final Settings settings = Settings.inMemory();
    private SettingsPage dialog;

    @Override
    public void start(Stage stage) throws IOException {
        window = new WindowPage(stage, settings, new Sample(SampleImage.FILE.toUri().toURL()));
        dialog = window.settings();
    }

    @Test
    void everySettingTakesEffectAtOnce() {
        window.open(image);
        window.press(KeyCode.CONTROL, KeyCode.COMMA);
        assertThat(dialog.isShown()).isTrue();

        dialog.choose("theme", Theme.HIGH_CONTRAST.ordinal());
        assertThat(window.isDressedIn("palette-high-contrast")).isTrue();
        assertThat(window.isDressedIn("/high-contrast.css")).isTrue();
        dialog.choose("theme", Theme.LIGHT.ordinal());
        assertThat(window.isDressedIn("palette-light")).isTrue();
        assertThat(window.isDressedIn("high-contrast")).isFalse();

        double before = window.hexFontSize();
        dialog.increase("font-size");
        assertThat(window.hexFontSize()).isEqualTo(before + 1);

        dialog.increase("recent");
        assertThat(settings.recentLimitProperty().get()).isEqualTo(13);
        window.click("#settings-forget");
        assertThat(settings.recent()).isEmpty();

        assertThat(dialog.isTicked("reopen")).isTrue();
        dialog.tick("reopen");
        assertThat(settings.reopensSessionProperty().get()).isFalse();
        dialog.tick("reload");
        assertThat(settings.reloadOnChangeProperty().get()).isFalse();
        window.press(KeyCode.ESCAPE);
        assertThat(dialog.isShown()).isFalse();
    }

    @Test
    void anotherLanguageIsSpokenFromTheNextStartOn() {
        window.menu("edit", "settings");
        assertThat(dialog.asksForRestart()).isFalse();
        dialog.choose("language", Language.GERMAN.ordinal());
        assertThat(dialog.asksForRestart()).isTrue();
        assertThat(settings.languageProperty().get()).isEqualTo(Language.GERMAN);
        dialog.choose("language", Language.SYSTEM.ordinal());
        assertThat(dialog.asksForRestart()).isFalse();
    }

    @Test
    void theMenuOfThemesFollowsTheSettings() {
        window.act(() -> settings.themeProperty().set(Theme.DARK));
        window.menu("view", "theme", "#theme-high-contrast");
        assertThat(settings.themeProperty().get()).isEqualTo(Theme.HIGH_CONTRAST);
        assertThat(window.isDressedIn("palette-high-contrast")).isTrue();
    }
}
