package io.github.qcowscope.ui.document;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.go.Goto;
import io.github.qcowscope.ui.go.GuestGoto;
import io.github.qcowscope.ui.job.AtOnce;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A document that shows an inflated cluster")
class DerivedSourceTest {

    private static final byte[] LETTERS = "abcdefgh".repeat(512).getBytes(US_ASCII);
    private static final String INFLATED = "l1/0/l2/5/compressed-data/inflated";

    private final TestImage test = new ImageBuilder().clusterBits(12).size(8 << 20)
            .data(0, "plain").compressed(0x5000, LETTERS).snapshot(SnapshotSpec.named("s")).build();
    private final Document document = new Document(Path.of("test.qcow2"), test.open(), new AtOnce());

    private Node node(String path) {
        return Objects.requireNonNull(document.root().find(path), path);
    }

    @Test
    @DisplayName("has the cluster's bytes, caret and selection")
    void shows() {
        document.selectByte(test.length() - 1);
        document.select(node(INFLATED));

        assertThat(document.showsImage()).isFalse();
        assertThat(document.source().length()).isEqualTo(4096);
        assertThat(document.source().chunk(0, 8).text()).isEqualTo("abcdefgh");
        assertThat(document.caret()).isZero();
        assertThat(document.selection()).isEqualTo(new ByteRange(0, 4096));
        document.selectByte(100);
        assertThat(document.caret()).isEqualTo(100);
        assertThat(document.selection()).isEqualTo(new ByteRange(100, 1));
        assertThat(document.selectedNode().path()).isEqualTo(INFLATED);
        document.hoverByte(7);
        assertThat(document.hoveredNodeProperty().get()).isEqualTo(document.selectedNode());
    }

    @Test
    @DisplayName("comes back to the file, and returns to the cluster, by its history")
    void history() {
        document.select(node("l1/0/l2/5"));
        document.select(node(INFLATED));
        document.selectByte(77);
        document.select(node("header"));
        assertThat(document.showsImage()).isTrue();

        document.back();
        assertThat(document.showsImage()).isFalse();
        assertThat(document.caret()).isEqualTo(77);
        assertThat(document.selectedNode().path()).isEqualTo(INFLATED);
        document.back();
        document.back();
        assertThat(document.showsImage()).isTrue();
        assertThat(document.selectedNode().path()).isEqualTo("l1/0/l2/5");
        assertThat(document.caret()).isEqualTo(test.l2Entry(0x5000));
        document.forward();
        assertThat(document.source().chunk(0, 4).text()).isEqualTo("abcd");
    }

    @Test
    @DisplayName("is left for the file by a cluster or a guest offset, and not by an offset of its own")
    void leaves() {
        Goto places = new Goto(new GuestGoto());
        document.select(node(INFLATED));
        places.go(document, places.find(document, "0x10"));
        assertThat(document.showsImage()).isFalse();
        assertThat(document.caret()).isEqualTo(0x10);
        places.go(document, places.find(document, "c:1"));
        assertThat(document.showsImage()).isTrue();
        assertThat(document.caret()).isEqualTo(0x1000);
        assertThat(document.selectedNode()).isEqualTo(document.image().ownerOf(0x1000, Progress.NONE));

        document.back();
        assertThat(document.showsImage()).isFalse();
        assertThat(document.caret()).isEqualTo(0x10);
        places.go(document, places.find(document, "g:0"));
        assertThat(document.showsImage()).isTrue();
        assertThat(document.selectedNode().path()).isEqualTo("l1/0/l2/0/data");
    }

    @Test
    @DisplayName("walks from the header to inflated bytes and back")
    void walk() {
        List<String> way = new ArrayList<>();
        document.selectedNodeProperty().subscribe(node -> way.add(node.path()));
        document.select(node("header/l1_table_offset"));
        document.follow();
        document.select(document.selectedNode().child(0));
        document.follow();
        document.select(document.selectedNode().child(5));
        document.follow();
        document.select(document.selectedNode().child(0));
        assertThat(document.source().chunk(0, 4).text()).isEqualTo("abcd");
        while (document.canGoBackProperty().get()) {
            document.back();
        }

        List<String> there = List.of("", "header/l1_table_offset", "l1", "l1/0", "l1/0/l2", "l1/0/l2/5",
                "l1/0/l2/5/compressed-data", INFLATED);
        List<String> both = new ArrayList<>(there);
        both.addAll(there.reversed().subList(1, there.size()));
        assertThat(way).isEqualTo(both);
        assertThat(document.showsImage()).isTrue();
    }

    @Test
    @DisplayName("stays with the snapshot when a snapshot's pointer is followed to what the active tables have, too")
    void snapshots() {
        document.select(node("snapshots/0/l1/0"));
        document.follow();
        assertThat(document.selectedNode().path()).isEqualTo("snapshots/0/l1/0/l2");
        document.select(node("snapshots/0/l1/0/l2/0/offset"));
        document.follow();
        assertThat(document.selectedNode().path()).isEqualTo("snapshots/0/l1/0/l2/0/data");
    }

    @Test
    @DisplayName("keeps its place when the file is opened again")
    void reload() {
        document.select(node(INFLATED));
        document.selectByte(9);
        Document again = new Document(Path.of("test.qcow2"), test.open(), new AtOnce());
        again.takePlaceOf(document);

        assertThat(again.selectedNode().path()).isEqualTo(INFLATED);
        assertThat(again.showsImage()).isFalse();
        assertThat(again.caret()).isEqualTo(9);
        again.back();
        assertThat(again.caret()).isZero();
    }
}
