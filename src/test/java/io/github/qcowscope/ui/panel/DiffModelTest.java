package io.github.qcowscope.ui.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.diff.Difference.Change;
import io.github.qcowscope.dump.ListFormat;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.ui.AtOnce;
import io.github.qcowscope.ui.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What differs between two images")
class DiffModelTest {

    @TempDir
    Path folder;

    private Path file;
    private Path other;
    private Document document;

    private static ImageBuilder image() {
        return new ImageBuilder().clusterBits(12).size(1 << 20)
                .bitmap(BitmapSpec.named("kept").granularityBits(16).auto());
    }

    @BeforeEach
    void open() throws IOException {
        file = image().bitmap(BitmapSpec.named("gone").granularityBits(16)).build().writeTo(folder.resolve("a.qcow2"));
        other = new ImageBuilder().clusterBits(12).size(1 << 20)
                .bitmap(BitmapSpec.named("kept").granularityBits(16).inUse())
                .bitmap(BitmapSpec.named("new").granularityBits(16)).build().writeTo(folder.resolve("b.qcow2"));
        document = new Document(file, new Qcow2Image(MappedFile.open(file)), new AtOnce());
    }

    @AfterEach
    void close() {
        document.close();
    }

    private DiffModel compare(Path with) {
        return new DiffModel(document, new AtOnce(), with);
    }

    private static ImageDiff.Row row(DiffModel model, String path) {
        return model.rows().stream().filter(row -> row.path().equals(path)).findFirst().orElseThrow();
    }

    @Test
    void tellsWhatIsAddedRemovedAndChangedWithOldAndNewValue() {
        DiffModel model = compare(other);
        assertThat(row(model, "bitmaps/gone").change()).isEqualTo(Change.REMOVED);
        assertThat(row(model, "bitmaps/new").change()).isEqualTo(Change.ADDED);
        ImageDiff.Row flags = row(model, "bitmaps/kept/flags");
        assertThat(flags.change()).isEqualTo(Change.CHANGED);
        assertThat(flags.before()).contains("auto").doesNotContain("in_use");
        assertThat(flags.after()).contains("in_use");
        assertThat(model.summaryProperty().get()).contains("1 added, 1 removed");
    }

    @Test
    void listsOnlyOneKindWhereThatIsWanted() {
        DiffModel model = compare(other);
        int all = model.rows().size();
        model.onlyProperty().set(Change.CHANGED);
        assertThat(model.rows()).hasSize(all - 2).extracting(ImageDiff.Row::change).containsOnly(Change.CHANGED);
        model.onlyProperty().set(null);
        assertThat(model.rows()).hasSize(all);
    }

    @Test
    void selectsTheNodeOfTheOpenImage() {
        DiffModel model = compare(other);
        model.select(row(model, "bitmaps/kept/flags"));
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/kept/flags");
        model.select(row(model, "bitmaps/gone"));
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/gone");
        model.select(row(model, "bitmaps/new"));
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps");
    }

    @Test
    void savesWhatTheCommandLinePrintsAndNeverOverAnImage() throws IOException {
        DiffModel model = compare(other);
        model.onlyProperty().set(Change.ADDED);
        Path target = folder.resolve("diff.txt");
        model.save(target, ListFormat.HUMAN);
        assertThat(Files.readString(target)).contains("removed  bitmaps/gone", "added    bitmaps/new", "# 1 added, 1 removed");
        assertThat(model.messageProperty().get()).isEqualTo("Saved " + target + ".");
        byte[] before = Files.readAllBytes(other);
        model.save(other, ListFormat.HUMAN);
        assertThat(model.messageProperty().get()).contains("which is never overwritten");
        assertThat(Files.readAllBytes(other)).isEqualTo(before);
    }

    @Test
    void saysThatNothingDiffers() {
        DiffModel model = compare(file);
        assertThat(model.rows()).isEmpty();
        assertThat(model.summaryProperty().get()).startsWith("The structures of both are the same");
        assertThat(model.canSaveProperty().get()).isTrue();
    }

    @Test
    void saysWhyAFileCannotBeCompared() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no image at all");
        assertThat(compare(text).summaryProperty().get()).isEqualTo(text + " is not a QCOW2 image.");
        DiffModel missing = compare(folder.resolve("missing.qcow2"));
        assertThat(missing.summaryProperty().get()).contains("missing.qcow2");
        assertThat(missing.canSaveProperty().get()).isFalse();
    }

    @Test
    void stopsWhenNobodyWantsItAnyMore() {
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> ImageDiff.of(document.image(), other, cancelled)).isInstanceOf(Cancelled.class);
        Path target = folder.resolve("half.txt");
        assertThatThrownBy(() -> ImageDiff.save(document.image(), other, ListFormat.HUMAN, target, cancelled))
                .isInstanceOf(Cancelled.class);
        assertThat(folder).isDirectoryNotContaining("glob:**.{txt,part}");
    }

    @Test
    void keepsTheFirstOfVeryManyDifferences() throws IOException {
        file = image().bitmap(BitmapSpec.named("wide").granularityBits(9).tableSize(20_000)).build()
                .writeTo(folder.resolve("c.qcow2"));
        BitmapSpec ones = BitmapSpec.named("wide").granularityBits(9);
        for (int i = 0; i < 20_000; i++) {
            ones = ones.ones();
        }
        other = image().bitmap(ones).build().writeTo(folder.resolve("d.qcow2"));
        document.close();
        document = new Document(file, new Qcow2Image(MappedFile.open(file)), new AtOnce());
        DiffModel model = compare(other);
        assertThat(model.rows()).hasSize(ImageDiff.MOST);
        assertThat(model.summaryProperty().get()).startsWith("The first 10,000 differences");
    }
}
