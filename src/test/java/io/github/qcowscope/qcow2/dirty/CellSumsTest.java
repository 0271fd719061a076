package io.github.qcowscope.qcow2.dirty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.job.Progress;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Sums over the cells of a picture")
class CellSumsTest {

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addUpToTheCountAtEveryZoom(long seed) {
        RandomBitmap random = new RandomBitmap(seed, seed % 2 == 1);
        long bits = random.decoded.bitCount();
        DirtyCount count = random.decoded.count(Progress.NONE);
        for (int zoom = 0; 1L << zoom < 2 * bits; zoom++) {
            CellSums sums = new CellSums(0, bits, zoom, random.decoded.kinds());
            random.decoded.fill(sums, Progress.NONE);
            assertThat(sums.isFilled()).isTrue();
            long dirty = 0;
            long unknown = 0;
            for (long cell = 0; cell < bits; cell += 1L << zoom) {
                dirty += sums.sum(DirtyBitmap.DIRTY_CELLS, cell, cell + (1L << zoom));
                unknown += sums.sum(DirtyBitmap.UNKNOWN_CELLS, cell, cell + (1L << zoom));
            }
            assertThat(dirty).as("zoom %d", zoom).isEqualTo(count.dirtyBits())
                    .isEqualTo(sums.sum(DirtyBitmap.DIRTY_CELLS, 0, bits));
            assertThat(unknown).as("zoom %d", zoom).isEqualTo(count.unknownBits());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWindowOfTheBitmapHasTheSameCells(long seed) {
        RandomBitmap random = new RandomBitmap(seed, true);
        Random places = new Random(seed);
        for (int i = 0; i < 20; i++) {
            int zoom = places.nextInt(8);
            long from = places.nextLong(random.bits.length) >>> zoom << zoom;
            long to = Math.min(random.bits.length, from + (1 + places.nextLong(100) << zoom));
            CellSums sums = new CellSums(from, to, zoom, 2);
            random.decoded.fill(sums, Progress.NONE);
            for (long cell = from; cell < to; cell += 1L << zoom) {
                long end = Math.min(to, cell + (1L << zoom));
                assertThat(sums.sum(DirtyBitmap.DIRTY_CELLS, cell, end))
                        .isEqualTo(random.count(DirtyState.DIRTY, cell, end));
            }
        }
    }

    @Test
    void whatIsNotFilledYetDoesNotCount() {
        CellSums sums = new CellSums(0, 100, 3, 1);
        sums.addAll(0, 50);
        assertThat(sums.sum(0, 0, 100)).isZero();
        sums.publish();
        assertThat(sums.filledTo()).isEqualTo(48);
        assertThat(sums.sum(0, 0, 100)).isEqualTo(48);
        sums.addAll(-1, 100);
        sums.publish();
        assertThat(sums.isFilled()).isTrue();
        assertThat(sums.sum(0, 0, 100)).isEqualTo(50);
        assertThat(sums.sum(0, 48, 56)).isEqualTo(2);
    }

    @Test
    void theSmallestCellThatFitsIsChosen() {
        assertThat(CellSums.cellBitsFor(0, 1)).isZero();
        assertThat(CellSums.cellBitsFor(1024, 1024)).isZero();
        assertThat(CellSums.cellBitsFor(1025, 1024)).isEqualTo(1);
        assertThat(CellSums.cellBitsFor(Long.MAX_VALUE, 1)).isEqualTo(63);
    }
}
