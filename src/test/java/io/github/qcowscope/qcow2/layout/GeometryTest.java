package io.github.qcowscope.qcow2.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.FailingSource;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.fixture.TreeWalk;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Geometry and tables")
class GeometryTest {

    private static Geometry geometry(int clusterBits, int order, boolean extended, long fileLength) {
        return new Geometry(3, clusterBits, 1 << 30, 112, order, extended, false, 0, fileLength);
    }

    @ParameterizedTest
    @CsvSource({
        "16, 4, false, 8192, 536870912, 32768",
        "16, 4, true, 4096, 268435456, 32768",
        "9, 0, false, 64, 32768, 4096",
        "21, 6, false, 262144, 549755813888, 262144",
        "30, 6, false, 134217728, 144115188075855872, 134217728",
    })
    @DisplayName("follow from cluster size, refcount width and kind of L2 entries")
    void numbers(int bits, int order, boolean extended, long l2Entries, long coverage, long blockEntries) {
        Geometry geometry = geometry(bits, order, extended, 1 << 20);

        assertThat(geometry.l2Entries()).isEqualTo(l2Entries);
        assertThat(geometry.l2Coverage()).isEqualTo(coverage);
        assertThat(geometry.refcountBlockEntries()).isEqualTo(blockEntries);
        assertThat(geometry.clusterOf(5L << bits | 3)).isEqualTo(5);
        assertThat(geometry.isAligned(5L << bits)).isTrue();
        assertThat(geometry.isAligned(5L << bits | 8)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, 8, 100",
        "0, 1000, 8, 128",
        "1023, 1, 8, 0",
        "1016, 5, 8, 1",
        "1024, 5, 8, 0",
        "-1, 5, 8, 0",
        "9223372036854775807, 5, 8, 0",
        "0, -1, 8, 128",
        "0, 9223372036854775807, 16, 64",
    })
    @DisplayName("cut a table where the file ends, whatever it claims")
    void entries(long offset, long declared, int size, long there) {
        assertThat(geometry(9, 4, false, 1024).entriesInFile(offset, declared, size)).isEqualTo(there);
    }

    @Test
    @DisplayName("cut an area where it ends")
    void area() {
        Area area = new Area(geometry(9, 4, false, 1024), 100);

        assertThat(area.clip(90, 20)).isEqualTo(10);
        assertThat(area.clip(90, 5)).isEqualTo(5);
        assertThat(area.clip(90, -1)).isEqualTo(10);
        assertThat(area.clip(100, 5)).isZero();
        assertThat(area.clip(-1, 5)).isZero();
        assertThat(Area.file(geometry(9, 4, false, 1024)).clip(0, Long.MAX_VALUE)).isEqualTo(1024);
        assertThat(geometry(9, 4, false, 1024).inFile(1000, -1)).isEqualTo(new ByteRange(1000, 24));
    }

    @Test
    @DisplayName("scan both numbers of extended entries")
    void extendedEntries() {
        ByteBuffer bytes = ByteBuffer.allocate(48).putLong(1).putLong(10).putLong(2).putLong(20).putLong(3).putLong(30);
        EntryTable table = EntryTable.of(geometry(14, 4, true, 48), new HeapBytes("table", bytes.array()), 0, 99, 16);
        List<String> seen = new ArrayList<>();

        table.scan(1, Progress.NONE, (index, raw, second) -> seen.add(index + ":" + raw + ":" + second));

        assertThat(table.count()).isEqualTo(3);
        assertThat(seen).containsExactly("1:2:20", "2:3:30");
        assertThat(table.range()).isEqualTo(new ByteRange(0, 48));
        assertThat(table.range(2)).isEqualTo(new ByteRange(32, 16));
        assertThat(table.raw(2)).isEqualTo(3);
    }

    @Test
    @DisplayName("stop a scan where the file cannot be read")
    void failingDevice() {
        HeapBytes bytes = new HeapBytes("table", new byte[800]);
        EntryTable table = new EntryTable(new FailingSource(bytes, new ByteRange(404, 1)), 0, 100, 8);

        assertThat(table.scan(0, Progress.NONE, (index, raw, second) -> true)).isEqualTo(50);
    }

    @Test
    @DisplayName("show the fields on a bad block as unreadable, and all others as ever")
    void badBlock() {
        TestImage made = new ImageBuilder().build();
        Qcow2Image image = new Qcow2Image(new FailingSource(made.bytes(), new ByteRange(30, 4)));

        assertThat(image.root().find("header/size")).isNotNull()
                .satisfies(node -> assertThat(node.value()).isEqualTo(
                        new Value.Unreadable("the file could not be read here")));
        assertThat(image.root().find("header/l1_size")).isNotNull()
                .satisfies(node -> assertThat(node.value().text()).isEqualTo("1"));
        assertThat(TreeWalk.brokenRules(image.root())).contains("header/size: truncated", "header/crypt_method: truncated");
    }
}
