package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    @TempDir
    private Path folder;

    private final AtOnce background = new AtOnce();
    private final Settings settings = Settings.inMemory();
    private final Notices notices = new Notices();
    private Workspace workspace;
    private Path image;

    @BeforeEach
    void build() throws IOException {
        image = image("disk.qcow2", "b0");
        workspace = new Workspace(background, settings, notices, new Sample(image.toUri().toURL()));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private Path image(String name, String bitmap) {
        return new ImageBuilder().bitmap(BitmapSpec.named(bitmap).auto().data(0xff)).build()
                .writeTo(folder.resolve(name));
    }

    @Test
    void opensAFileAndRemembersIt() {
        workspace.open(image);
        assertThat(workspace.document().path()).isEqualTo(image);
        assertThat(workspace.document().image().isRecognized()).isTrue();
        assertThat(settings.recent()).containsExactly(new Settings.Recent(image, ""));
        assertThat(notices.textProperty().get()).isEmpty();
    }

    @Test
    void opensATargetAtItsNode() {
        workspace.openTarget(image + "#bitmaps/b0/flags/auto");
        assertThat(workspace.document().selectedNode().path()).isEqualTo("bitmaps/b0/flags/auto");
    }

    @Test
    void saysThatATargetsNodeIsNotThereAndOpensTheImageAllTheSame() {
        workspace.openTarget(image + "#bitmaps/nobody");
        assertThat(workspace.document().selectedNode().path()).isEmpty();
        assertThat(notices.textProperty().get()).contains("disk.qcow2", "bitmaps/nobody");
    }

    @Test
    void opensAnImageWhereItWasLeft() {
        workspace.open(image);
        workspace.document().select(workspace.document().root().find("bitmaps/b0/table/0"));
        workspace.open(image("other.qcow2", "b1"));
        assertThat(workspace.document().selectedNode().path()).isEmpty();
        workspace.open(image);
        assertThat(workspace.document().selectedNode().path()).isEqualTo("bitmaps/b0/table/0");
    }

    @Test
    void opensTheFileBehindAnImage() {
        image("base.qcow2", "below");
        workspace.open(new ImageBuilder().backing("base.qcow2", "qcow2").build().writeTo(folder.resolve("over.qcow2")));
        workspace.openBacking();
        assertThat(workspace.document().path()).isEqualTo(folder.resolve("base.qcow2"));
        assertThat(workspace.document().root().find("bitmaps/below")).isNotNull();
    }

    @Test
    void saysWhyTheFileBehindAnImageCannotBeOpened() {
        Path over = new ImageBuilder().backing("nowhere.qcow2", "qcow2").build().writeTo(folder.resolve("over.qcow2"));
        workspace.open(over);
        workspace.openBacking();
        assertThat(workspace.document().path()).isEqualTo(over);
        assertThat(notices.textProperty().get()).contains("The backing file cannot be opened", "nowhere.qcow2");

        Path circle = new ImageBuilder().backing("circle.qcow2", "qcow2").build().writeTo(folder.resolve("circle.qcow2"));
        workspace.open(circle);
        workspace.openBacking();
        assertThat(notices.textProperty().get()).contains("goes in a circle");
    }

    @Test
    void keepsTheOpenImageWhereAnotherCannotBeOpened() throws IOException {
        workspace.open(image);
        Document open = workspace.document();
        Path empty = Files.createFile(folder.resolve("empty.qcow2"));
        for (Path bad : new Path[] {folder.resolve("missing.qcow2"), folder, empty}) {
            workspace.open(bad);
            assertThat(workspace.document()).isSameAs(open);
            assertThat(open.source().chunk(0, 4).isWhole()).isTrue();
            assertThat(notices.textProperty().get()).contains(bad.toString()).endsWith(".").doesNotContain("Exception");
            assertThat(settings.recent()).hasSize(1);
        }
    }

    @Test
    void refusesAPipeWithoutWaitingForItsWriter() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        boolean made = false;
        try {
            made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            assumeTrue(System.getenv("CI") != null, "this system has no mkfifo");
        }
        assumeTrue(made || System.getenv("CI") != null, "no pipe can be made here");
        workspace.open(pipe);
        assertThat(workspace.document()).isNull();
        assertThat(notices.textProperty().get()).contains("pipe");
    }

    @Test
    void opensWhatIsNotQcow2AsBytes() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "not an image");
        workspace.open(text);
        assertThat(workspace.document().root().problems()).isNotEmpty();
        assertThat(workspace.document().source().length()).isEqualTo(12);
    }

    @Test
    void takesTheSentenceBackWhenAnImageOpens() {
        workspace.open(folder.resolve("missing.qcow2"));
        workspace.open(image);
        assertThat(notices.textProperty().get()).isEmpty();
    }

    @Test
    void reloadsAtTheSamePlaceWithWhatTheFileSaysNow() {
        workspace.open(image);
        Document before = workspace.document();
        before.select(before.root().find("bitmaps/b0/granularity_bits"));
        TestImage changed = new ImageBuilder().bitmap(BitmapSpec.named("b0").granularityBits(20).data(1)).build();
        changed.writeTo(image);
        workspace.reload();
        assertThat(workspace.document()).as("nothing that is open beside it closes").isSameAs(before);
        assertThat(before.selectedNode().path()).isEqualTo("bitmaps/b0/granularity_bits");
        assertThat(before.selectedNode().value().text()).isEqualTo("20");
        assertThat(before.canGoBackProperty().get()).isTrue();
        assertThat(before.restingProperty().get()).isSameAs(before.image());
    }

    @Test
    void putsAnotherDocumentInThePlaceOfAnImageWithOtherBitmaps() {
        workspace.open(image);
        Document before = workspace.document();
        before.select(before.root().find("bitmaps/b0/granularity_bits"));
        boolean[] closed = {false};
        before.closeWith(() -> closed[0] = true);
        new ImageBuilder().bitmap(BitmapSpec.named("b0").data(1)).bitmap(BitmapSpec.named("b1").data(1)).build()
                .writeTo(image);
        workspace.reload();
        Document after = workspace.document();
        assertThat(after).isNotSameAs(before);
        assertThat(after.selectedNode().path()).isEqualTo("bitmaps/b0/granularity_bits");
        assertThat(after.root().find("bitmaps/b1")).isNotNull();
        assertThat(after.canGoBackProperty().get()).isTrue();
        assertThat(closed[0]).as("what was opened besides stays").isFalse();
        assertThat(before.source().chunk(0, 4).isWhole()).as("and reads on").isTrue();
        assertThat(notices.textProperty().get()).contains("another image");
        workspace.close();
        assertThat(closed[0]).isTrue();
        assertThat(after.source().chunk(0, 4).isWhole()).as("the file is let go").isFalse();
    }

    @Test
    void keepsWhatIsOpenWhereTheFileIsGoneAtReload() throws IOException {
        workspace.open(image);
        Document before = workspace.document();
        Files.delete(image);
        workspace.reload();
        assertThat(workspace.document()).isSameAs(before);
        assertThat(notices.textProperty().get()).contains("disk.qcow2");
    }

    @Test
    void opensTheSampleWithoutRememberingItsCopy() {
        workspace.openSample();
        assertThat(workspace.document().image().isRecognized()).isTrue();
        assertThat(workspace.document().path()).isNotEqualTo(image).hasFileName("sample.qcow2");
        workspace.close();
        assertThat(settings.recent()).isEmpty();
    }

    @Test
    void saysThatABuildHasNoSample() {
        Workspace bare = new Workspace(background, settings, notices, new Sample(null));
        assertThat(bare.hasSample()).isFalse();
        bare.openSample();
        assertThat(bare.document()).isNull();
        assertThat(notices.textProperty().get()).contains("no sample");
    }

    @Test
    void opensEightTebibytesReadingNoMoreThanOfASmallImage() throws IOException {
        TestImage huge = new ImageBuilder().bitmap(BitmapSpec.named("b0").data(1)).build().setLength(8L << 40);
        Path file;
        try {
            file = huge.writeTo(folder.resolve("huge.qcow2"));
        } catch (java.io.UncheckedIOException e) {
            assumeTrue(System.getenv("CI") != null, "the file system has no room for a sparse file of 8 TiB");
            throw e;
        }
        workspace.open(file);
        assertThat(workspace.document().source().length()).isEqualTo(8L << 40);
        assertThat(workspace.document().root().find("bitmaps/b0/table/0")).isNotNull();
    }
}
