package io.github.qcowscope.qcow2.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.qcow2.layout.Geometry;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryReaderTest {

    private static final int FILE = 0x100000;

    private static Geometry geometry(int clusterBits, int refcountOrder, boolean extendedL2) {
        return new Geometry(3, clusterBits, 1L << 30, 104, refcountOrder, extendedL2, false, 0, FILE);
    }

    private static ByteSource bytes(long first, long second) {
        return new HeapBytes("x", ByteBuffer.allocate(16).putLong(first).putLong(second).array());
    }

    private static EntryReading read(Geometry geometry, EntryKind kind, long first, long second) {
        List<EntryReading> all = new EntryReader(geometry).at(bytes(first, second), 0, true);
        assertThat(all).extracting(EntryReading::kind).containsExactly(EntryKind.values());
        return all.get(kind.ordinal());
    }

    private static EntryReading read(EntryKind kind, long raw) {
        return read(geometry(16, 4, false), kind, raw, 0);
    }

    private static List<String> problems(EntryReading reading) {
        return reading.problems().stream().map(io.github.qcowscope.schema.Problem::message).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "L1; 0; no L2 table",
        "L1; 8000000000050000; L2 table at 0x50000, copied",
        "L2_STANDARD; 0; unallocated",
        "L2_STANDARD; 1; reads as zeros",
        "L2_STANDARD; 30001; reads as zeros, with a cluster kept for writes at 0x30000",
        "L2_STANDARD; 8000000000050000; guest cluster at 0x50000, copied",
        "REFCOUNT_TABLE; 0; no refcount block: all its refcounts are 0",
        "REFCOUNT_TABLE; 20000; refcount block at 0x20000",
        "BITMAP_TABLE; 0; all-zeroes: all bits are 0, and no cluster holds them",
        "BITMAP_TABLE; 1; all-ones: all bits are 1, and no cluster holds them",
        "BITMAP_TABLE; 40000; serialized: bitmap data at 0x40000",
        "REFCOUNT; 2000000000000; 2 (16 bits)"
    })
    void saysInWordsWhatAnEntrySays(EntryKind kind, String raw, String words) {
        EntryReading reading = read(kind, Long.parseUnsignedLong(raw, 16));
        assertThat(reading.words()).isEqualTo(words);
        assertThat(reading.whole()).isTrue();
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.inside()).isEqualTo(words.contains(" at 0x"));
    }

    @Test
    void bit62DecidesWhetherAnL2EntryIsCompressed() {
        long compressed = 1L << 62 | 3L << 54 | 0x50123;
        EntryReading reading = read(EntryKind.L2_COMPRESSED, compressed);
        assertThat(reading.words()).isEqualTo(
                "compressed data at 0x50123, in 4 sectors of 512 bytes (at most %d bytes)".formatted(4 * 512 - 0x123));
        assertThat(reading.target()).isEqualTo(new ByteRange(0x50123, 4 * 512 - 0x123));
        assertThat(reading.problems()).isEmpty();
        assertThat(problems(read(EntryKind.L2_STANDARD, compressed)).getFirst())
                .isEqualTo("Bit 62 is set, so the entry describes compressed data.");
        assertThat(problems(read(EntryKind.L2_COMPRESSED, 0x50000)).getFirst())
                .isEqualTo("Bit 62 is clear, so the entry does not describe compressed data.");
    }

    @ParameterizedTest
    @CsvSource({"9, 61", "12, 58", "16, 54", "21, 49"})
    void theBorderInACompressedEntryDependsOnTheClusterSize(int clusterBits, int offsetBits) {
        EntryReading reading = read(geometry(clusterBits, 4, false), EntryKind.L2_COMPRESSED,
                1L << 62 | (offsetBits < 61 ? 1L << offsetBits : 0) | 0x5200, 0);
        assertThat(reading.words()).startsWith(
                "compressed data at 0x5200, in " + (offsetBits < 61 ? "2 sectors" : "1 sector") + " of");
    }

    @Test
    void reservedBitsAndOffsetsPastTheEndSpeakAgainstIt() {
        EntryReading reserved = read(EntryKind.L1, 1L << 56 | 0x50004);
        assertThat(problems(reserved)).anyMatch(text -> text.contains("reserved bits 56-62"))
                .anyMatch(text -> text.contains("reserved bits 0-8"));
        EntryReading far = read(EntryKind.L1, 0x7f000000000000L);
        assertThat(far.inside()).isFalse();
        assertThat(far.target()).isEqualTo(new ByteRange(0x7f000000000000L, 0x10000));
        assertThat(problems(far)).containsExactly("The L2 table starts at 0x7f000000000000, past the end of the file.");
        assertThat(problems(read(EntryKind.BITMAP_TABLE, 0x50001)))
                .containsExactly("Bit 0 must not be set together with an offset.");
        assertThat(problems(read(EntryKind.REFCOUNT_TABLE, 0x50200)))
                .containsExactly("The refcount block starts at 0x50200, which is no multiple of the cluster size.");
        assertThat(read(EntryKind.REFCOUNT_TABLE, -512).inside()).isFalse();
    }

    @Test
    void anExtendedEntryHas16BytesAndSubclusters() {
        Geometry extended = geometry(16, 4, true);
        EntryReading reading = read(extended, EntryKind.L2_STANDARD, 0x50000, 0x300000007L << 0);
        assertThat(reading.bytes()).isEqualTo(new ByteRange(0, 16));
        assertThat(reading.words()).isEqualTo("guest cluster at 0x50000; subclusters: 3 allocated, 2 zero");
        assertThat(problems(reading)).anyMatch(text -> text.contains("both allocated and zero"));
        assertThat(new EntryReader(extended).at(bytes(0, 0), 9, true)).extracting(reading1 -> reading1.bytes().offset())
                .containsExactly(8L, 0L, 0L, 8L, 8L, 8L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "0; 1, 0, 1, 0, 0, 1, 0, 1 (1 bit each, the first in the lowest)", "1; 1, 1, 2, 2 (2 bits each, the first in the lowest)",
        "2; 5, 10 (4 bits each, the first in the lowest)", "3; 165 (8 bits)", "4; 42405 (16 bits)",
        "5; 2779096485 (32 bits)", "6; 11936128518282651045 (64 bits)"
    })
    void refcountsHaveTheWidthOfTheImage(int order, String words) {
        assertThat(read(geometry(16, order, false), EntryKind.REFCOUNT, 0xa5a5a5a5_a5a5a5a5L, 0).words()).isEqualTo(words);
    }

    @Test
    void nearTheEndItSaysWhatIsMissing() {
        ByteSource five = new HeapBytes("x", new byte[5]);
        List<EntryReading> all = new EntryReader(geometry(16, 4, false)).at(five, 4, false);
        assertThat(all.get(EntryKind.L1.ordinal()).whole()).isFalse();
        assertThat(all.get(EntryKind.L1.ordinal()).words()).isEqualTo("needs 8 bytes: past the end of the file (5 bytes)");
        assertThat(all.get(EntryKind.REFCOUNT.ordinal()).whole()).isFalse();
        all = new EntryReader(geometry(16, 4, false)).at(five, 3, true);
        assertThat(all.get(EntryKind.REFCOUNT.ordinal()).words()).isEqualTo("0 (16 bits)");
    }

    @Test
    void anyBytesCanBeReadAsAnyEntry() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            Geometry any = new Geometry(2 + random.nextInt(2), 9 + random.nextInt(22), random.nextLong() >>> 1, 104,
                    random.nextInt(7), random.nextBoolean(), random.nextBoolean(), 0, random.nextLong() >>> 1 + random.nextInt(62));
            for (EntryReading reading : new EntryReader(any).at(
                    bytes(random.nextLong() >> random.nextInt(64), random.nextLong()), random.nextInt(20), random.nextBoolean())) {
                assertThat(reading.words()).isNotBlank();
                if (reading.inside()) {
                    assertThat(reading.target().offset()).isLessThan(any.fileLength());
                }
            }
        }
    }
}
