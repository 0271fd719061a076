package io.github.qcowscope.ui.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.diff.DiffRow;
import io.github.qcowscope.diff.Difference.Change;
import io.github.qcowscope.diff.Pair;
import io.github.qcowscope.dump.ListFormat;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    private static DiffModel.Shown shown(DiffModel model) {
        return Objects.requireNonNull(model.shownProperty().get(), () -> model.summaryProperty().get());
    }

    /** All rows, as if every one had been opened. */
    private static List<DiffRow> rows(DiffModel model) {
        List<DiffRow> rows = new ArrayList<>();
        collect(model, shown(model).root(), rows);
        return rows;
    }

    private static void collect(DiffModel model, DiffRow row, List<DiffRow> into) {
        into.add(row);
        if (shown(model).mayHaveRows(row)) {
            model.below(row, below -> below.forEach(each -> collect(model, each, into)));
        }
    }

    private static List<String> paths(DiffModel model) {
        return rows(model).stream().filter(shown(model)::isDifference).map(row -> row.pair().there().path()).toList();
    }

    private static DiffRow row(DiffModel model, String path) {
        return rows(model).stream().filter(row -> row.pair().there().path().equals(path)).findFirst().orElseThrow();
    }

    private static Change change(DiffRow row) {
        return Objects.requireNonNull(row.pair().difference()).change();
    }

    @Test
    void tellsWhatIsAddedRemovedAndChangedWithOldAndNewValue() {
        DiffModel model = compare(other);
        assertThat(change(row(model, "bitmaps/gone"))).isEqualTo(Change.REMOVED);
        assertThat(change(row(model, "bitmaps/new"))).isEqualTo(Change.ADDED);
        Pair flags = row(model, "bitmaps/kept/flags").pair();
        assertThat(Objects.requireNonNull(flags.before()).value().text()).contains("auto").doesNotContain("in_use");
        assertThat(Objects.requireNonNull(flags.after()).value().text()).contains("in_use");
        assertThat(model.summaryProperty().get()).contains("1 added, 1 removed");
    }

    @Test
    void listsOnlyOneKindWhereThatIsWanted() {
        DiffModel model = compare(other);
        int all = paths(model).size();
        model.onlyProperty().set(Change.CHANGED);
        assertThat(paths(model)).hasSize(all - 2).doesNotContain("bitmaps/new", "bitmaps/gone");
        model.onlyProperty().set(Change.ADDED);
        assertThat(paths(model)).containsExactly("bitmaps/new");
        model.onlyProperty().set(null);
        assertThat(paths(model)).hasSize(all);
    }

    @Test
    void listsOnlyWhatHasATextInItsPathOrItsValues() {
        DiffModel model = compare(other);
        model.textProperty().set("KEPT/fl");
        assertThat(paths(model)).containsExactly("bitmaps/kept/flags");
        assertThat(model.summaryProperty().get()).isEqualTo(
                "1 changed, 0 added, 0 removed with \u201cKEPT/fl\u201d in path or value.");
        model.textProperty().set("in_use");
        assertThat(paths(model)).containsExactly("bitmaps/kept/flags");
        model.textProperty().set("nowhere");
        assertThat(paths(model)).isEmpty();
        assertThat(model.summaryProperty().get()).isEqualTo(
                "No difference has \u201cnowhere\u201d in its path or its values.");
    }

    @Test
    void theSidesCanBeSwapped() {
        DiffModel model = compare(other);
        assertThat(model.beforeProperty().getValue()).isEqualTo("a.qcow2");
        model.swappedProperty().set(true);
        assertThat(model.beforeProperty().getValue()).isEqualTo("b.qcow2");
        assertThat(change(row(model, "bitmaps/gone"))).isEqualTo(Change.ADDED);
        model.select(row(model, "bitmaps/kept/flags"));
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/kept/flags");
        Path target = folder.resolve("turned.txt");
        model.save(target, ListFormat.HUMAN);
        assertThat(target).content().contains("added    bitmaps/gone", "removed  bitmaps/new");
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
    void goesFromDifferenceToDifference() {
        DiffModel model = compare(other);
        List<String> seen = new ArrayList<>();
        List<List<DiffRow>> way = new ArrayList<>(List.of(List.of(shown(model).root())));
        for (int i = 0; i < paths(model).size(); i++) {
            model.next(way.removeLast(), true, way::add);
            seen.add(way.getLast().getLast().pair().there().path());
        }
        assertThat(seen).isEqualTo(paths(model));
        model.next(way.getLast(), true, way::add);
        assertThat(way.getLast()).isEmpty();
        assertThat(model.messageProperty().get()).isEqualTo("There is no difference after this one.");
    }

    @Test
    void whatTheWindowHasFoundOutAboutGapsIsNoDifference() {
        assertThat(HostMap.of(document.image(), HostMap.usualMemory(), Progress.NONE))
                .isInstanceOfSatisfying(HostMap.Ready.class, ready -> document.attach(ready.map()));
        assertThat(paths(compare(file))).isEmpty();
    }

    @Test
    void savesWhatTheCommandLinePrintsAndNeverOverAnImage() throws IOException {
        DiffModel model = compare(other);
        model.onlyProperty().set(Change.ADDED);
        Path target = folder.resolve("diff.txt");
        model.save(target, ListFormat.HUMAN);
        assertThat(Files.readString(target)).contains("removed  bitmaps/gone", "added    bitmaps/new",
                "# 1 added, 1 removed");
        assertThat(model.messageProperty().get()).isEqualTo("Saved " + target + ".");
        byte[] before = Files.readAllBytes(other);
        model.save(other, ListFormat.HUMAN);
        assertThat(model.messageProperty().get()).contains("which is never overwritten");
        assertThat(Files.readAllBytes(other)).isEqualTo(before);
    }

    @Test
    void saysThatNothingDiffers() {
        DiffModel model = compare(file);
        assertThat(paths(model)).isEmpty();
        assertThat(model.summaryProperty().get()).startsWith("The structures of both are the same");
    }

    @Test
    void saysWhyAFileCannotBeCompared() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no image at all");
        assertThat(compare(text).summaryProperty().get()).isEqualTo(text + " is not a QCOW2 image.");
        DiffModel missing = compare(folder.resolve("missing.qcow2"));
        assertThat(missing.summaryProperty().get()).contains("missing.qcow2");
        assertThat(missing.shownProperty().get()).isNull();
    }

    @Test
    void canBeClosedBeforeAndAfterTheOtherFileWasOpened() throws IOException {
        OtherImage image = new OtherImage(other);
        image.close();
        assertThatThrownBy(image::root).isInstanceOf(IOException.class);
        DiffModel model = compare(other);
        model.close();
        assertThat(model.summaryProperty().get()).contains("1 added");
    }
}
