package io.github.qcowscope.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.bytes.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A node")
class NodeTest {

    private static final Kind KIND = new Kind("kind", "Kind");

    private final HeapBytes source = new HeapBytes("heap", new byte[100]);
    private final HeapBytes other = new HeapBytes("other", new byte[100]);

    private Node leaf(String path, HeapBytes where, long offset, long length) {
        return Node.at(path, path, KIND, Span.of(where, offset, length)).build();
    }

    private Node tree() {
        Node bits = Node.at("a/bits", "bits", KIND, new Span(source, new ByteRange(10, 8), Bits.bit(0))).build();
        Node a = Node.at("a", "a", KIND, Span.of(source, 10, 20))
                .children(List.of(bits, leaf("a/foreign", other, 0, 100), leaf("a/x", source, 12, 4))).build();
        return Node.at("", "root", KIND, Span.of(source, 0, 100)).children(List.of(a, leaf("b", source, 50, 10))).build();
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "10, a", "12, a/x", "15, a/x", "16, a", "30, ''", "59, b", "100, ''"})
    @DisplayName("finds the deepest one below it that has a byte; bits and other sources have none")
    void deepest(long offset, String path) {
        assertThat(tree().deepestAt(offset).path()).isEqualTo(path);
    }

    @Test
    @DisplayName("finds by path, and nothing where there is nothing")
    void find() {
        Node root = tree();
        for (String path : List.of("", "a", "a/bits", "a/x", "b")) {
            Node found = root.find(path);
            assertThat(found).isNotNull();
            assertThat(found.path()).isEqualTo(path);
        }
        for (String path : List.of("c", "a/y", "a/x/z", "a//x", "A")) {
            assertThat(root.find(path)).as(path).isNull();
        }
        assertThat(root.child(0).child(2).key()).isEqualTo("x");
        assertThat(root.key()).isEmpty();
    }

    @Test
    @DisplayName("equals another with the same path, as after a reload")
    void equality() {
        assertThat(tree().child(0)).isEqualTo(tree().child(0)).hasSameHashCodeAs(tree().child(0))
                .isNotEqualTo(tree().child(1));
        assertThat(tree()).hasToString("root");
        assertThat(tree().child(1)).hasToString("b");
    }

    @Test
    @DisplayName("refuses to make a child that it has not")
    void bounds() {
        assertThatThrownBy(() -> tree().child(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree().child(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    @DisplayName("of a table of a billion entries makes just the entries that are asked for")
    void table() {
        List<Long> made = new ArrayList<>();
        Node table = Nodes.table("t", "Table", KIND, source, 16, 1_000_000_000L, 8, index -> {
            made.add(index);
            return leaf("t/" + index, source, 16 + index * 8, 8);
        }).build();

        assertThat(table.span().range()).isEqualTo(new ByteRange(16, 8_000_000_000L));
        assertThat(table.childIndexAt(16 + 8_000_000_000L - 1)).isEqualTo(999_999_999);
        assertThat(table.childIndexAt(15)).isEqualTo(-1);
        assertThat(table.childIndexOf("123456789")).isEqualTo(123_456_789);
        assertThat(made).isEmpty();
        assertThat(table.deepestAt(16 + 8 * 77 + 3).path()).isEqualTo("t/77");
        assertThat(made).containsExactly(77L);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "99, 99", "100, -1", "-1, -1", "x, -1", "'', -1", "9999999999999999999, -1", "+5, -1"})
    @DisplayName("takes only a whole number below the count for an index")
    void index(String key, long index) {
        assertThat(Nodes.index(key, 100)).isEqualTo(index);
    }
}
