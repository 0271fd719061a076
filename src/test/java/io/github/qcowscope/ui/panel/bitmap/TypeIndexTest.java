package io.github.qcowscope.ui.panel.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry.Type;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.ui.panel.bitmap.EntryRows.By;
import io.github.qcowscope.ui.table.LazyList;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypeIndexTest {

    private static final int COUNT = 3 * TypeIndex.BLOCK + 17;

    private final long[] raw = new long[COUNT];
    private final AtomicLong read = new AtomicLong();
    private final EntryTable table;
    private final TypeIndex index;

    TypeIndexTest() {
        Random random = new Random(3);
        ByteBuffer bytes = ByteBuffer.allocate(COUNT * 8);
        for (int i = 0; i < COUNT; i++) {
            // All-ones entries lie in the last block only: blocks without any must be passed over.
            int kind = random.nextInt(i < 3 * TypeIndex.BLOCK ? 2 : 4);
            raw[i] = switch (kind) {
                case 0 -> 0L;
                case 1 -> 0x10000L + i * 512L;
                case 2 -> 1L;
                default -> 0x20001L;
            };
            bytes.putLong(raw[i]);
        }
        table = new EntryTable(counting(new HeapBytes("table", bytes.array())), 0, COUNT, 8);
        index = TypeIndex.of(table, Progress.NONE);
    }

    private ByteSource counting(HeapBytes bytes) {
        return new ByteSource() {
            @Override
            public String name() {
                return bytes.name();
            }

            @Override
            public long length() {
                return bytes.length();
            }

            @Override
            public int read(long offset, byte[] into, int at, int count) {
                read.addAndGet(count);
                return bytes.read(offset, into, at, count);
            }
        };
    }

    private long[] entriesOf(Type type) {
        return LongStream.range(0, COUNT).filter(i -> new BitmapTableEntry(raw[(int) i]).type() == type).toArray();
    }

    @Test
    void countsAndFindsTheEntriesOfEachType() {
        for (Type type : Type.values()) {
            long[] expected = entriesOf(type);
            assertThat(index.count(type)).isEqualTo(expected.length);
            for (int rank = 0; rank < expected.length; rank += Math.max(1, expected.length / 50)) {
                assertThat(index.entry(type, rank)).isEqualTo(expected[rank]);
                assertThat(index.rank(type, expected[rank])).isEqualTo(rank);
            }
            if (expected.length > 0) {
                int last = expected.length - 1;
                assertThat(index.entry(type, last)).isEqualTo(expected[last]);
            }
        }
    }

    @Test
    void findingAnEntryReadsOneBlock() {
        read.set(0);
        index.entry(Type.SERIALIZED, index.count(Type.SERIALIZED) - 1);
        assertThat(read.get()).isLessThanOrEqualTo(TypeIndex.BLOCK * 8L);
    }

    private EntryRows rows(@Nullable Type only, By by, boolean descending) {
        OffsetOrder offsets = by == By.OFFSET ? OffsetOrder.of(table, only, Progress.NONE) : null;
        return new EntryRows(table, index, offsets, new EntryRows.Choice(only, by, descending));
    }

    private static List<Long> list(EntryRows rows) {
        LazyList<Long> list = new LazyList<>(1, row -> -1L);
        rows.fill(list);
        return list;
    }

    private BitmapTableEntry read(long entry) {
        return new BitmapTableEntry(raw[(int) entry]);
    }

    @Test
    void listsInEveryOrder() {
        for (Type only : new Type[] {null, Type.SERIALIZED, Type.ALL_ONES}) {
            for (By by : By.values()) {
                Comparator<Long> order = switch (by) {
                    case INDEX -> Comparator.naturalOrder();
                    case TYPE -> Comparator.comparing((Long i) -> read(i).type()).thenComparing(i -> i);
                    case OFFSET -> Comparator.comparing((Long i) -> read(i).offset()).thenComparing(i -> i);
                };
                List<Long> expected = LongStream.range(0, COUNT).boxed()
                        .filter(entry -> only == null || read(entry).type() == only).sorted(order).toList();
                check(rows(only, by, false), expected);
                check(rows(only, by, true), expected.reversed());
            }
        }
    }

    private void check(EntryRows rows, List<Long> expected) {
        List<Long> listed = list(rows);
        assertThat(listed).hasSameSizeAs(expected);
        for (int row = 0; row < expected.size(); row += Math.max(1, expected.size() / 40)) {
            long entry = expected.get(row);
            assertThat(listed.get(row)).as("%s", rows.choice()).isEqualTo(entry);
            assertThat(rows.row(entry, read(entry).type())).as("%s", rows.choice()).isEqualTo(row);
        }
    }

    @Test
    void anEntryOfAnotherTypeHasNoRow() {
        assertThat(read(0).type()).isNotEqualTo(Type.ALL_ONES);
        for (By by : By.values()) {
            assertThat(rows(Type.ALL_ONES, by, true).row(0, read(0).type())).isEqualTo(-1);
        }
    }

    @Test
    void listsInTheOrderOfTheFileUntilItIsCounted() {
        EntryRows rows = new EntryRows(table, null, null, EntryRows.Choice.ALL);
        assertThat(list(rows)).hasSize(COUNT);
        assertThat(list(rows).get(12345)).isEqualTo(12345);
        assertThat(rows.row(12345, Type.SERIALIZED)).isEqualTo(12345);
    }

    @Test
    void anEmptyTableHasNoEntries() {
        TypeIndex empty = TypeIndex.of(new EntryTable(new HeapBytes("none", new byte[0]), 0, 0, 8), Progress.NONE);
        for (Type type : Type.values()) {
            assertThat(empty.count(type)).isZero();
        }
    }
}
