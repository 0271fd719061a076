package io.github.qcowscope.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NodeTrailTest {

    @Test
    void leadsDownToANodeThatLiesOutsideItsAncestors() {
        Node root = new ImageBuilder().bitmap(BitmapSpec.named("a")).bitmap(BitmapSpec.named("b").data(1))
                .build().open().root();
        Node entry = root.find("bitmaps/b/table/0/offset");
        assertThat(NodeTrail.to(root, entry).steps()).extracting(step -> step.node().path())
                .containsExactly("bitmaps", "bitmaps/b", "bitmaps/b/table", "bitmaps/b/table/0",
                        "bitmaps/b/table/0/offset");
        assertThat(NodeTrail.to(root, entry).steps()).allSatisfy(step -> assertThat(step.index()).isNotNegative());
    }

    @Test
    void isEmptyForTheRoot() {
        Node root = new ImageBuilder().build().open().root();
        assertThat(NodeTrail.to(root, root).steps()).isEmpty();
    }

    @Test
    void endsWhereTheTreeHasChanged() {
        Node before = new ImageBuilder().bitmap(BitmapSpec.named("old")).build().open().root();
        Node after = new ImageBuilder().bitmap(BitmapSpec.named("new")).build().open().root();
        assertThat(NodeTrail.to(after, before.find("bitmaps/old/flags")).steps())
                .extracting(step -> step.node().path()).containsExactly("bitmaps");
    }

    @Test
    void asksALongTableForOneEntryOnly() {
        AtomicLong made = new AtomicLong();
        HeapBytes source = new HeapBytes("test", new byte[0]);
        Node table = Nodes.table("table", "table", Kinds.BITMAP_TABLE, source, 0, 1_000_000, 8, index -> {
            made.incrementAndGet();
            return Node.at("table/" + index, "[" + index + "]", Kinds.BITMAP_TABLE,
                    new Span(source, new ByteRange(index * 8, 8))).build();
        }).build();
        Node root = Node.at("", "root", Kinds.IMAGE, new Span(source, new ByteRange(0, 0)))
                .children(List.of(table)).build();
        assertThat(NodeTrail.to(root, root.find("table/999999")).steps().getLast().index()).isEqualTo(999_999);
        // One by find, one by the trail.
        assertThat(made).hasValueLessThanOrEqualTo(2);
    }
}
