package io.github.qcowscope.qcow2.dirty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.job.Progress;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Any bitmap, decoded")
class DirtyBitmapPropertyTest {

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static RandomBitmap bitmap(long seed) {
        return new RandomBitmap(seed, seed % 2 == 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rangesCoverTheDiskOnceInOrderAndSayWhatTheBitsSay(long seed) {
        RandomBitmap random = bitmap(seed);
        List<DirtyRange> ranges = random.decoded.ranges(Progress.NONE).toList();

        long at = 0;
        DirtyState before = null;
        for (DirtyRange range : ranges) {
            assertThat(range.start()).isEqualTo(at);
            assertThat(range.length()).isPositive();
            assertThat(range.state()).isNotEqualTo(before);
            for (long bit = at >>> random.granularityBits; bit << random.granularityBits < range.end(); bit++) {
                assertThat(range.state()).as("bit %d", bit).isSameAs(random.bits[(int) bit]);
            }
            at = range.end();
            before = range.state();
        }
        assertThat(at).isEqualTo(random.diskSize);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void countIsTheSumOfTheRangesAndOfTheEntries(long seed) {
        RandomBitmap random = bitmap(seed);
        DirtyCount count = random.decoded.count(Progress.NONE);

        assertThat(count.bits()).isEqualTo(random.bits.length);
        assertThat(count.bytes()).isEqualTo(random.diskSize);
        assertThat(count.dirtyBits()).isEqualTo(random.count(DirtyState.DIRTY, 0, random.bits.length));
        assertThat(count.unknownBits()).isEqualTo(random.count(DirtyState.UNKNOWN, 0, random.bits.length));
        assertThat(count.dirtyBytes()).isEqualTo(random.bytes(DirtyState.DIRTY)).isEqualTo(random.decoded.ranges(
                Progress.NONE).filter(range -> range.state() == DirtyState.DIRTY).mapToLong(DirtyRange::length).sum());
        assertThat(count.unknownBytes()).isEqualTo(random.bytes(DirtyState.UNKNOWN));
        long entries = random.decoded.bitmap().neededEntries();
        assertThat(LongStream.range(0, entries + 2).map(i -> random.decoded.count(i, Progress.NONE).dirtyBytes()).sum())
                .isEqualTo(count.dirtyBytes());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWindowSaysWhatTheWholeSays(long seed) {
        RandomBitmap random = bitmap(seed);
        Random places = new Random(seed);
        for (int i = 0; i < 50; i++) {
            int from = places.nextInt(random.bits.length);
            int to = from + places.nextInt(Math.min(5000, random.bits.length - from + 1));
            DirtyRuns runs = random.decoded.runs(from, to, Progress.NONE);
            long at = from;
            while (runs.next()) {
                assertThat(runs.start()).isEqualTo(at);
                assertThat(random.count(runs.state(), runs.start(), runs.end())).isEqualTo(runs.end() - runs.start());
                at = runs.end();
            }
            assertThat(at).isEqualTo(to);
            assertThat(DirtyCount.of(random.decoded, from, to, Progress.NONE).dirtyBits())
                    .isEqualTo(random.count(DirtyState.DIRTY, from, to));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aStoredBitIsWhereItsPlaceSaysAndTheByteLeadsBack(long seed) {
        RandomBitmap random = bitmap(seed);
        Random places = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int bit = places.nextInt(random.bits.length);
            DirtyPlace place = random.decoded.place(bit);
            if (place.isStored()) {
                assertThat(random.image.get(place.offset(), 1) >> place.inByte() & 1)
                        .isEqualTo(random.bits[bit] == DirtyState.DIRTY ? 1 : 0);
                assertThat(random.decoded.firstBitAt(place.entry(), place.offset()) + place.inByte()).isEqualTo(bit);
            }
            assertThat(random.decoded.bitOf(place.guest().offset())).isEqualTo(bit);
            assertThat(random.decoded.bitOf(place.guest().end() - 1)).isEqualTo(bit);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsUnknownHasAReasonAndWhatHasNoneIsKnown(long seed) {
        RandomBitmap random = bitmap(seed);
        DirtySummary summary = DirtySummary.of(random.decoded, Progress.NONE);

        for (long entry = 0; entry < random.decoded.bitmap().neededEntries(); entry++) {
            boolean unknown = random.decoded.count(entry, Progress.NONE).unknownBits() > 0;
            assertThat(random.decoded.problem(entry) != null).as("entry %d", entry).isEqualTo(unknown);
        }
        assertThat(summary.count()).isEqualTo(random.decoded.count(Progress.NONE));
        assertThat(summary.problemCount() > 0).isEqualTo(summary.count().unknownBits() > 0
                || summary.entries() != random.decoded.bitmap().neededEntries());
        assertThat(summary.serialized() + summary.allOnes() + summary.allZeroes() + summary.invalid())
                .isEqualTo(summary.entries());
    }
}
