package io.github.qcowscope.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A dump that is saved")
class DumpFileTest {

    private static final Progress CANCELLED = new Progress() {
        @Override
        public void report(long done, long total) {}

        @Override
        public boolean isCancelled() {
            return true;
        }
    };

    @TempDir
    private Path folder;
    private Path image;
    private byte[] imageBytes;

    @BeforeEach
    void writeImage() throws IOException {
        image = VariousImage.make().writeTo(folder.resolve("test.qcow2"));
        imageBytes = Files.readAllBytes(image);
    }

    private void save(Path target, Progress progress) throws IOException, DumpRefused {
        try (MappedFile file = MappedFile.open(image)) {
            DumpFile.write(file, image, DumpRequest.whole(DumpFormat.TEXT), target, progress);
        }
    }

    private void assertOnly(String... names) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
        assertThat(image).hasBinaryContent(imageBytes);
    }

    @Test
    @DisplayName("is what would be printed, and leaves nothing else behind")
    void saved() throws Exception {
        save(folder.resolve("dump.txt"), Progress.NONE);

        assertThat(folder.resolve("dump.txt")).hasContent(Dumps.of(VariousImage.make().bytes(), DumpFormat.TEXT));
        assertOnly("test.qcow2", "dump.txt");
    }

    @Test
    @DisplayName("takes the place of a file, also through a link, with the file's permissions")
    void replaces() throws Exception {
        Assumptions.assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "permissions of this kind are known to POSIX systems only");
        Path old = Files.writeString(folder.resolve("old.txt"), "old");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), old);

        save(link, Progress.NONE);

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(old).hasContent(Dumps.of(VariousImage.make().bytes(), DumpFormat.TEXT));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(old))).isEqualTo("rw-r-----");
        assertOnly("test.qcow2", "old.txt", "link.txt");
    }

    @Test
    @DisplayName("leaves the file that was there alone when it is cancelled")
    void cancelled() throws Exception {
        Path target = Files.writeString(folder.resolve("old.txt"), "old");

        assertThatThrownBy(() -> save(target, CANCELLED)).isInstanceOf(Cancelled.class);

        assertThat(target).hasContent("old");
        assertOnly("test.qcow2", "old.txt");
    }

    @Test
    @DisplayName("never overwrites the image, whatever the path that leads to it, nor any other image")
    void images() throws Exception {
        Path link = Files.createLink(folder.resolve("hard-link.txt"), image);
        Path symbolic = Files.createSymbolicLink(folder.resolve("link.txt"), image);
        Path other = GoldenImage.PLAIN.make().writeTo(folder.resolve("other.img"));

        for (Path target : new Path[] {image, link, symbolic, folder.resolve("x/../test.qcow2").normalize()}) {
            assertThatThrownBy(() -> save(target, Progress.NONE)).isInstanceOf(DumpRefused.class)
                    .hasMessage(target + " is the image itself, which is never overwritten.");
        }
        assertThatThrownBy(() -> save(other, Progress.NONE)).isInstanceOf(DumpRefused.class)
                .hasMessage(other + " is a QCOW2 image, which is never overwritten.");

        assertOnly("test.qcow2", "hard-link.txt", "link.txt", "other.img");
    }

    @Test
    @DisplayName("says in a sentence why a file cannot be written")
    void failures() throws Exception {
        assertThatThrownBy(() -> save(folder, Progress.NONE)).isInstanceOf(DumpRefused.class)
                .hasMessage(folder + " is a folder.");
        Path nowhere = folder.resolve("none/dump.txt");
        assertThatThrownBy(() -> save(nowhere, Progress.NONE)).isInstanceOf(IOException.class)
                .hasMessage(nowhere + " cannot be written: there is no folder " + nowhere.getParent() + ".");
        Path belowFile = image.resolve("dump.txt");
        assertThatThrownBy(() -> save(belowFile, Progress.NONE)).isInstanceOf(IOException.class)
                .hasMessage(belowFile + " cannot be written: Not a directory.");
        assertOnly("test.qcow2");
    }

    @Test
    @DisplayName("goes into a device as it is")
    void device() throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "there is no device that is always full");

        assertThatThrownBy(() -> save(full, Progress.NONE)).isInstanceOf(IOException.class)
                .hasMessage("/dev/full cannot be written: No space left on device.");
        assertOnly("test.qcow2");
    }
}
