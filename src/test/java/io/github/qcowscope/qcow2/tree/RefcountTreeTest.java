package io.github.qcowscope.qcow2.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Value;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The tree of refcounts")
class RefcountTreeTest {

    private static Node find(Qcow2Image image, String path) {
        return Objects.requireNonNull(image.root().find(path), path);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    @DisplayName("has a node for each refcount, whatever its width")
    void widths(int order) {
        int bits = 1 << order;
        long most = order == 6 ? -1 : (1L << bits) - 1;
        TestImage test = new ImageBuilder().clusterBits(12).size(1 << 20).refcountOrder(order).data(0, "a")
                .refcount(9, most).refcount(10, 0).refcount(11, 1).build();
        Qcow2Image image = test.open();
        Node block = find(image, "refcounts/0/block");

        assertThat(block.span()).isEqualTo(Span.of(image.source(), test.refcountBlock(0), 4096));
        assertThat(block.childCount()).isEqualTo(4096 * 8 / bits);
        for (int i = 0; i < 12; i++) {
            Node refcount = block.child(i);
            assertThat(refcount.value()).isInstanceOfSatisfying(Value.Num.class, number -> {
                assertThat(number.bits()).isEqualTo(bits);
                assertThat(number.raw()).isEqualTo(image.refcounts().of(index(refcount)));
            });
        }
        assertThat(block.child(9).value().text()).isEqualTo(Long.toUnsignedString(most));
        assertThat(block.child(10).value().text()).isEqualTo("0");
        assertThat(block.child(11).value().text()).isEqualTo("1");
        assertThat(block.child(11).meaning()).startsWith("host cluster 11 at 0xb000");
        assertThat(block.child(9).span()).isEqualTo(new Span(image.source(),
                new ByteRange(test.refcountBlock(0) + 9L * bits / 8, Math.max(1, bits / 8)),
                bits >= 8 ? null : new Bits(9 * bits % 8 + bits - 1, 9 * bits % 8)));
        assertThat(find(image, TreePaths.refcount(image.geometry(), 9))).isEqualTo(block.child(9));
        TreeCheck.nodes(image);
        TreeCheck.owners(image, 16);
    }

    private static long index(Node node) {
        return Long.parseLong(node.key());
    }

    @Test
    @DisplayName("tells which stretch of the file a refcount block counts")
    void stretch() {
        Qcow2Image image = new ImageBuilder().clusterBits(9).size(1 << 20).data(0, new byte[1 << 18]).build().open();

        assertThat(find(image, "refcounts/1").meaning()).isEqualTo("host 0x20000-0x3ffff (131072)");
        assertThat(find(image, "refcounts/1/block/0").meaning()).isEqualTo("host cluster 256 at 0x20000");
        assertThat(find(image, "refcounts/2/block/255").meaning()).endsWith(", past the end of the file");
        assertThat(find(image, "refcounts/9").value().text()).isEqualTo("0x0 (no refcount block)");
    }

    @Test
    @DisplayName("knows the owner of each byte of its tables")
    void owners() {
        TestImage test = new ImageBuilder().clusterBits(12).size(1 << 20).refcountOrder(0).data(0, "a").build();
        Qcow2Image image = test.open();

        assertThat(image.ownerOf(test.refcountTable() + 8, Progress.NONE).path()).isEqualTo("refcounts/1");
        assertThat(image.ownerOf(test.refcountBlock(0) + 2, Progress.NONE).path()).isEqualTo("refcounts/0/block/16");
    }

    @Test
    @DisplayName("tells what the file lacks of table and blocks, and what overlaps")
    void damage() {
        TestImage test = new ImageBuilder().clusterBits(12).size(1 << 20).data(0, "a").build();
        test.poke(test.refcountTable() + 8, 8, test.l1Table()).poke(test.refcountTable() + 16, 8, test.length() - 512)
                .poke(test.refcountTable() + 24, 8, -512).poke(HeaderField.REFCOUNT_TABLE_CLUSTERS, -1);
        Qcow2Image image = test.open();

        assertThat(image.root().find("refcounts")).isNotNull();
        assertThat(find(image, "refcounts").problems()).extracting(Problem::rule).containsExactly("table-truncated");
        assertThat(find(image, "refcounts/1").problems()).extracting(Problem::message)
                .containsExactly("The refcount block at 0x%x overlaps the active L1 table.".formatted(test.l1Table()));
        assertThat(find(image, "refcounts/2/block").problems()).extracting(Problem::message)
                .containsExactly("The table should have 2048 entries; the file ends after 256 of them.");
        assertThat(find(image, "refcounts/3").childIndexOf("block")).isEqualTo(-1);
        assertThat(find(image, "refcounts/3").problems()).isNotEmpty();
    }
}
