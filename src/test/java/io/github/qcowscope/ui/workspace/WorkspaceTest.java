package io.github.qcowscope.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.job.Notices;
import io.github.qcowscope.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        workspace.quit();
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
        assertThat(settings.recent()).containsExactly(new Settings.Recent(image, "", 0));
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
        workspace.document().selectByte(workspace.document().caret() + 3);
        workspace.close();
        workspace.open(image);
        assertThat(workspace.document().selectedNode().path()).isEqualTo("bitmaps/b0/table/0");
        assertThat(workspace.document().caret() & 7).isEqualTo(3);
    }

    @Test
    void opensImagesBesideEachOtherAndEachOnce() throws IOException {
        Path other = image("other.qcow2", "b1");
        workspace.open(image);
        Document first = workspace.document();
        first.select(first.root().find("header/size"));
        workspace.open(other);
        Document second = workspace.document();
        assertThat(workspace.documents()).containsExactly(first, second);
        workspace.open(folder.resolve("sub").resolve("..").resolve("disk.qcow2"));
        assertThat(workspace.document()).isSameAs(first);
        workspace.open(Files.createSymbolicLink(folder.resolve("link.qcow2"), other));
        assertThat(workspace.document()).isSameAs(second);
        workspace.open(image, "bitmaps/b0");
        assertThat(workspace.document()).isSameAs(first);
        assertThat(first.selectedNode().path()).isEqualTo("bitmaps/b0");
        assertThat(workspace.documents()).containsExactly(first, second);
    }

    @Test
    void goesRoundAmongTheOpenImages() {
        for (String name : List.of("a.qcow2", "b.qcow2", "c.qcow2")) {
            workspace.open(image(name, "b"));
        }
        assertThat(front()).isEqualTo("c.qcow2");
        workspace.bringForward(1);
        assertThat(front()).isEqualTo("a.qcow2");
        workspace.bringForward(-1);
        workspace.bringForward(-1);
        assertThat(front()).isEqualTo("b.qcow2");
    }

    private String front() {
        return workspace.document().path().getFileName().toString();
    }

    @Test
    void closingAnImageBringsTheOneBesideItForwardAndLetsGoOfItsFile() {
        for (String name : List.of("a.qcow2", "b.qcow2", "c.qcow2", "d.qcow2")) {
            workspace.open(image(name, "b"));
        }
        Document b = workspace.documents().get(1);
        workspace.close(b);
        assertThat(front()).isEqualTo("d.qcow2");
        assertThat(b.source().chunk(0, 4).isWhole()).isFalse();
        workspace.close();
        assertThat(front()).isEqualTo("c.qcow2");
        workspace.bringForward(workspace.documents().getFirst());
        workspace.close();
        assertThat(front()).isEqualTo("c.qcow2");
        workspace.open(image);
        workspace.closeOthers();
        assertThat(workspace.documents()).hasSize(1);
        assertThat(front()).isEqualTo("disk.qcow2");
        workspace.close();
        assertThat(workspace.document()).isNull();
        assertThat(workspace.documents()).isEmpty();
        workspace.bringForward(1);
        workspace.close();
    }

    @Test
    void opensWhatWasOpenAtTheEndAgain() throws IOException {
        Path second = image("second.qcow2", "b1");
        Path third = image("third.qcow2", "b2");
        workspace.open(image);
        workspace.open(second);
        workspace.open(third);
        workspace.openSample();
        workspace.bringForward(workspace.documents().get(1));
        workspace.document().select(workspace.document().root().find("bitmaps/b1/table/0"));
        workspace.quit();
        assertThat(workspace.documents()).isEmpty();
        Files.delete(third);

        Workspace next = new Workspace(background, settings, notices, new Sample(null));
        next.restoreSession();
        assertThat(next.documents()).extracting(Document::path).containsExactly(image, second);
        assertThat(next.document().path()).isEqualTo(second);
        assertThat(next.document().selectedNode().path()).isEqualTo("bitmaps/b1/table/0");
        assertThat(notices.textProperty().get()).contains("third.qcow2").doesNotContain("second.qcow2").endsWith(".");
        next.quit();
        assertThat(settings.session()).isEqualTo(new Settings.Session(List.of(image, second), second));
    }

    @Test
    void remembersNothingOfASessionThatWasClosed() {
        workspace.open(image);
        workspace.close();
        assertThat(settings.session().files()).isEmpty();
        workspace.restoreSession();
        assertThat(workspace.documents()).isEmpty();
    }

    @Test
    void reloadsWithinItsTab() {
        workspace.open(image);
        workspace.open(image("other.qcow2", "b1"));
        workspace.bringForward(-1);
        Document before = workspace.document();
        // With another bitmap it is another image, and another document.
        image("disk.qcow2", "b9");
        background.hold();
        workspace.reload();
        workspace.bringForward(1);
        background.release();
        assertThat(front()).isEqualTo("other.qcow2");
        assertThat(workspace.documents()).extracting(Document::path).startsWith(image).hasSize(2);
        assertThat(workspace.documents()).doesNotContain(before);

        Document closed = workspace.documents().getFirst();
        workspace.bringForward(closed);
        background.hold();
        workspace.reload();
        workspace.close(closed);
        background.release();
        assertThat(workspace.documents()).hasSize(1);
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

        Path circle = new ImageBuilder().backing("circle.qcow2", "qcow2").build()
                .writeTo(folder.resolve("circle.qcow2"));
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
