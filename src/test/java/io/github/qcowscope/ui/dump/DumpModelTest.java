package io.github.qcowscope.ui.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.dump.DumpFormat;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.dump.DumpModel.Message;
import io.github.qcowscope.ui.job.AtOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Exporting a dump")
class DumpModelTest {

    @TempDir
    private Path folder;

    private final AtOnce jobs = new AtOnce();
    private Document document;

    @BeforeEach
    void open() throws IOException {
        Path file = new ImageBuilder().clusterBits(12).size(1 << 20)
                .bitmap(BitmapSpec.named("b\u0007").granularityBits(9).auto().data(1))
                .bitmap(BitmapSpec.named("wide").granularityBits(9).tableSize(6000)).build()
                .writeTo(folder.resolve("disk.qcow2"));
        document = new Document(file, new Qcow2Image(MappedFile.open(file)), jobs);
    }

    @AfterEach
    void close() {
        document.close();
    }

    private DumpModel model(Node from) {
        return new DumpModel(document, jobs, from);
    }

    private Node node(String path) {
        return Objects.requireNonNull(document.root().find(path));
    }

    private static String text(DumpModel model) {
        return model.previewProperty().get().text();
    }

    @Test
    @DisplayName("begins with the whole image as text, of which as much is shown as anybody looks at")
    void wholeImage() {
        DumpModel model = model(document.root());

        assertThat(text(model).lines()).hasSize(DumpPreview.LINES).first().asString().startsWith("offset  ");
        assertThat(model.previewProperty().get().isCut()).isTrue();
        assertThat(model.canSave().get()).isTrue();
        assertThat(model.nodeOnlyProperty().get()).isFalse();
    }

    @Test
    @DisplayName("begins with the node that it is asked for, and then follows what is selected")
    void followsSelection() {
        document.select(node("header"));
        DumpModel model = model(node("bitmaps/b%07"));
        assertThat(model.nodeOnlyProperty().get()).isTrue();
        assertThat(model.pathProperty().get()).isEqualTo("bitmaps/b%07");
        assertThat(text(model)).contains("granularity_bits").doesNotContain("magic");
        assertThat(model.previewProperty().get().isCut()).isFalse();

        document.select(node("extensions"));
        assertThat(text(model)).contains("nb_bitmaps").doesNotContain("granularity_bits");
        model.nodeOnlyProperty().set(false);
        assertThat(text(model)).contains("refcount_order");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("saves in each format what the command line prints")
    void saves(DumpFormat format) throws IOException {
        DumpModel model = model(document.root());
        model.formatProperty().set(format);
        Path target = folder.resolve("dump");
        model.save(target);

        assertThat(model.messageProperty().get().text()).startsWith("Saved " + target + " (").endsWith(").");
        assertThat(model.messageProperty().get().isError()).isFalse();
        assertThat(model.canSave().get()).isTrue();
        String saved = Files.readString(target);
        // Control characters are shown as symbols, and a cut line tells so.
        assertThat(saved.replace('\u0007', '\u2407').lines().limit(100))
                .isEqualTo(text(model).lines().limit(100).toList());
        assertThat(saved.lines().count()).isGreaterThanOrEqualTo(text(model).lines().count());
    }

    @Test
    @DisplayName("leaves the header out of QEMU's layouts, where there is one to leave out")
    void extensionsOnly() {
        DumpModel model = model(document.root());
        model.extensionsOnlyProperty().set(true);
        assertThat(model.hasExtensionsOnly().get()).isFalse();
        assertThat(text(model)).contains("refcount_order");

        model.formatProperty().set(DumpFormat.QEMU);
        assertThat(model.hasExtensionsOnly().get()).isTrue();
        assertThat(text(model)).startsWith("Header extension:\n").contains("Bitmap name               b\u2407\n");
        model.extensionsOnlyProperty().set(false);
        assertThat(text(model)).startsWith("magic                     0x514649fb\n");
        document.select(node("header"));
        model.nodeOnlyProperty().set(true);
        assertThat(model.hasExtensionsOnly().get()).isFalse();
    }

    @Test
    @DisplayName("says in the preview's stead why there is no such dump, which cannot be saved either")
    void refused() {
        DumpModel model = model(node("header/magic"));
        assertThat(model.canSave().get()).isTrue();
        model.formatProperty().set(DumpFormat.PATCH);

        assertThat(text(model)).isEmpty();
        assertThat(model.previewProperty().get().refusal()).startsWith("The format patch shows the whole image");
        assertThat(model.canSave().get()).isFalse();
    }

    @Test
    @DisplayName("says why a file was not saved, until something else is to be dumped")
    void failure() {
        DumpModel model = model(document.root());
        Path target = folder.resolve("none/dump");
        model.save(target);
        assertThat(model.messageProperty().get()).isEqualTo(new Message(
                target + " cannot be written: there is no folder " + target.getParent() + ".", true));

        model.save(document.path());
        assertThat(model.messageProperty().get().text()).contains("is the image itself");
        model.formatProperty().set(DumpFormat.JSON);
        assertThat(model.messageProperty().get()).isEqualTo(new Message("", false));
    }

    @Test
    @DisplayName("tells that a file is being saved, and saves no second one meanwhile")
    void saving() {
        DumpModel model = model(document.root());
        jobs.hold();
        model.save(folder.resolve("dump"));

        assertThat(model.messageProperty().get().text()).isEqualTo("Saving " + folder.resolve("dump") + "…");
        assertThat(model.canSave().get()).isFalse();
        jobs.release();
        assertThat(model.canSave().get()).isTrue();
        assertThat(folder.resolve("dump")).isNotEmptyFile();
    }

    @Test
    @DisplayName("suggests a name that any file can have")
    void suggestedName() {
        DumpModel model = model(document.root());
        assertThat(model.suggestedName()).isEqualTo("disk.qcow2.txt");
        model.formatProperty().set(DumpFormat.QEMU_JSON);
        assertThat(model.suggestedName()).isEqualTo("disk.qcow2.json");
        document.select(node("bitmaps/b%07/table/0"));
        model.nodeOnlyProperty().set(true);
        assertThat(model.suggestedName()).isEqualTo("disk.qcow2-bitmaps_b_07_table_0.json");
    }
}
