package io.github.qcowscope.qcow2.dirty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.dirty.DirtyComparison.Side;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Two bitmaps side by side")
class DirtyComparisonTest {

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private static DirtyState at(RandomBitmap bitmap, long guest) {
        long bit = guest >>> bitmap.granularityBits;
        return bit < bitmap.bits.length ? bitmap.bits[(int) bit] : DirtyState.CLEAN;
    }

    private static Side expected(RandomBitmap a, RandomBitmap b, long guest) {
        DirtyState ofA = at(a, guest);
        DirtyState ofB = at(b, guest);
        return ofA == DirtyState.UNKNOWN || ofB == DirtyState.UNKNOWN ? Side.UNKNOWN
                : ofA == DirtyState.DIRTY && ofB == DirtyState.DIRTY ? Side.BOTH
                : ofA == DirtyState.DIRTY ? Side.ONLY_A
                : ofB == DirtyState.DIRTY ? Side.ONLY_B
                : Side.NEITHER;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rangesCoverTheLargerDiskOnceAndSayWhatEachBitmapSays(long seed) {
        RandomBitmap a = new RandomBitmap(seed, seed % 3 == 0);
        RandomBitmap b = new RandomBitmap(seed + 1000, seed % 4 == 0);
        DirtyComparison comparison = new DirtyComparison(a.decoded, b.decoded);
        long unit = 1L << Math.min(a.granularityBits, b.granularityBits);
        long[] bytes = new long[Side.values().length];
        DirtyComparison.Runs runs = comparison.runs(0, comparison.units(), Progress.NONE);
        long at = 0;
        Side before = null;
        while (runs.next()) {
            ByteRange guest = comparison.guest(runs.start(), runs.end());
            assertThat(guest.offset()).isEqualTo(at);
            assertThat(runs.side()).isNotEqualTo(before);
            for (long byteAt = guest.offset(); byteAt < guest.end(); byteAt += unit) {
                assertThat(runs.side()).as("at 0x%x", byteAt).isSameAs(expected(a, b, byteAt));
            }
            bytes[runs.side().ordinal()] += guest.length();
            at = guest.end();
            before = runs.side();
        }
        assertThat(at).isEqualTo(Math.max(a.diskSize, b.diskSize));
        assertThat(comparison.totals(Progress.NONE)).isEqualTo(new DirtyComparison.Totals(bytes[Side.ONLY_A.ordinal()],
                bytes[Side.ONLY_B.ordinal()], bytes[Side.BOTH.ordinal()], bytes[Side.UNKNOWN.ordinal()]));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theCellsOfAPictureAddUpAndAWindowHasTheSameCells(long seed) {
        RandomBitmap a = new RandomBitmap(seed, seed % 3 == 0);
        RandomBitmap b = new RandomBitmap(seed + 1000, false);
        DirtyComparison comparison = new DirtyComparison(a.decoded, b.decoded);
        int zoom = CellSums.cellBitsFor(comparison.units(), 1000);
        CellSums whole = new CellSums(0, comparison.units(), zoom, comparison.kinds());
        comparison.fill(whole, Progress.NONE);
        assertThat(whole.isFilled()).isTrue();
        Random random = new Random(seed);
        long from = random.nextLong(comparison.units()) >>> zoom << zoom;
        CellSums window = new CellSums(from, comparison.units(), zoom, comparison.kinds());
        comparison.fill(window, Progress.NONE);
        for (Side side : Side.values()) {
            if (side != Side.NEITHER) {
                int kind = DirtyComparison.kind(side);
                assertThat(window.sum(kind, from, comparison.units())).as("%s", side)
                        .isEqualTo(whole.sum(kind, from, comparison.units()));
            }
        }
    }
}
