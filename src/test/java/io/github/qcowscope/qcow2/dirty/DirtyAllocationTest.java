package io.github.qcowscope.qcow2.dirty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.dirty.DirtyAllocation.Backup;
import io.github.qcowscope.qcow2.dirty.DirtyAllocation.Kind;
import io.github.qcowscope.qcow2.guest.GuestMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is dirty, by allocation")
class DirtyAllocationTest {

    private record Part(long start, long length, Kind kind) {}

    @TempDir
    Path folder;

    private final List<Part> parts = new ArrayList<>();

    private Backup visit(ImageBuilder builder) throws IOException {
        Path path = builder.build().writeTo(folder.resolve("top.qcow2"));
        try (MappedFile file = MappedFile.open(path)) {
            Qcow2Image image = new Qcow2Image(file);
            try (BackingChain chain = BackingChain.of(path, image)) {
                DirtyBitmap bitmap = DirtyBitmap.named(image, "b").orElseThrow();
                return new DirtyAllocation(bitmap, new GuestMap(chain)).visit(Progress.NONE,
                        (start, length, kind) -> parts.add(new Part(start, length, kind)));
            }
        }
    }

    @Test
    void eachDirtyRangeIsSplitByWhatStandsForIt() throws IOException {
        new ImageBuilder().clusterBits(12).size(1 << 20).data(20480, "from the backing file").build()
                .writeTo(folder.resolve("base.qcow2"));
        Backup backup = visit(new ImageBuilder().clusterBits(12).size(1 << 20).backing("base.qcow2", "qcow2")
                .data(4096, "data").zero(8192)
                .compressed(12288, "x".repeat(4096).getBytes(StandardCharsets.US_ASCII))
                .data(65536, "clean")
                .bitmap(BitmapSpec.named("b").granularityBits(11).dirty(2048, 20480).dirty(200_000, 1)));

        assertThat(parts).containsExactly(
                new Part(2048, 2048, Kind.UNALLOCATED),
                new Part(4096, 4096, Kind.DATA),
                new Part(8192, 4096, Kind.ZERO),
                new Part(12288, 4096, Kind.COMPRESSED),
                new Part(16384, 4096, Kind.UNALLOCATED),
                new Part(20480, 2048, Kind.UNALLOCATED),
                new Part(200_000 / 2048 * 2048, 2048, Kind.UNALLOCATED));
        // Two clusters of 64 KiB; there are data in the first, which is stored as a whole.
        assertThat(backup).isEqualTo(new Backup(65536, 131072, 65536, 65536, 0));
    }

    @Test
    void aClusterOfTheBackupCountsOnceAndEndsWhereTheDiskEnds() throws IOException {
        Backup backup = visit(new ImageBuilder().clusterBits(16).size(100_352).data(0, "a").data(65536, "b")
                .bitmap(BitmapSpec.named("b").granularityBits(9).data(0x05, 0, 0x80)));
        assertThat(parts).hasSize(3);
        assertThat(backup).isEqualTo(new Backup(65536, 65536, 65536, 0, 0));

        parts.clear();
        assertThat(visit(new ImageBuilder().clusterBits(16).size(100_352).data(0, "a")
                .bitmap(BitmapSpec.named("b").granularityBits(9).ones())))
                .isEqualTo(new Backup(65536, 100_352, 65536, 34816, 0));
    }

    @Test
    void whatAMissingBackingFileHoldsIsUnknown() throws IOException {
        Backup backup = visit(new ImageBuilder().size(1 << 20).backing("none.qcow2", "qcow2").data(0, "data")
                .bitmap(BitmapSpec.named("b").granularityBits(16).dirty(0, 2 << 16)));
        assertThat(parts).containsExactly(new Part(0, 65536, Kind.DATA), new Part(65536, 65536, Kind.UNKNOWN));
        assertThat(backup.unknown()).isEqualTo(65536);
    }
}
