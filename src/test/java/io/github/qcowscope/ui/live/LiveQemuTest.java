package io.github.qcowscope.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.QemuSession;
import io.github.qcowscope.fixture.QemuTools;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.job.Notices;
import io.github.qcowscope.ui.live.LiveModel.Condition;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.workspace.Sample;
import io.github.qcowscope.ui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An image that QEMU opens, writes and closes while it is watched")
class LiveQemuTest {

    @TempDir
    Path folder;

    private final AtOnce background = new AtOnce();
    private final Settings settings = Settings.inMemory();
    private Instant now = Instant.parse("2026-01-02T10:20:30Z");

    @Test
    @DisplayName("shows in_use from QEMU's opening to its closing, and the clusters that are written in between")
    void inUseFlips() throws IOException {
        Path path = folder.resolve("disk.qcow2");
        QemuTools.QEMU_IMG.run("create", "-q", "-f", "qcow2", path.toString(), "1G").orFail();
        QemuTools.QEMU_IMG.run("bitmap", "--add", path.toString(), "daily").orFail();
        Workspace workspace = new Workspace(background, settings, new Notices(), new Sample(path.toUri().toURL()));
        workspace.open(path);
        Document document = Objects.requireNonNull(workspace.document());
        LiveModel model = new LiveModel(document, background, settings.reloadOnChangeProperty(), () -> now,
                image -> workspace.update(document, image));
        document.select(Objects.requireNonNull(document.root().find("bitmaps/daily/flags")));
        assertThat(flags(document)).isEqualTo("0x2 (auto)");
        long length = document.source().length();

        try (QemuSession machine = QemuSession.open(path)) {
            model.poll();
            assertThat(flags(document)).isEqualTo("0x3 (in_use, auto)");
            assertThat(verdict(document)).isEqualTo(Bitmap.Verdict.INCONSISTENT);
            assertThat(model.report().condition()).isEqualTo(Condition.LIVE);

            assertThat(machine.run("write -P 0xa5 512M 64k")).contains("wrote 65536/65536");
            machine.run("flush");
            model.poll();
            assertThat(document.source().length()).isGreaterThan(length);
            assertThat(Objects.requireNonNull(document.root().find("l1/1")).target()).as("its L2 table").isNotNull();
        }
        model.poll();
        assertThat(flags(document)).isEqualTo("0x2 (auto)");
        assertThat(verdict(document)).isEqualTo(Bitmap.Verdict.USABLE);
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/daily/flags");
        assertThat(workspace.document()).as("all this time").isSameAs(document);

        now = now.plus(LiveModel.REST);
        model.poll();
        assertThat(model.report().condition()).isEqualTo(Condition.QUIET);
        QemuTools.QEMU_IMG.run("check", "-q", path.toString()).orFail();
        workspace.close();
    }

    @Test
    @DisplayName("keeps in_use where QEMU has crashed")
    void crash() throws IOException {
        Path path = folder.resolve("disk.qcow2");
        QemuTools.QEMU_IMG.run("create", "-q", "-f", "qcow2", path.toString(), "64M").orFail();
        QemuTools.QEMU_IMG.run("bitmap", "--add", path.toString(), "daily").orFail();
        Workspace workspace = new Workspace(background, settings, new Notices(), new Sample(path.toUri().toURL()));
        workspace.open(path);
        Document document = Objects.requireNonNull(workspace.document());
        LiveModel model = new LiveModel(document, background, settings.reloadOnChangeProperty(), () -> now,
                image -> workspace.update(document, image));
        QemuSession machine = QemuSession.open(path);
        machine.run("write 0 64k");
        machine.kill();
        model.poll();
        assertThat(flags(document)).isEqualTo("0x3 (in_use, auto)");
        workspace.close();
    }

    private static String flags(Document document) {
        return Objects.requireNonNull(document.root().find("bitmaps/daily/flags")).value().text();
    }

    private static Bitmap.Verdict verdict(Document document) {
        return document.image().bitmaps().orElseThrow().get(0).verdict(document.image().bitmapsAreConsistent());
    }
}
