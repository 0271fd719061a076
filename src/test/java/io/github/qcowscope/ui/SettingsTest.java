package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        before.remember(image, "bitmaps/b0/table/3");
        before.themeProperty().set(Theme.DARK);
        before.setBounds(new Settings.Bounds(1, 2, 300.5, 400, true));
        before.setNumber("divider", 0.25);
        before.reloadsOnChangeProperty().set(false);
        before.save();

        Settings after = Settings.in(file);
        assertThat(after.recent()).containsExactly(new Settings.Recent(image, "bitmaps/b0/table/3"));
        assertThat(after.lastNode(image)).isEqualTo("bitmaps/b0/table/3");
        assertThat(after.themeProperty().get()).isEqualTo(Theme.DARK);
        assertThat(after.bounds()).isEqualTo(new Settings.Bounds(1, 2, 300.5, 400, true));
        assertThat(after.number("divider", 0.5)).isEqualTo(0.25);
        assertThat(after.reloadsOnChangeProperty().get()).isFalse();
        assertThat(after.lastFolder()).isEqualTo(folder);
    }

    @Test
    void keepTheLatestImagesWithoutRepetition() {
        Settings settings = Settings.inMemory();
        for (int i = 0; i < 20; i++) {
            settings.remember(Path.of("image" + i), "");
        }
        settings.remember(Path.of("image15"), "header");
        assertThat(settings.recent()).hasSize(12);
        assertThat(settings.recent().getFirst()).isEqualTo(new Settings.Recent(Path.of("image15"), "header"));
        assertThat(settings.recent()).filteredOn(image -> image.file().equals(Path.of("image15"))).hasSize(1);
    }

    @Test
    void forgetAnImageThatLeavesTheList() {
        Path file = folder.resolve("settings.properties");
        Settings settings = Settings.in(file);
        settings.remember(Path.of("a"), "");
        settings.remember(Path.of("b"), "");
        settings.save();
        settings.forgetAll();
        settings.save();
        assertThat(Settings.in(file).recent()).isEmpty();
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
        Files.writeString(file, "theme=PINK\nwindow.width=wide\ndivider=NaN\nrecent.0.file=a\\u0000b");
        Settings settings = Settings.in(file);
        assertThat(settings.themeProperty().get()).isEqualTo(Theme.SYSTEM);
        assertThat(settings.bounds()).isNull();
        assertThat(settings.number("divider", 0.5)).isEqualTo(0.5);
        assertThat(settings.recent()).isEmpty();
    }

    @Test
    void areNoReasonToFailWhereTheyCannotBeSaved() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "").resolve("settings.properties");
        Settings settings = Settings.in(file);
        settings.remember(Path.of("a"), "");
        settings.save();
        assertThat(settings.recent()).hasSize(1);
    }
}
