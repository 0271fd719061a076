package io.github.qcowscope.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.fixture.SparseBytes;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Precision: files without any structure of QCOW2, and files that are damaged on purpose. */
class NoiseTest {

    private static final int SIZE = 8 << 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void proposesNothingInRandomBytes(long seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        assertThat(ScanTest.scan(new HeapBytes("random", bytes)).proposals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 1, 2, 0x20, 0x41, -1})
    void proposesNothingInBytesThatAreAllTheSame(byte value) {
        byte[] bytes = new byte[SIZE];
        java.util.Arrays.fill(bytes, value);
        assertThat(ScanTest.scan(new HeapBytes("same", bytes)).proposals()).isEmpty();
    }

    @Test
    void proposesNothingInText() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < SIZE / 2; i++) {
            text.append("%d: the quick brown fox LUKS QFI %x DATA\n".formatted(i, i));
        }
        assertThat(ScanTest.scan(new HeapBytes("text", text.toString().getBytes(StandardCharsets.US_ASCII))).proposals())
                .isEmpty();
        assertThat(ScanTest.scan(new HeapBytes("text", text.toString().getBytes(StandardCharsets.UTF_16BE))).proposals())
                .isEmpty();
    }

    /** Superblock-like numbers, block groups with bitmaps full of ones, inode tables with extents, directory entries. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void proposesNothingInAFileSystem(boolean bigEndian) {
        ByteBuffer disk = ByteBuffer.allocate(SIZE).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(7);
        for (int group = 0; group < 8; group++) {
            int start = group << 20;
            for (int at = 0; at < 4096; at += 32) {
                disk.putInt(start + at, group * 256 + at / 32).putInt(start + at + 4, 2 + at).putShort(start + at + 8, (short) at);
            }
            for (int at = 4096; at < 4096 + 700; at++) {
                disk.put(start + at, (byte) 0xff);
            }
            for (int inode = 0; inode < 512; inode++) {
                int at = start + 8192 + inode * 256;
                disk.putShort(at, (short) 0x81a4).putInt(at + 4, random.nextInt(1 << 20)).putInt(at + 8, 1_700_000_000 + inode)
                        .putShort(at + 40, (short) 0xf30a).putShort(at + 42, (short) 1).putInt(at + 52, 1 + random.nextInt(8))
                        .putInt(at + 60, random.nextInt(2048));
            }
            for (int entry = 0; entry < 200; entry++) {
                disk.putInt(start + (512 << 10) + entry * 16, entry).putShort(start + (512 << 10) + entry * 16 + 4, (short) 16);
            }
            for (int i = 0; i < 1024; i++) {
                disk.putInt(start + (600 << 10) + i * 4, group * 256 + i);
            }
        }
        assertThat(ScanTest.scan(new HeapBytes("disk", disk.array())).proposals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 8, 511, 513})
    void bearsFilesShorterThanAHeader(int length) {
        byte[] bytes = new byte[length];
        System.arraycopy(new byte[] {0x51, 0x46, 0x49, (byte) 0xfb}, 0, bytes, 0, Math.min(4, length));
        assertThat(ScanTest.scan(new HeapBytes("short", bytes)).proposals()).isEmpty();
    }

    @Test
    void bearsDamage() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            TestImage image = SampleImage.make();
            for (int i = random.nextInt(60); i >= 0; i--) {
                long at = random.nextLong(image.length() - 8);
                switch (random.nextInt(4)) {
                    case 0 -> image.poke(at & -8, 8, random.nextLong());
                    case 1 -> image.poke(at & -4096, 8, -1);
                    case 2 -> image.poke(at, 1, random.nextInt(256));
                    default -> image.poke(image.bitmapEntry(random.nextInt(5)) + random.nextInt(24), 1, random.nextInt(256));
                }
            }
            image.setLength(random.nextInt(4) == 0 ? random.nextLong(image.length()) : image.length());
            check(image.bytes(), seed);
        }
    }

    private static void check(ByteSource source, int seed) {
        Scan scan = ScanTest.scan(source);
        assertThat(scan.proposals()).as("seed %d", seed).allSatisfy(proposal -> {
            assertThat(proposal.confidence()).isBetween(1, 99);
            assertThat(proposal.range().end()).isLessThanOrEqualTo(source.length());
            assertThat(proposal.range().isEmpty()).isFalse();
        });
        Node root = ProposalNodes.of(source, scan.proposals());
        assertThat(ScanTest.scan(source)).as("seed %d, again", seed).isEqualTo(scan);
        for (Proposal proposal : scan.proposals()) {
            Node node = root.child(root.childIndexOf(proposal.key()));
            assertThat(node.span().range()).isEqualTo(proposal.range());
            for (long i = 0; i < Math.min(20, node.childCount()); i++) {
                Node child = node.child(i);
                assertThat(child.value().text()).isNotNull();
                assertThat(child.path()).startsWith(node.path() + "/");
                assertThat(child.problems()).isNotNull();
            }
        }
    }

    @Test
    void skipsHoles() throws IOException {
        SparseBytes bytes = new SparseBytes("sparse");
        TestImage image = SampleImage.make();
        bytes.put(1L << 40, image.bytes().toArray());
        bytes.setLength(1L << 42);
        Path file = bytes.writeTo(folder.resolve("sparse"));
        try (MappedFile mapped = MappedFile.open(file)) {
            assertThat(ScanTest.scan(mapped).proposals()).extracting(Proposal::kind)
                    .contains(Kinds.HEADER, Kinds.L1_TABLE, Kinds.REFCOUNT_BLOCK, Kinds.BITMAP_DIRECTORY);
        }
    }

    @Test
    void stopsWhenNobodyWantsItAnyMore() {
        Progress stopped = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        Assertions.assertThatExceptionOfType(Cancelled.class)
                .isThrownBy(() -> Scan.of(SampleImage.make().bytes(), stopped, proposal -> { }));
    }
}
