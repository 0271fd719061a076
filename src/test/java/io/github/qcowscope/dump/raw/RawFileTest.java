package io.github.qcowscope.dump.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.dump.DumpRefused;
import io.github.qcowscope.fixture.FailingSource;
import io.github.qcowscope.fixture.SparseBytes;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawFileTest {

    private static final int LENGTH = 3_500_000;

    @TempDir
    private Path folder;
    private Path image;
    private Path target;

    @BeforeEach
    void writeImage() {
        // With holes: only some pages are written.
        SparseBytes bytes = new SparseBytes("image");
        bytes.setLength(LENGTH);
        byte[] some = new byte[70_000];
        new Random(1).nextBytes(some);
        bytes.put(5000, some);
        bytes.put(2_000_000, some);
        image = bytes.writeTo(folder.resolve("image.raw"));
        target = folder.resolve("out.bin");
    }

    private void save(ByteRange range, Path to, Progress progress) throws IOException, DumpRefused {
        try (MappedFile file = MappedFile.open(image)) {
            RawFile.write(file, image, range, to, progress);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 3500000", "4999, 70002", "1048575, 1048578", "3499999, 1", "3499000, 999999", "7, 0"})
    void isTheBytesOfTheRange(long offset, long length) throws Exception {
        save(new ByteRange(offset, length), target, Progress.NONE);
        byte[] all = Files.readAllBytes(image);
        assertThat(target).hasBinaryContent(Arrays.copyOfRange(all, (int) offset, (int) Math.min(LENGTH, offset + length)));
        Process dd = new ProcessBuilder("dd", "if=" + image, "of=" + folder.resolve("dd.bin"), "status=none",
                "iflag=skip_bytes,count_bytes", "skip=" + offset, "count=" + length).start();
        assertThat(dd.waitFor()).isZero();
        assertThat(Files.mismatch(target, folder.resolve("dd.bin"))).isEqualTo(-1);
    }

    @Test
    void neverGoesOverTheImageNorOverAnother() throws Exception {
        byte[] before = Files.readAllBytes(image);
        Path link = Files.createSymbolicLink(folder.resolve("link"), image);
        for (Path over : new Path[] {image, link}) {
            assertThatThrownBy(() -> save(new ByteRange(0, 9), over, Progress.NONE))
                    .isInstanceOf(DumpRefused.class).hasMessageContaining("the image itself");
        }
        Path other = Files.write(folder.resolve("other"), new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0});
        assertThatThrownBy(() -> save(new ByteRange(0, 9), other, Progress.NONE)).isInstanceOf(DumpRefused.class);
        assertThat(image).hasBinaryContent(before);
    }

    @Test
    void leavesTheTargetAsItWasWhereItIsCancelledOrAByteCannotBeRead() throws Exception {
        Files.writeString(target, "before");
        Progress cancelled = new Progress() {
            private long done;

            @Override
            public void report(long bytes, long total) {
                done = bytes;
            }

            @Override
            public boolean isCancelled() {
                return done > 0;
            }
        };
        assertThatThrownBy(() -> save(new ByteRange(0, LENGTH), target, cancelled)).isInstanceOf(Cancelled.class);
        try (MappedFile file = MappedFile.open(image)) {
            ByteSource bad = new FailingSource(file, new ByteRange(1_200_000, 5));
            assertThatThrownBy(() -> RawFile.write(bad, image, new ByteRange(0, LENGTH), target, Progress.NONE))
                    .isInstanceOf(IOException.class).hasMessageContaining("the byte at 0x124f80 is not there");
        }
        assertThat(target).hasContent("before");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(image, target);
        }
    }
}
