package io.github.qcowscope.ui.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The grid of a picture")
class PictureGridTest {

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static PictureGrid random(Random random) {
        long units = 1 + (random.nextLong() & Long.MAX_VALUE) >>> random.nextInt(60);
        return new PictureGrid(units, 1 << random.nextInt(9), 1 + random.nextInt(80), random.nextInt(70),
                random.nextLong(1L << 40));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theCellsInSightCoverTheUnitsInSightOnceAndInOrder(long seed) {
        PictureGrid grid = random(new Random(seed));
        long at = grid.shown().offset();
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                ByteRange cell = grid.cell(column, row);
                if (!cell.isEmpty()) {
                    assertThat(cell.offset()).isEqualTo(at);
                    assertThat(grid.columnOf(at)).isEqualTo(column);
                    assertThat(grid.rowOf(at)).isEqualTo(row);
                    assertThat(grid.cellOf(cell.end() - 1)).isEqualTo(cell);
                    at = cell.end();
                }
            }
        }
        assertThat(at).isEqualTo(grid.shown().end()).isLessThanOrEqualTo(grid.units());
        assertThat(grid.shown().isEmpty()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void zoomingKeepsTheUnitUnderThePointerInSight(long seed) {
        Random random = new Random(seed);
        PictureGrid grid = random(random);
        long unit = grid.shown().offset() + random.nextLong(grid.shown().length());
        for (int i = 0; i < 20; i++) {
            grid = grid.zoomedTo(random.nextInt(66), unit);
            assertThat(grid.shown().contains(unit)).isTrue();
        }
        assertThat(grid.zoomedTo(0, unit).cellOf(unit)).isEqualTo(new ByteRange(unit, 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void revealingBringsAUnitIntoSightAndMovesNothingThatIsThere(long seed) {
        Random random = new Random(seed);
        PictureGrid grid = random(random);
        long unit = random.nextLong(grid.units());
        PictureGrid moved = grid.revealing(unit);
        assertThat(moved.shown().contains(unit)).isTrue();
        assertThat(moved.revealing(unit)).isEqualTo(moved);
        long seen = grid.shown().offset();
        assertThat(grid.revealing(seen)).isEqualTo(grid);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theWholeIsInSightWithTheSmallestCellsThatFit(long seed) {
        Random random = new Random(seed);
        PictureGrid any = random(random);
        PictureGrid whole = PictureGrid.whole(any.units(), any.columns(), any.rows());
        assertThat(whole.shown()).isEqualTo(new ByteRange(0, any.units()));
        assertThat(whole.isWhole()).isTrue();
        if (whole.zoom() > 0) {
            assertThat(whole.zoomedTo(whole.zoom() - 1, 0).isWhole()).isFalse();
        }
        assertThat(whole.resized(64, 10).isWhole()).isTrue();
    }

    @Test
    void aPictureOfNothingHasNoCells() {
        PictureGrid grid = PictureGrid.whole(0, 64, 10);
        assertThat(grid.cell(0, 0).isEmpty()).isTrue();
        assertThat(grid.shown().isEmpty()).isTrue();
        assertThat(grid.shownRows()).isZero();
    }

    @Test
    void aDiskOfTheLargestSizeFits() {
        PictureGrid grid = PictureGrid.whole(Long.MAX_VALUE, 128, 80);
        assertThat(grid.shown().length()).isEqualTo(Long.MAX_VALUE);
        assertThat(grid.zoomedTo(0, Long.MAX_VALUE - 1).shown().contains(Long.MAX_VALUE - 1)).isTrue();
    }
}
