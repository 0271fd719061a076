package io.github.qcowscope.qcow2.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.CountingSource;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SparseBytes;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.fixture.TreeWalk;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.schema.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A huge image")
class HugeImageTest {

    private static final long TIB = 1L << 40;
    private static final int ENTRIES = 1_000_000;

    @TempDir
    Path folder;

    private static TestImage millionEntries() {
        return new ImageBuilder().clusterBits(9).size(512)
                .bitmap(BitmapSpec.named("large").granularityBits(9).tableSize(ENTRIES).entry(1)).build();
    }

    @Test
    @DisplayName("with a table of a million entries is opened and walked by reading what is asked for, and no more")
    void millionEntriesCostNothing() {
        TestImage made = millionEntries();
        CountingSource source = new CountingSource(made.bytes());

        Qcow2Image image = new Qcow2Image(source);
        Node table = image.root().find("bitmaps/large/table");

        assertThat(table).isNotNull();
        assertThat(table.childCount()).isEqualTo(ENTRIES);
        assertThat(source.bytesRead()).isLessThan(10_000);

        source.reset();
        Node last = table.child(ENTRIES - 1);
        assertThat(last.value().text()).isEqualTo("0x0 (all-zeroes)");
        assertThat(image.root().find("bitmaps/large/table/999999")).isEqualTo(last);
        assertThat(table.deepestAt(made.bitmapTable("large") + 8L * 777_777 + 5).key()).isEqualTo("777777");
        assertThat(source.bytesRead()).isLessThan(10_000);
    }

    @Test
    @DisplayName("with a table of a million entries is scanned in blocks, and the scan can stop and start anywhere")
    void scan() {
        TestImage made = millionEntries();
        made.poke(made.bitmapTable("large") + 8L * 500_000, 8, 1);
        CountingSource source = new CountingSource(made.bytes());
        EntryTable table = new Qcow2Image(source).bitmaps().orElseThrow().get(0).table();
        source.reset();
        long[] ones = {0};

        long visited = table.scan(0, Progress.NONE, (index, raw, second) -> {
            ones[0] += raw;
            return true;
        });

        assertThat(visited).isEqualTo(ENTRIES);
        assertThat(ones[0]).isEqualTo(2);
        assertThat(source.bytesRead()).isEqualTo(8L * ENTRIES);
        assertThat(source.reads()).isLessThan(200);
        assertThat(table.scan(400_000, Progress.NONE, (index, raw, second) -> raw == 0)).isEqualTo(500_001);
        assertThat(table.scan(ENTRIES, Progress.NONE, (index, raw, second) -> true)).isEqualTo(ENTRIES);
    }

    /** Structures at the far end of a file of 8 TiB. */
    private static TestImage farAway() {
        return new ImageBuilder().size(16 * TIB)
                .bitmapDirectoryAt(8 * TIB - 3 * 65536)
                .bitmap(BitmapSpec.named("far").granularityBits(31).auto().tableAt(8 * TIB - 2 * 65536)
                        .dataAt(8 * TIB - 65536, 0xff, 0xff))
                .build();
    }

    private static void assertFar(Qcow2Image image) {
        assertThat(image.source().length()).isEqualTo(8 * TIB);
        assertThat(TreeWalk.brokenRules(image.root())).isEmpty();
        assertThat(image.ownerOf(8 * TIB - 1, Progress.NONE).path()).isEqualTo("bitmaps/far/table/0/data");
        assertThat(image.ownerOf(8 * TIB - 2 * 65536, Progress.NONE).path()).isEqualTo("bitmaps/far/table/0");
        Node data = image.root().find("bitmaps/far/table/0/data");
        assertThat(data).isNotNull();
        assertThat(data.span().isInside()).isTrue();
        assertThat(data.span().source().chunk(data.span().range().offset(), 4).u32(0)).isEqualTo(0xffff_0000L);
    }

    @Test
    @DisplayName("of 8 TiB is read at its far end, from memory")
    void eightTebibytesInMemory() {
        CountingSource source = new CountingSource(farAway().bytes());

        assertFar(new Qcow2Image(source));
        assertThat(source.bytesRead()).isLessThan(100_000);
    }

    @Test
    @DisplayName("of 8 TiB is read at its far end, from a sparse file that is mapped")
    void eightTebibytesInFile() throws IOException {
        Path path = folder.resolve("huge.qcow2");
        try {
            farAway().writeTo(path);
        } catch (UncheckedIOException e) {
            abort("this file system takes no sparse file of 8 TiB: " + e.getMessage());
        }
        try (MappedFile file = MappedFile.open(path)) {
            assertFar(new Qcow2Image(file));
        }
    }

    @Test
    @DisplayName("of 8 EiB without any structure is opened")
    void empty() {
        SparseBytes bytes = new SparseBytes("huge");
        bytes.setLength(Long.MAX_VALUE);
        Qcow2Image image = new Qcow2Image(bytes);

        assertThat(image.isRecognized()).isFalse();
        assertThat(image.root().value().text()).isEqualTo("8.00 EiB, not QCOW2");
        bytes.put(0, 8, 0x5146_49fb_0000_0003L);
        TreeWalk.some(new Qcow2Image(bytes).root(), node -> assertThat(node.value().text()).isNotNull());
    }
}
