package io.github.qcowscope.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What single numbers can be, and what they say of the cluster size. */
class EvidenceTest {

    private static final long LENGTH = 1 << 30;

    @Test
    void knowsEntriesOfTables() {
        assertThat(Words.isEntry(0, LENGTH)).isTrue();
        assertThat(Words.isEntry(1, LENGTH)).isTrue();
        assertThat(Words.isEntry(0x8000_0000_0005_0000L, LENGTH)).isTrue();
        assertThat(Words.isEntry(0x8000_0000_0005_0001L, LENGTH)).isTrue();
        assertThat(Words.isEntry(0x4000_0000_0005_1234L, LENGTH)).isTrue();
        assertThat(Words.isEntry(0x8000_0000_0000_0000L, LENGTH)).as("copied, but nothing").isFalse();
        assertThat(Words.isEntry(0x0000_0000_0005_0002L, LENGTH)).as("reserved bit 1").isFalse();
        assertThat(Words.isEntry(0x0100_0000_0005_0000L, LENGTH)).as("reserved bit 56").isFalse();
        assertThat(Words.isEntry(LENGTH, LENGTH)).as("past the end").isFalse();
        assertThat(Words.isEntry(0xc000_0000_0005_1234L, LENGTH)).as("compressed and copied").isFalse();
        assertThat(Words.isEntry(0x7800_0000_0000_0000L, LENGTH)).as("the letter x").isFalse();
    }

    @Test
    void knowsExtendedEntries() {
        assertThat(Words.isExtendedEntry(0x8000_0000_0005_0000L, 0x0000_0001_0000_0002L, LENGTH)).isTrue();
        assertThat(Words.isExtendedEntry(0, 0x0000_0001_0000_0000L, LENGTH)).isTrue();
        assertThat(Words.isExtendedEntry(0x8000_0000_0005_0000L, 0x0000_0003_0000_0002L, LENGTH)).isFalse();
        assertThat(Words.isExtendedEntry(0, 2, LENGTH)).as("allocated without a cluster").isFalse();
        assertThat(Words.isExtendedEntry(0x8000_0000_0005_0001L, 2, LENGTH)).as("bit 0").isFalse();
    }

    @Test
    void countsRefcountsOfAllWidths() {
        long[] words = new long[64];
        Arrays.fill(words, 0, 10, 0x0001_0001_0001_0001L);
        assertThat(CountFacts.of(words, 64, 3, 41)).isEqualTo(new CountFacts(16, 40, 40, 39, true));
        assertThat(CountFacts.of(words, 64, 50, 41)).isEqualTo(new CountFacts(16, 40, 40, 39, false));
        assertThat(CountFacts.of(words, 64, 3, 20)).as("more than the image has clusters").isNull();
        Arrays.fill(words, 0, 10, 0x0000_0001_0000_0002L);
        assertThat(Objects.requireNonNull(CountFacts.of(words, 64, 0, 20)).bits()).isEqualTo(32);
        Arrays.fill(words, 0, 10, 1);
        assertThat(Objects.requireNonNull(CountFacts.of(words, 64, 0, 20)).bits()).isEqualTo(64);
        Arrays.fill(words, 0, 10, 0x0101_0101_0101_0101L);
        assertThat(Objects.requireNonNull(CountFacts.of(words, 64, 0, 80)).bits()).isEqualTo(8);
        assertThat(CountFacts.of(words, 64, 0, 8000)).as("bytes of 1 that do not stop with the image").isNull();
        Arrays.fill(words, 0, 10, 0x4142_4344_4546_4748L);
        assertThat(CountFacts.of(words, 64, 0, 80)).isNull();
    }

    @Test
    void guessesTheClusterSizeFromOffsets() {
        ClusterVotes votes = new ClusterVotes();
        assertThat(votes.best()).as("QEMU's default").isEqualTo(16);
        for (long offset = 0x5000; offset < 0x2_0000; offset += 0x1000) {
            votes.entry(offset);
            votes.step(0x1000);
        }
        assertThat(votes.best()).isEqualTo(12);
        assertThat(votes.confidence()).isGreaterThan(95);
    }

    @Test
    void prefersTheDefaultWhereOffsetsSayLittle() {
        ClusterVotes votes = new ClusterVotes();
        votes.entry(0x4_0000);
        votes.entry(0x5_0000);
        assertThat(votes.best()).isEqualTo(16);
    }

    @Test
    void guessesTheClusterSizeFromTheLengthOfTheFile() {
        ClusterVotes votes = new ClusterVotes();
        votes.entry(0x20_0000);
        votes.entry(0x40_0000);
        int before = votes.confidence();
        votes.length(100, 100L << 21);
        assertThat(votes.best()).isEqualTo(21);
        assertThat(votes.confidence()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void roundsRunsToClusters() {
        Runs runs = new Runs();
        runs.add(512, 1024);
        runs.add(4608, 5120);
        runs.add(5120, 9000);
        runs.add(20_480, 20_992);
        assertThat(runs.count()).isEqualTo(3);
        assertThat(runs.clusters(0, 12, 100)).containsExactly(4096, 8192, 20_480);
        assertThat(runs.clusters(512, 12, 100)).as("the first cluster ends at 4608").containsExactly(4608, 8704, 16_896);
        assertThat(runs.clusters(0, 12, 2)).hasSize(2);
    }
}
