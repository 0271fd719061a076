package io.github.qcowscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another program may truncate a mapped file at any moment. On the JVM that can end the process; these tests end with it if
 * the guard in {@link MappedFile} does not hold. The loops run long enough for the compiler to have compiled the reads.
 */
@DisplayName("A mapped file that another program truncates")
class TruncationTest {

    private static final int SIZE = 1 << 20;
    private static final int LEFT = 3 * 65536 + 100;
    /** The kernel keeps the last page, whose rest reads as zero. */
    private static final int PAGE_END = LEFT + 4095 & -4096;
    private static final int ROUNDS = 300;

    @TempDir
    Path folder;

    @Test
    @DisplayName("delivers what is left and a reason for the rest, round after round in compiled code")
    void truncatedBetweenReads() throws IOException {
        Path path = folder.resolve("disk.qcow2");
        byte[] content = new byte[SIZE];
        java.util.Arrays.fill(content, (byte) 7);
        byte[] into = new byte[SIZE];
        for (int round = 0; round < ROUNDS; round++) {
            Files.write(path, content);
            try (MappedFile file = MappedFile.open(path)) {
                // The first round gets the copying code compiled, in all its shapes.
                for (int step = round == 0 ? 8 : 2048; step <= 1 << 17; step *= 2) {
                    assertThat(readAll(file, into, step)).isEqualTo(SIZE / step);
                }
                truncate(path, LEFT);

                assertThat(file.length()).isEqualTo(SIZE);
                assertThat(file.read(0, into, 0, SIZE)).isEqualTo(PAGE_END);
                assertThat(into[LEFT - 1]).isEqualTo((byte) 7);
                Chunk chunk = file.chunk(PAGE_END - 4, 8);
                assertThat(chunk.available()).isEqualTo(4);
                assertThat(chunk.whyShort()).isEqualTo("the file shrank or its device failed after it was opened");
                assertThat(file.chunk(SIZE - 1, 1).available()).isZero();
            }
        }
    }

    @Test
    @DisplayName("delivers the numbers that are left, and zeros for the rest, round after round in compiled code")
    void numbersAfterTruncation() throws IOException {
        Path path = folder.resolve("disk.qcow2");
        byte[] content = new byte[SIZE];
        java.util.Arrays.fill(content, (byte) 7);
        long[] into = new long[SIZE / Long.BYTES];
        for (int round = 0; round < ROUNDS; round++) {
            Files.write(path, content);
            try (MappedFile file = MappedFile.open(path)) {
                for (int step = round == 0 ? 1 : 1024; step <= into.length; step *= 2) {
                    for (int at = 0; at < into.length; at += step) {
                        assertThat(file.readLongs((long) at * Long.BYTES, into, step)).isEqualTo(step * Long.BYTES);
                    }
                }
                truncate(path, LEFT);

                assertThat(file.readLongs(0, into, into.length)).isEqualTo(PAGE_END);
                assertThat(into[LEFT / Long.BYTES - 1]).isEqualTo(0x0707_0707_0707_0707L);
                assertThat(into[LEFT / Long.BYTES]).isEqualTo(0x0707_0707_0000_0000L);
                assertThat(java.util.Arrays.stream(into, PAGE_END / Long.BYTES, into.length)).allMatch(number -> number == 0);
                assertThat(file.readLongs(-8, into, 1)).isZero();
            }
        }
    }

    /** Reads the file in pieces; counts the whole ones. */
    private static int readAll(MappedFile file, byte[] into, int step) {
        int whole = 0;
        for (long offset = 0; offset < SIZE; offset += step) {
            whole += file.read(offset, into, 0, step) == step ? 1 : 0;
        }
        return whole;
    }

    @Test
    @DisplayName("delivers short reads, never an error, while readers are in the middle of it")
    void truncatedDuringReads() throws Exception {
        Path path = folder.resolve("disk.qcow2");
        byte[] content = new byte[SIZE];
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                Files.write(path, content);
                try (MappedFile file = MappedFile.open(path)) {
                    AtomicBoolean truncated = new AtomicBoolean();
                    List<Future<Long>> results = new ArrayList<>();
                    for (int reader = 0; reader < 2; reader++) {
                        results.add(readers.submit(() -> readUntilShort(file, truncated)));
                    }
                    truncate(path, round % 2 == 0 ? 0 : LEFT);
                    truncated.set(true);
                    for (Future<Long> result : results) {
                        assertThat(result.get()).isLessThan(SIZE);
                    }
                }
            }
        }
    }

    /** Reads all over the file until a pass that began after the truncation was short; tells how much that pass got. */
    private static long readUntilShort(MappedFile file, AtomicBoolean truncated) {
        byte[] into = new byte[70_000];
        while (true) {
            boolean last = truncated.get();
            long got = 0;
            for (long offset = 0; offset < SIZE; offset += into.length) {
                got += file.read(offset, into, 0, into.length);
            }
            if (last) {
                return got;
            }
        }
    }

    @Test
    @DisplayName("may be closed while readers are in the middle of it")
    void closedDuringReads() throws Exception {
        Path path = Files.write(folder.resolve("disk.qcow2"), new byte[SIZE]);
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                AtomicBoolean closed = new AtomicBoolean();
                MappedFile file = MappedFile.open(path);
                Future<Long> result = readers.submit(() -> readUntilShort(file, closed));
                Future<?> closing = readers.submit(file::close);
                file.close();
                closing.get();
                closed.set(true);
                assertThat(result.get()).isZero();
            }
        }
    }

    @Test
    @DisplayName("may be closed by two threads at once")
    void closedTwiceAtOnce() throws Exception {
        Path path = Files.write(folder.resolve("disk.qcow2"), new byte[1]);
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService closers = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 40 * ROUNDS; round++) {
                MappedFile file = MappedFile.open(path);
                Callable<Void> close = () -> {
                    start.await();
                    file.close();
                    return null;
                };
                for (Future<Void> result : closers.invokeAll(List.of(close, close))) {
                    result.get();
                }
                assertThat(file.chunk(0, 1).available()).isZero();
            }
        }
    }

    private static void truncate(Path path, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }
}
