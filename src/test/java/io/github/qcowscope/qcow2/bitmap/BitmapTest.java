package io.github.qcowscope.qcow2.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.fixture.TreeWalk;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.View;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A bitmap")
class BitmapTest {

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private static Bitmap first(TestImage image) {
        return image.open().bitmaps().orElseThrow().get(0);
    }

    private static TestImage one() {
        return new ImageBuilder().bitmap(BitmapSpec.named("b").auto().data(0xff)).build();
    }

    @Test
    @DisplayName("computes its bits, its table and what each entry stands for as unlimited numbers do")
    void arithmetic() {
        long[] sizes = {0, 1, 511, 512, 513, 65536, (1L << 40) - 1, 1L << 40, Long.MAX_VALUE - 511, Long.MAX_VALUE, -1};
        long[] entries = {0, 1, 2, 511, 4096, 1L << 31, 1L << 62, Long.MAX_VALUE};
        TestImage image = new ImageBuilder().bitmap(BitmapSpec.named("b")).build();
        for (long size : sizes) {
            for (int clusterBits : new int[] {9, 16, 21, 30}) {
                for (int granularity : new int[] {0, 9, 16, 31, 32, 44, 45, 50, 61, 62, 63, 64, 255}) {
                    image.poke(HeaderField.SIZE, size).poke(HeaderField.CLUSTER_BITS, clusterBits);
                    image.poke(image.bitmapEntry(0) + 17, 1, granularity);
                    Geometry geometry = image.open().geometry();
                    Bitmap bitmap = new Bitmap(new View<>(Bitmap.STRUCT, Area.file(geometry),
                            image.bytes(), image.bitmapEntry(0)), 0, "b");
                    BigInteger virtual = BigInteger.valueOf(size < 0 ? Long.MAX_VALUE : size);
                    BigInteger bit = BigInteger.TWO.pow(granularity);
                    BigInteger perEntry = bit.shiftLeft(clusterBits + 3);
                    String what = "size %d, clusters of 2^%d, granularity 2^%d".formatted(size, clusterBits, granularity);

                    assertThat(bitmap.bitCount()).as(what).isEqualTo(ceil(virtual, bit));
                    assertThat(bitmap.neededEntries()).as(what).isEqualTo(ceil(virtual, perEntry));
                    for (long entry : entries) {
                        BigInteger start = perEntry.multiply(BigInteger.valueOf(entry)).min(MOST);
                        BigInteger end = start.add(perEntry).min(virtual);
                        ByteRange range = bitmap.guestRange(entry);
                        assertThat(range.length()).as("%s, entry %d", what, entry)
                                .isEqualTo(end.subtract(start).max(BigInteger.ZERO).longValueExact());
                        if (!range.isEmpty()) {
                            assertThat(range.offset()).isEqualTo(start.longValueExact());
                        }
                    }
                }
            }
        }
    }

    private static long ceil(BigInteger number, BigInteger divisor) {
        return number.add(divisor).subtract(BigInteger.ONE).divide(divisor).longValueExact();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8, 1, bitmap_table_offset, bitmap-table-offset",
        "0, 8, 0x10000000000, bitmap_table_offset, bitmap-table-end",
        "8, 4, 2, bitmap_table_size, bitmap-table-size",
        "8, 4, 0, bitmap_table_size, bitmap-table-size",
        "8, 4, 0xffffffff, bitmap_table_size, bitmap-table-size",
        "12, 4, 8, flags, reserved-bits",
        "12, 4, 0x80000000, flags, reserved-bits",
        "12, 4, 1, flags, bitmap-in-use",
        "16, 1, 0, type, bitmap-type",
        "16, 1, 0, flags, bitmap-auto-type",
        "16, 1, 2, type, bitmap-type",
        "17, 1, 64, granularity_bits, bitmap-granularity",
        "17, 1, 8, granularity_bits, bitmap-granularity-qemu",
        "17, 1, 32, granularity_bits, bitmap-granularity-qemu",
        "18, 2, 0, name_size, bitmap-name-size",
        "18, 2, 1024, name_size, bitmap-name-size-qemu",
        "20, 4, 1, extra_data_size, bitmap-extra-data",
        "20, 4, 0xffffffff, extra_data_size, bitmap-entry-size",
    })
    @DisplayName("says what is wrong with a number of its entry, on that number")
    void problems(int at, int width, String value, String field, String rule) {
        TestImage image = one();
        assertThat(TreeWalk.brokenRules(image.open().root())).isEmpty();

        image.poke(image.bitmapEntry(0) + at, width, Long.decode(value));

        assertThat(TreeWalk.brokenRules(image.open().root())).anyMatch(
                broken -> broken.matches("bitmaps/[^/]+/" + field + ": " + rule));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, true, USABLE",
        "0, 1, true, USABLE",
        "3, 1, true, INCONSISTENT",
        "1, 1, true, INCONSISTENT",
        "2, 1, false, IGNORED",
        "3, 1, false, IGNORED",
        "0, 2, true, REFUSED",
        "8, 1, true, REFUSED",
        "9, 1, false, REFUSED",
    })
    @DisplayName("is worth what its flags, its type and the autoclear bit say")
    void verdict(long flags, int type, boolean autoclear, Bitmap.Verdict verdict) {
        Bitmap bitmap = first(new ImageBuilder().bitmap(BitmapSpec.named("b").flags(flags).type(type)).build());

        assertThat(bitmap.verdict(autoclear)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"8, REFUSED", "9, USABLE", "31, USABLE", "32, REFUSED", "63, REFUSED"})
    @DisplayName("is refused where QEMU does not support its granularity")
    void granularityVerdict(int bits, Bitmap.Verdict verdict) {
        assertThat(first(new ImageBuilder().bitmap(BitmapSpec.named("b").granularityBits(bits)).build()).verdict(true))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4})
    @DisplayName("is refused where it has extra data, which QEMU does not even ignore where a flag allows to")
    void extraDataVerdict(long flags) {
        assertThat(first(new ImageBuilder().bitmap(BitmapSpec.named("b").extraData((byte) 1).flags(flags)).build())
                .verdict(true)).isEqualTo(Bitmap.Verdict.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, in-use", "2, auto", "3, in-use auto", "0x102, auto bit-8", "0x80000004, bit-2 bit-31"})
    @DisplayName("names its flags as QEMU does")
    void flagNames(String flags, String names) {
        Bitmap bitmap = first(new ImageBuilder().bitmap(BitmapSpec.named("b").flags(Long.decode(flags))).build());

        assertThat(String.join(" ", bitmap.flagNames())).isEqualTo(names);
    }

    @Test
    @DisplayName("shows its flags bit by bit")
    void flagNodes() {
        Node flags = one().open().root().find("bitmaps/b/flags");

        assertThat(flags).isNotNull();
        assertThat(flags.value().text()).isEqualTo("0x2 (auto)");
        assertThat(IntStream.range(0, 4).mapToObj(flags::child).map(node -> node.key() + " " + node.value().text()))
                .containsExactly("in_use 0", "auto 1", "extra_data_compatible 0", "reserved-3 0x0");
    }

    @ParameterizedTest
    @CsvSource({
        "0x0, ALL_ZEROES, all-zeroes",
        "0x1, ALL_ONES, all-ones",
        "0x10000, SERIALIZED, serialized",
        "0x10001, INVALID, invalid",
        "0xfffffffffffe00, SERIALIZED, serialized",
        "0x1fe, ALL_ZEROES, all-zeroes",
        "0xff00000000000001, ALL_ONES, all-ones",
    })
    @DisplayName("has table entries of four types, told by offset and bit 0 alone")
    void entryTypes(String raw, BitmapTableEntry.Type type, String label) {
        BitmapTableEntry entry = new BitmapTableEntry(Long.parseUnsignedLong(raw.substring(2), 16));

        assertThat(entry.type()).isEqualTo(type);
        assertThat(type.label()).isEqualTo(label);
        assertThat(entry.offset() | entry.reserved() | entry.raw() & 1).isEqualTo(entry.raw());
    }

    @ParameterizedTest
    @CsvSource({
        "0x2, reserved-bits, /reserved-1",
        "0x1fe, reserved-bits, /reserved-1",
        "0x100000000000000, reserved-bits, /reserved-56",
        "0x8000000000000001, reserved-bits, /reserved-56",
    })
    @DisplayName("points at the reserved bits of a table entry")
    void entryReserved(String raw, String rule, String bit) {
        TestImage image = new ImageBuilder().bitmap(
                BitmapSpec.named("b").entry(Long.parseUnsignedLong(raw.substring(2), 16))).build();

        assertThat(TreeWalk.brokenRules(image.open().root()))
                .containsExactly("bitmaps/b/table/0: " + rule, "bitmaps/b/table/0" + bit + ": " + rule);
    }

    @ParameterizedTest
    @CsvSource({
        "0x10200, bitmap-entry-alignment, no multiple of the cluster size",
        "0x10001, bitmap-entry-all-ones, Bit 0 must not be set together with an offset",
        "0xfffffffff0000, bitmap-entry-end, past the end of the file",
    })
    @DisplayName("says what is wrong with a table entry's offset")
    void entryProblems(String raw, String rule, String message) {
        TestImage image = new ImageBuilder().bitmap(BitmapSpec.named("b").entry(Long.decode(raw))).build();
        Node entry = image.open().root().find("bitmaps/b/table/0");

        assertThat(entry).isNotNull();
        assertThat(entry.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo(rule);
            assertThat(problem.message()).contains(message);
        });
    }

    @Test
    @DisplayName("shows each table entry with its type, its part of the disk, and its data")
    void table() {
        TestImage image = new ImageBuilder().clusterBits(9).size(5 << 20)
                .bitmap(BitmapSpec.named("b").granularityBits(9).data(0xff).zeroes().ones()).build();
        Node table = image.open().root().find("bitmaps/b/table");

        assertThat(table).isNotNull();
        assertThat(table.value().text()).isEqualTo("3 entries");
        assertThat(List.of(table.child(0), table.child(1), table.child(2))).extracting(Node::meaning).containsExactly(
                "serialized, guest 0x0-0x1fffff (2097152)",
                "all-zeroes, guest 0x200000-0x3fffff (2097152)",
                "all-ones, guest 0x400000-0x4fffff (1048576)");
        assertThat(List.of(table.child(0), table.child(1), table.child(2))).extracting(node -> node.value().text())
                .containsExactly("0x%x".formatted(image.bitmapData("b", 0)), "0x0 (all-zeroes)", "0x1 (all-ones)");
        Node data = table.find("data");
        assertThat(data).isNull();
        assertThat(table.child(0).find("data")).isNotNull().extracting(node -> node.span().range())
                .isEqualTo(new ByteRange(image.bitmapData("b", 0), 512));
        assertThat(table.child(0).find("offset")).isNotNull().extracting(Node::target)
                .isEqualTo(table.child(0).target());
        assertThat(table.child(1).target()).isNull();
        assertThat(table.child(1).find("data")).isNull();
    }

    @Test
    @DisplayName("whose table's end is missing shows the entries that there are")
    void cutTable() {
        TestImage image = new ImageBuilder().clusterBits(9).size(1 << 30)
                .bitmap(BitmapSpec.named("b").granularityBits(9).tableAt(1 << 20)).build();
        image.setLength((1 << 20) + 20);
        Node table = image.open().root().find("bitmaps/b/table");

        assertThat(table).isNotNull();
        assertThat(table.childCount()).isEqualTo(2);
        assertThat(TreeWalk.brokenRules(image.open().root())).contains("bitmaps/b/bitmap_table_offset: bitmap-table-end");
    }

    @Test
    @DisplayName("whose data's end is missing shows the bytes that there are")
    void cutData() {
        TestImage image = new ImageBuilder().bitmap(BitmapSpec.named("b").dataAt(1 << 20, 1)).build();
        image.setLength((1 << 20) + 5);
        Node data = image.open().root().find("bitmaps/b/table/0/data");

        assertThat(data).isNotNull();
        assertThat(data.span().range()).isEqualTo(new ByteRange(1 << 20, 5));
    }
}
