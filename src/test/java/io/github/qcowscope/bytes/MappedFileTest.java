package io.github.qcowscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A mapped file")
class MappedFileTest {

    @TempDir
    Path folder;

    private Path file(int size) throws IOException {
        byte[] bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        return Files.write(folder.resolve("disk.qcow2"), bytes);
    }

    @Test
    @DisplayName("reads what the file holds, across the blocks that it copies at a time")
    void reads() throws IOException {
        Path path = file(300_000);
        byte[] expected = Files.readAllBytes(path);
        try (MappedFile file = MappedFile.open(path)) {
            assertThat(file.length()).isEqualTo(300_000);
            assertThat(file.name()).isEqualTo("disk.qcow2");
            assertThat(file.path()).isEqualTo(path);
            for (int[] range : new int[][] {{0, 300_000}, {65_535, 2}, {1, 131_072}, {299_999, 1}, {4095, 8193}}) {
                assertThat(file.chunk(range[0], range[1]).toArray())
                        .isEqualTo(Arrays.copyOfRange(expected, range[0], range[0] + range[1]));
            }
        }
    }

    @Test
    @DisplayName("reads the same of a place that was told beforehand, wherever that is, and whatever has become of the file")
    void expected() throws IOException {
        Path path = file(10_000);
        byte[] bytes = Files.readAllBytes(path);
        MappedFile closed;
        try (MappedFile file = MappedFile.open(path)) {
            for (long offset : new long[] {Long.MIN_VALUE, -1, 0, 4095, 9_999, 10_000, Long.MAX_VALUE}) {
                for (int count : new int[] {-1, 0, 1, 10_000, Integer.MAX_VALUE}) {
                    file.expect(offset, count);
                }
            }
            assertThat(file.chunk(4000, 200).toArray()).isEqualTo(Arrays.copyOfRange(bytes, 4000, 4200));
            // An interrupt must not close what others read as well.
            Thread.currentThread().interrupt();
            file.expect(0, 100);
            assertThat(Thread.interrupted()).isTrue();
            Files.delete(path);
            file.expect(0, 100);
            assertThat(file.chunk(0, 100).toArray()).isEqualTo(Arrays.copyOf(bytes, 100));
            closed = file;
        }
        closed.expect(0, 100);
        assertThat(closed.chunk(0, 100).available()).isZero();
        try (MappedFile file = MappedFile.open(file(5000))) {
            Files.delete(path);
            file.expect(0, 100);
            assertThat(file.chunk(0, 100).available()).isEqualTo(100);
        }
    }

    @Test
    @DisplayName("delivers less at the end, and says why")
    void end() throws IOException {
        try (MappedFile file = MappedFile.open(file(1000))) {
            byte[] into = new byte[10];
            assertThat(file.read(995, into, 0, 10)).isEqualTo(5);
            assertThat(file.read(1000, into, 0, 10)).isZero();
            assertThat(file.read(Long.MAX_VALUE, into, 0, 10)).isZero();
            assertThat(file.read(-1, into, 0, 10)).isZero();
            assertThat(file.whyUnreadable(1000)).isEqualTo("past the end of the file (1000 bytes)");
        }
    }

    @Test
    @DisplayName("may be empty")
    void empty() throws IOException {
        try (MappedFile file = MappedFile.open(file(0))) {
            assertThat(file.length()).isZero();
            assertThat(file.chunk(0, 8).available()).isZero();
        }
    }

    @Test
    @DisplayName("delivers nothing once it is closed, and says so; closing twice is no error")
    void closed() throws IOException {
        MappedFile file = MappedFile.open(file(5000));
        file.close();
        file.close();

        Chunk chunk = file.chunk(0, 8);

        assertThat(chunk.available()).isZero();
        assertThat(chunk.whyShort()).isEqualTo("the file has been closed");
    }

    @Test
    @DisplayName("is neither locked nor changed")
    void untouched() throws IOException {
        Path path = file(5000);
        assumeTrue(path.toFile().setReadOnly());
        try (MappedFile file = MappedFile.open(path)) {
            assertThat(file.chunk(0, 1).isWhole()).isTrue();
            assumeTrue(path.toFile().setWritable(true));
            try (FileChannel other = FileChannel.open(path, StandardOpenOption.WRITE); FileLock lock = other.tryLock()) {
                assertThat(lock).isNotNull();
            }
        }
    }

    @Test
    @DisplayName("is refused in one sentence where there is no such file")
    void missing() {
        assertRefused(folder.resolve("none.qcow2"), "There is no file %s.");
    }

    @Test
    @DisplayName("is refused in one sentence where it is a folder")
    void directory() {
        assertRefused(folder, "%s is a folder, not a disk image.");
    }

    @Test
    @DisplayName("is refused in one sentence where it is a pipe, without waiting for a writer")
    void pipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "mkfifo is not installed");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () ->
                assertRefused(pipe, "%s is a pipe; a disk image must be a file or a block device."));
    }

    @Test
    @DisplayName("is refused in one sentence where it is a socket or a character device")
    void sockets() throws IOException {
        Path socket = folder.resolve("socket");
        String message = "%s is a socket or a character device; a disk image must be a file or a block device.";
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            assertRefused(socket, message);
        }
        assumeTrue(Files.exists(Path.of("/dev/zero")), "there is no /dev/zero");
        assertRefused(Path.of("/dev/zero"), message);
    }

    @Test
    @DisplayName("is refused in one sentence where it may not be read")
    void forbidden() throws IOException {
        Path path = file(10);
        assumeTrue(path.toFile().setReadable(false) && !Files.isReadable(path),
                "this user may read every file");
        assertRefused(path, "%s cannot be read: permission denied.");
    }

    private static void assertRefused(Path path, String message) {
        assertThatThrownBy(() -> MappedFile.open(path)).isInstanceOf(IOException.class)
                .hasMessage(message, path);
    }
}
