package io.github.qcowscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file that changes while it is open")
class LiveFileTest {

    private static final int SIZE = 1 << 16;

    @TempDir
    Path folder;
    private Path path;

    @BeforeEach
    void write() throws IOException {
        path = Files.write(folder.resolve("disk.qcow2"), filled(SIZE, 1));
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private void overwrite(long offset, int value) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[] {(byte) value}), offset);
        }
    }

    private void truncate(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    @Test
    @DisplayName("is the same source as long as it has the same length")
    void sameLength() throws IOException {
        try (LiveFile file = LiveFile.open(path)) {
            FileState before = file.state().orElseThrow();
            assertThat(before.size()).isEqualTo(SIZE);
            overwrite(7, 9);
            Files.setLastModifiedTime(path, java.nio.file.attribute.FileTime.fromMillis(1000));
            LiveFile next = file.renewed();
            assertThat(next).isSameAs(file);
            assertThat(file.chunk(7, 1).u8(0)).isEqualTo(9);
            assertThat(file.state()).contains(FileState.of(path).orElseThrow());
            assertThat(file.state().orElseThrow()).isNotEqualTo(before);
            assertThat(file.state().orElseThrow().isOfSameFileAs(before)).isTrue();
        }
    }

    @Test
    @DisplayName("is another source once it has grown, and the first one reads on, as far as it goes")
    void grown() throws IOException {
        try (LiveFile file = LiveFile.open(path)) {
            Files.write(path, filled(10, 2), StandardOpenOption.APPEND);
            overwrite(0, 9);
            LiveFile next = file.renewed();
            assertThat(next).isNotSameAs(file);
            assertThat(next.length()).isEqualTo(SIZE + 10);
            assertThat(next.chunk(SIZE, 20).available()).isEqualTo(10);
            assertThat(file.length()).isEqualTo(SIZE);
            assertThat(file.chunk(SIZE - 4, 20).available()).isEqualTo(4);
            assertThat(file.chunk(0, 1).u8(0)).isEqualTo(9);
            assertThat(next.sharesBytesWith(file)).isTrue();
            assertThat(file.sharesBytesWith(next)).isTrue();
            assertThat(next.renewed()).isSameAs(next);
        }
    }

    @Test
    @DisplayName("reads what is left, through the first source too, once it has been truncated")
    void truncated() throws IOException {
        try (LiveFile file = LiveFile.open(path)) {
            truncate(100);
            LiveFile next = file.renewed();
            assertThat(next.length()).isEqualTo(100);
            Chunk chunk = file.chunk(90, 20);
            assertThat(chunk.available()).isEqualTo(10);
            assertThat(chunk.whyShort()).isEqualTo("past the end of the file (100 bytes)");
            long[] numbers = new long[2];
            assertThat(file.readLongs(96, numbers, 2)).isEqualTo(4);
            assertThat(numbers[0]).isEqualTo(0x0101_0101_0000_0000L);
            assertThat(file.extentAt(50_000).end()).isEqualTo(SIZE);
            truncate(0);
            assertThat(next.renewed().length()).isZero();
        }
    }

    @Test
    @DisplayName("goes on with what it had when it is deleted, and with another file that is put in its place")
    void deletedAndReplaced() throws IOException {
        try (LiveFile file = LiveFile.open(path)) {
            Files.delete(path);
            assertThat(FileState.of(path)).isEmpty();
            assertThatThrownBy(file::renewed).isInstanceOf(NoSuchFileException.class).hasMessageContaining("There is no file");
            assertThat(file.chunk(SIZE - 1, 1).u8(0)).isEqualTo(1);

            Path other = Files.write(folder.resolve("other"), filled(SIZE, 5));
            Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
            FileState before = file.state().orElseThrow();
            assertThat(FileState.of(path).orElseThrow().isOfSameFileAs(before)).isFalse();
            assertThat(file.chunk(0, 1).u8(0)).as("the old file, as long as nobody asks for the new one").isEqualTo(1);
            assertThat(file.renewed()).isSameAs(file);
            assertThat(file.chunk(0, 1).u8(0)).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("delivers every byte to readers while it is mapped anew again and again")
    void readersDoNotNotice() throws Exception {
        try (LiveFile file = LiveFile.open(path); ExecutorService reader = Executors.newSingleThreadExecutor()) {
            AtomicBoolean done = new AtomicBoolean();
            Future<Integer> shortReads = reader.submit(() -> {
                byte[] into = new byte[SIZE];
                long[] numbers = new long[SIZE / Long.BYTES];
                int tooShort = 0;
                while (!done.get()) {
                    tooShort += file.read(0, into, 0, SIZE) == SIZE ? 0 : 1;
                    tooShort += file.readLongs(0, numbers, numbers.length) == SIZE ? 0 : 1;
                }
                return tooShort;
            });
            for (int i = 0; i < 500; i++) {
                assertThat(file.renewed()).isSameAs(file);
            }
            done.set(true);
            assertThat(shortReads.get()).isZero();
        }
    }

    @Test
    @DisplayName("delivers nothing once it is closed, also where it is mapped anew after that")
    void closed() throws IOException {
        LiveFile file = LiveFile.open(path);
        truncate(200);
        LiveFile next = file.renewed();
        file.close();
        file.close();
        for (LiveFile each : new LiveFile[] {file, next, next.renewed()}) {
            assertThat(each.chunk(0, 1).available()).isZero();
            assertThat(each.chunk(0, 1).whyShort()).isEqualTo("the file has been closed");
        }
    }
}
