package io.github.qcowscope.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.job.Notices;
import io.github.qcowscope.ui.live.LiveModel.Condition;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.workspace.Sample;
import io.github.qcowscope.ui.workspace.Workspace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks by hand, with a clock that is set by hand: nothing here waits. */
@DisplayName("The watch over an open image")
class LiveModelTest {

    private static final Instant START = Instant.parse("2026-01-02T10:20:30Z");

    @TempDir
    Path folder;

    private final AtOnce background = new AtOnce();
    private final Settings settings = Settings.inMemory();
    private final Notices notices = new Notices();
    private final List<Qcow2Image> updates = new ArrayList<>();
    private final TestImage built = new ImageBuilder().bitmap(BitmapSpec.named("b0").auto().data(0xff)).build();
    private Instant now = START;
    private long writes;
    private Path path;
    private Workspace workspace;
    private Document document;
    private LiveModel model;

    @BeforeEach
    void open() throws IOException {
        path = built.writeTo(folder.resolve("disk.qcow2"));
        workspace = new Workspace(background, settings, notices, new Sample(path.toUri().toURL()));
        workspace.open(path);
        document = Objects.requireNonNull(workspace.document());
        model = new LiveModel(document, background, settings.reloadOnChangeProperty(), () -> now, image -> {
            updates.add(image);
            workspace.update(document, image);
        });
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private void write(long offset, int... bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(offset);
            for (int each : bytes) {
                file.write(each);
            }
        }
        touch();
    }

    /** Makes sure that the time of the last change is another one, however coarse the file system's clock is. */
    private void touch() throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(START.plusSeconds(100 + ++writes)));
    }

    private void wait(Duration time) {
        now = now.plus(time);
    }

    private String flags() {
        return Objects.requireNonNull(document.root().find("bitmaps/b0/flags")).value().text();
    }

    private Condition condition() {
        return model.report().condition();
    }

    private void setInUse() throws IOException {
        write(built.bitmapEntry("b0") + 15, 3);
    }

    @Test
    @DisplayName("costs one question while nothing happens")
    void quiet() {
        model.poll();
        model.poll();
        assertThat(condition()).isEqualTo(Condition.QUIET);
        assertThat(LiveWords.status(model.report(), ZoneOffset.UTC)).isEmpty();
        assertThat(updates).isEmpty();
    }

    @Test
    @DisplayName("shows the new flags of a bitmap at the place where the user is")
    void reloads() throws IOException {
        document.select(Objects.requireNonNull(document.root().find("bitmaps/b0/flags")));
        document.selectByte(built.bitmapEntry("b0") + 14);
        document.select(Objects.requireNonNull(document.root().find("bitmaps/b0/flags")));
        String before = flags();
        setInUse();
        model.poll();
        assertThat(condition()).isEqualTo(Condition.LIVE);
        assertThat(flags()).isNotEqualTo(before).contains("in_use");
        assertThat(document.selectedNode().value().text()).isEqualTo(flags());
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/b0/flags");
        assertThat(document.caret()).isEqualTo(built.bitmapEntry("b0") + 12);
        assertThat(document.canGoBackProperty().get()).isTrue();
        assertThat(workspace.document()).isSameAs(document);
        assertThat(LiveWords.status(model.report(), ZoneOffset.UTC)).isEqualTo("live, changed 10:20:30");
        assertThat(LiveWords.explanation(model.report())).contains("torn");
        assertThat(LiveWords.notice(model.report(), "disk.qcow2")).isEmpty();
    }

    @Test
    @DisplayName("lets what takes long start anew only when the writing has paused")
    void rests() throws IOException {
        Qcow2Image atFirst = document.restingProperty().get();
        for (int i = 0; i < 5; i++) {
            write(built.bitmapData("b0", 0), i);
            model.poll();
            wait(Duration.ofMillis(600));
        }
        assertThat(updates).hasSize(5);
        assertThat(document.restingProperty().get()).isSameAs(atFirst);
        wait(LiveModel.REST);
        model.poll();
        assertThat(updates).as("read once more: a write within the clock's tick cannot be told").hasSize(6);
        assertThat(document.restingProperty().get()).isSameAs(document.image()).isNotSameAs(atFirst);
        assertThat(condition()).isEqualTo(Condition.QUIET);
        assertThat(LiveWords.status(model.report(), ZoneOffset.UTC)).isEqualTo("last changed 10:20:32");
        model.poll();
        assertThat(updates).hasSize(6);
    }

    @Test
    @DisplayName("never has more than one look under way, however many writes there are")
    void coalesces() throws IOException {
        background.hold();
        for (int i = 0; i < 50; i++) {
            write(built.bitmapData("b0", 0), i);
            model.poll();
        }
        assertThat(background.keys().stream().filter("live"::equals)).hasSize(1);
        background.release();
        assertThat(updates).hasSize(1);
        model.poll();
        assertThat(updates).hasSize(1);
    }

    @Test
    @DisplayName("only says so where reloading is turned off, and reloads as soon as it is turned on")
    void toggled() throws IOException {
        settings.reloadOnChangeProperty().set(false);
        Qcow2Image before = document.image();
        setInUse();
        model.poll();
        wait(Duration.ofSeconds(9));
        model.poll();
        assertThat(condition()).isEqualTo(Condition.CHANGED);
        assertThat(document.image()).isSameAs(before);
        assertThat(LiveWords.status(model.report(), ZoneOffset.UTC)).as("when it was seen first").endsWith("10:20:30");
        assertThat(LiveWords.notice(model.report(), "disk.qcow2")).startsWith("disk.qcow2 has changed");
        setInUse();
        model.poll();
        assertThat(LiveWords.status(model.report(), ZoneOffset.UTC)).isEqualTo("changed 10:20:39");
        settings.reloadOnChangeProperty().set(true);
        model.poll();
        assertThat(condition()).isEqualTo(Condition.LIVE);
        assertThat(flags()).contains("in_use");
    }

    @Test
    @DisplayName("is content once the user has reloaded by hand")
    void reloadedByHand() throws IOException {
        settings.reloadOnChangeProperty().set(false);
        setInUse();
        model.poll();
        workspace.reload();
        assertThat(flags()).contains("in_use");
        model.poll();
        assertThat(condition()).isEqualTo(Condition.QUIET);
        assertThat(updates).isEmpty();
    }

    @Test
    @DisplayName("follows a file that grows and one that is truncated")
    void growsAndShrinks() throws IOException {
        document.selectByte(built.length() - 1);
        long caret = document.caret();
        write(built.length() + 4095, 1);
        model.poll();
        assertThat(document.source().length()).isEqualTo(built.length() + 4096);
        assertThat(document.caret()).isEqualTo(caret);
        assertThat(document.showsImage()).isTrue();

        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(300);
        }
        touch();
        model.poll();
        Document after = Objects.requireNonNull(workspace.document());
        assertThat(after).as("an image without its bitmaps is another one").isNotSameAs(document);
        assertThat(after.source().length()).isEqualTo(300);
        assertThat(after.caret()).isEqualTo(299);
        assertThat(after.selection().end()).isLessThanOrEqualTo(300);
        assertThat(after.image().isRecognized()).isTrue();
        assertThat(document.source().chunk(299, 2).available()).as("whoever reads the earlier one").isEqualTo(1);
    }

    @Test
    @DisplayName("keeps what it has of a file that is empty, until there is something in it again")
    void emptied() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(0);
        }
        model.poll();
        assertThat(condition()).isEqualTo(Condition.EMPTY);
        assertThat(updates).isEmpty();
        assertThat(document.source().chunk(0, 4).isWhole()).isFalse();
        assertThat(LiveWords.notice(model.report(), "disk.qcow2")).contains("empty");
        built.writeTo(path);
        touch();
        model.poll();
        assertThat(condition()).isEqualTo(Condition.LIVE);
        assertThat(document.source().chunk(0, 4).isWhole()).isTrue();
    }

    @Test
    @DisplayName("keeps the last state of a file that is gone, and finds it when it is back")
    void deleted() throws IOException {
        Files.delete(path);
        model.poll();
        assertThat(condition()).isEqualTo(Condition.GONE);
        assertThat(LiveWords.notice(model.report(), "disk.qcow2")).contains("gone", "last state");
        assertThat(document.source().chunk(0, 4).isWhole()).isTrue();
        assertThat(flags()).contains("auto");
        new ImageBuilder().bitmap(BitmapSpec.named("b0").inUse().data(0xff)).build().writeTo(path);
        model.poll();
        assertThat(condition()).isEqualTo(Condition.REPLACED);
        assertThat(flags()).contains("in_use");
    }

    @Test
    @DisplayName("shows another file that is renamed over the one that is open")
    void replaced() throws IOException {
        Qcow2Image atFirst = document.restingProperty().get();
        Path other = new ImageBuilder().bitmap(BitmapSpec.named("b0").inUse().data(0xff)).build()
                .writeTo(folder.resolve("other"));
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        model.poll();
        assertThat(condition()).isEqualTo(Condition.REPLACED);
        assertThat(flags()).contains("in_use").doesNotContain("auto");
        assertThat(document.restingProperty().get()).as("it is another one: all is worked out anew")
                .isNotSameAs(atFirst);
        assertThat(LiveWords.status(model.report(), ZoneOffset.UTC)).isEqualTo("replaced 10:20:30");
        wait(LiveModel.REST);
        model.poll();
        assertThat(condition()).isEqualTo(Condition.QUIET);
    }

    @Test
    @DisplayName("puts another document in the place of an image that has other clusters now")
    void becomesAnotherImage() throws IOException {
        document.select(Objects.requireNonNull(document.root().find("header/cluster_bits")));
        new ImageBuilder().clusterBits(12).build().writeTo(path);
        touch();
        model.poll();
        Document after = Objects.requireNonNull(workspace.document());
        assertThat(after).isNotSameAs(document);
        assertThat(after.selectedNode().path()).isEqualTo("header/cluster_bits");
        assertThat(after.selectedNode().value().text()).isEqualTo("12");
        assertThat(notices.textProperty().get()).contains("another image");
    }

    @Test
    @DisplayName("says why a file cannot be read again, and keeps what it has")
    void becomesAFolder() throws IOException {
        Files.delete(path);
        Files.createDirectory(path);
        Files.writeString(path.resolve("inside"), "so that it has a size everywhere");
        model.poll();
        assertThat(condition()).isIn(Condition.UNREADABLE, Condition.EMPTY);
        assertThat(document.source().chunk(0, 4).isWhole()).isTrue();
        assertThat(LiveWords.notice(model.report(), "disk.qcow2")).isNotEmpty();
    }

    @Test
    @DisplayName("takes a torn header for what it is: an image with problems, never an error")
    void torn() throws IOException {
        for (HeaderField field : HeaderField.values()) {
            TestImage torn = new ImageBuilder().bitmap(BitmapSpec.named("b0").auto().data(0xff)).build()
                    .poke(field, -1);
            torn.writeTo(path);
            touch();
            LiveModel each = new LiveModel(Objects.requireNonNull(workspace.document()), background,
                    settings.reloadOnChangeProperty(), () -> now,
                    image -> workspace.update(Objects.requireNonNull(workspace.document()), image));
            each.poll();
            assertThat(each.report().condition()).as("%s", field).isEqualTo(Condition.LIVE);
        }
    }
}
