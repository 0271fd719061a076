package io.github.qcowscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.ui.theme.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    private Path folder;

    @Test
    void comeBackFromTheirFile() {
        Path file = folder.resolve("deep").resolve("settings.properties");
        Path image = folder.resolve("ümläut = #1.qcow2");
        Settings before = Settings.in(file);
        before.remember(image);
        before.leave(image, "bitmaps/b0/table/3", 4711);
        before.setSession(new Settings.Session(List.of(image, folder.resolve("two")), image));
        before.languageProperty().set(Language.GERMAN);
        before.reopensSessionProperty().set(false);
        before.reloadOnChangeProperty().set(false);
        before.hexFontSizeProperty().set(17.5);
        before.recentLimitProperty().set(7);
        before.themeProperty().set(Theme.DARK);
        before.setBounds(new Settings.Bounds(1, 2, 300.5, 400, true));
        before.setNumber("divider", 0.25);
        before.reloadOnChangeProperty().set(false);
        before.save();

        Settings after = Settings.in(file);
        assertThat(after.recent()).containsExactly(new Settings.Recent(image, "bitmaps/b0/table/3", 4711));
        assertThat(after.lastPlace(image).at()).isEqualTo(4711);
        assertThat(after.session()).isEqualTo(new Settings.Session(List.of(image, folder.resolve("two")), image));
        assertThat(after.languageProperty().get()).isEqualTo(Language.GERMAN);
        assertThat(after.reopensSessionProperty().get()).isFalse();
        assertThat(after.reloadOnChangeProperty().get()).isFalse();
        assertThat(after.hexFontSizeProperty().get()).isEqualTo(17.5);
        assertThat(after.recentLimitProperty().get()).isEqualTo(7);
        assertThat(after.themeProperty().get()).isEqualTo(Theme.DARK);
        assertThat(after.bounds()).isEqualTo(new Settings.Bounds(1, 2, 300.5, 400, true));
        assertThat(after.number("divider", 0.5)).isEqualTo(0.25);
        assertThat(after.reloadOnChangeProperty().get()).isFalse();
        assertThat(after.lastFolder()).isEqualTo(folder);
    }

    @Test
    void keepTheLatestImagesWithoutRepetition() {
        Settings settings = Settings.inMemory();
        for (int i = 0; i < 20; i++) {
            settings.remember(Path.of("image" + i));
        }
        settings.leave(Path.of("image15"), "header", 4);
        settings.remember(Path.of("image15"));
        assertThat(settings.recent()).hasSize(12);
        assertThat(settings.recent().getFirst()).isEqualTo(new Settings.Recent(Path.of("image15"), "header", 4));
        assertThat(settings.recent()).filteredOn(image -> image.file().equals(Path.of("image15"))).hasSize(1);
    }

    @Test
    void forgetAnImageThatLeavesTheList() {
        Path file = folder.resolve("settings.properties");
        Settings settings = Settings.in(file);
        settings.remember(Path.of("a"));
        settings.remember(Path.of("b"));
        settings.save();
        settings.forgetAll();
        settings.save();
        assertThat(Settings.in(file).recent()).isEmpty();
    }

    @Test
    void keepAsManyImagesAsTheUserWants() {
        Settings settings = Settings.inMemory();
        settings.recentLimitProperty().set(3);
        for (int i = 0; i < 5; i++) {
            settings.remember(Path.of("image" + i));
        }
        assertThat(settings.recent()).extracting(Settings.Recent::file)
                .containsExactly(Path.of("image4"), Path.of("image3"), Path.of("image2"));
        settings.recentLimitProperty().set(0);
        assertThat(settings.recent()).isEmpty();
        settings.remember(Path.of("image"));
        assertThat(settings.recent()).isEmpty();
    }

    @Test
    void doNotListAnImageAgainThatTheUserWantedForgotten() {
        Settings settings = Settings.inMemory();
        settings.remember(Path.of("a"));
        settings.forgetAll();
        settings.leave(Path.of("a"), "header", 0);
        assertThat(settings.recent()).isEmpty();
        assertThat(settings.lastPlace(Path.of("a"))).isEqualTo(new Settings.Recent(Path.of("a"), "", 0));
    }

    @Test
    void forgetTheImagesOfALongerSession() {
        Path file = folder.resolve("settings.properties");
        Settings settings = Settings.in(file);
        settings.setSession(new Settings.Session(List.of(Path.of("a"), Path.of("b"), Path.of("c")), null));
        settings.save();
        settings.setSession(new Settings.Session(List.of(Path.of("c")), Path.of("c")));
        settings.save();
        assertThat(Settings.in(file).session()).isEqualTo(new Settings.Session(List.of(Path.of("c")), Path.of("c")));
    }

    @Test
    void startAfreshWhereTheFileCannotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("settings.properties"), "theme=DARK\nbroken=\\u12");
        assertThat(Settings.in(file).recent()).isEmpty();
        assertThat(Settings.in(folder).recent()).isEmpty();
    }

    @Test
    void passOverValuesThatMakeNoSense() throws IOException {
        Path file = folder.resolve("settings.properties");
        Files.writeString(file, "theme=PINK\nlanguage=latin\nhex-font-size=900\nrecent.limit=-3\n"
                + "session.0=a\\u0000b\nsession.1=c\nrecent.1.file=d\nrecent.1.offset=-7\nwindow.width=wide\n"
                + "divider=NaN\nrecent.0.file=a\\u0000b");
        Settings settings = Settings.in(file);
        assertThat(settings.themeProperty().get()).isEqualTo(Theme.SYSTEM);
        assertThat(settings.bounds()).isNull();
        assertThat(settings.number("divider", 0.5)).isEqualTo(0.5);
        assertThat(settings.recent()).isEmpty();
        assertThat(settings.languageProperty().get()).isEqualTo(Language.SYSTEM);
        assertThat(settings.hexFontSizeProperty().get()).isEqualTo(48);
        assertThat(settings.recentLimitProperty().get()).isZero();
        assertThat(settings.session().files()).containsExactly(Path.of("c"));
    }

    @Test
    void areNoReasonToFailWhereTheyCannotBeSaved() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "").resolve("settings.properties");
        Settings settings = Settings.in(file);
        settings.remember(Path.of("a"));
        settings.save();
        assertThat(settings.recent()).hasSize(1);
    }
}
