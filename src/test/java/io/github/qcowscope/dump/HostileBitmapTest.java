package io.github.qcowscope.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.dirty.CellSource;
import io.github.qcowscope.qcow2.dirty.CellSums;
import io.github.qcowscope.qcow2.dirty.DirtyAllocation;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyComparison;
import io.github.qcowscope.qcow2.dirty.DirtyCount;
import io.github.qcowscope.qcow2.dirty.DirtyPlace;
import io.github.qcowscope.qcow2.dirty.DirtyRange;
import io.github.qcowscope.qcow2.dirty.DirtyState;
import io.github.qcowscope.qcow2.guest.GuestMap;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Whatever a damaged bitmap says")
class HostileBitmapTest {

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    /** An image whose header, bitmap directory and bitmap tables hold some numbers that are anything. */
    private static TestImage damaged(Random random) {
        TestImage image = new ImageBuilder().clusterBits(9 + random.nextInt(5)).size(1 + random.nextInt(1 << 22))
                .data(0, "data")
                .bitmap(BitmapSpec.named("a").granularityBits(9).dirty(0, 65536))
                .bitmap(BitmapSpec.named("b").granularityBits(12).auto().ones()).build();
        long[] places = {20, 24, 88, image.bitmapDirectory(), image.bitmapDirectory() + 8, image.bitmapDirectory() + 16,
            image.bitmapEntry(1), image.bitmapEntry(1) + 8, image.bitmapEntry(1) + 16, image.bitmapTable(0),
            image.bitmapTable(1), image.extension(0x2385_2875L) + 8, image.extension(0x2385_2875L) + 16};
        for (int i = 0; i <= random.nextInt(4); i++) {
            long number = switch (random.nextInt(5)) {
                case 0 -> random.nextLong();
                case 1 -> random.nextLong() >>> random.nextInt(64);
                case 2 -> -1L;
                case 3 -> 1L << random.nextInt(64);
                default -> random.nextInt(256);
            };
            int width = 1 << random.nextInt(4);
            image.poke(places[random.nextInt(places.length)] + random.nextInt(8), width, number);
        }
        if (random.nextInt(4) == 0) {
            image.setLength(random.nextLong(image.length()));
        }
        return image;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isShownAsFarAsItGoes(long seed) throws IOException {
        Qcow2Image image = damaged(new Random(seed)).open();
        for (BitmapFormat format : BitmapFormat.values()) {
            BitmapListWriter.write(image, format, OutputStream.nullOutputStream(), Progress.NONE);
        }
        BitmapDirectory directory = image.bitmaps().orElse(null);
        DirtyBitmap before = null;
        for (int i = 0; directory != null && i < Math.min(4, directory.count()); i++) {
            DirtyBitmap bitmap = new DirtyBitmap(image, directory.get(i));
            rangesCoverTheDisk(bitmap);
            picture(bitmap);
            for (BitmapFormat format : BitmapFormat.values()) {
                BitmapRangesWriter.write(bitmap, format, true, OutputStream.nullOutputStream(), Progress.NONE);
            }
            if (before != null) {
                DirtyComparison comparison = new DirtyComparison(before, bitmap);
                picture(comparison);
                BitmapComparisonWriter.write(comparison, BitmapFormat.JSON, true, OutputStream.nullOutputStream(),
                        Progress.NONE);
            }
            before = bitmap;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isComparedWithWhatItMayHaveBeen(long seed) throws IOException {
        Qcow2Image one = damaged(new Random(seed)).open();
        Qcow2Image other = damaged(new Random(seed + 1)).open();
        for (ListFormat format : ListFormat.values()) {
            DiffWriter.write(one.root(), other.root(), format, OutputStream.nullOutputStream(), Progress.NONE);
        }
        try (BackingChain chain = BackingChain.of(Path.of("none/image.qcow2"), one)) {
            BitmapDirectory directory = one.bitmaps().orElse(null);
            for (int i = 0; directory != null && i < Math.min(2, directory.count()); i++) {
                DirtyBitmap bitmap = new DirtyBitmap(one, directory.get(i));
                long[] parts = {0};
                DirtyAllocation.Backup backup = new DirtyAllocation(bitmap, new GuestMap(chain)).visit(Progress.NONE,
                        (start, length, kind) -> parts[0] += length);
                DirtyCount count = bitmap.count(Progress.NONE);
                assertThat(parts[0]).isEqualTo(count.dirtyBytes() + count.unknownBytes());
                assertThat(backup.covered()).isBetween(parts[0], bitmap.diskSize());
            }
        }
    }

    private static void rangesCoverTheDisk(DirtyBitmap bitmap) {
        long[] end = {0};
        long[] dirty = {0};
        bitmap.ranges(Progress.NONE).forEach(range -> {
            assertThat(range.start()).isEqualTo(end[0]);
            assertThat(range.length()).isPositive();
            end[0] = range.end();
            dirty[0] += range.state() == DirtyState.DIRTY ? range.length() : 0;
            place(bitmap, range);
        });
        assertThat(end[0]).isEqualTo(bitmap.diskSize());
        DirtyCount count = bitmap.count(Progress.NONE);
        assertThat(count.dirtyBytes()).isEqualTo(dirty[0]);
        assertThat(count.share()).isBetween(0.0, 1.0);
    }

    private static void place(DirtyBitmap bitmap, DirtyRange range) {
        DirtyPlace place = bitmap.place(bitmap.bitOf(range.start()));
        assertThat(place.guest().contains(range.start())).isTrue();
        assertThat(bitmap.problem(place.entry()) != null || range.state() != DirtyState.UNKNOWN).isTrue();
        if (place.isStored()) {
            assertThat(bitmap.firstBitAt(place.entry(), place.offset()) + place.inByte()).isEqualTo(place.bit());
        }
    }

    private static void picture(CellSource source) {
        int cellBits = CellSums.cellBitsFor(source.units(), 5000);
        CellSums sums = new CellSums(0, source.units(), cellBits, source.kinds());
        source.fill(sums, Progress.NONE);
        assertThat(sums.isFilled()).isTrue();
        ByteRange all = new ByteRange(0, source.units());
        for (int kind = 0; kind < source.kinds(); kind++) {
            assertThat(sums.sum(kind, all.offset(), all.end())).isBetween(0L, source.units());
        }
    }
}
