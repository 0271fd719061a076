package io.github.qcowscope.ui.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.job.AtOnce;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A document")
class DocumentTest {

    private final AtOnce background = new AtOnce();
    private final Document document = new Document(Path.of("disk"),
            new ImageBuilder().bitmap(BitmapSpec.named("b0").auto().data(1)).build().open(), background);

    private Node node(String path) {
        return Objects.requireNonNull(document.root().find(path), path);
    }

    @Test
    @DisplayName("goes where a pointer leads, and comes back")
    void follows() {
        document.select(node("bitmaps/b0/bitmap_table_offset"));
        document.follow();
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/b0/table");
        document.back();
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/b0/bitmap_table_offset");
    }

    @Test
    @DisplayName("stays where the user went while a pointer was being followed")
    void leavesBeforeThePointerIsFollowed() {
        document.select(node("bitmaps/b0/bitmap_table_offset"));
        background.hold();
        document.follow();
        document.select(node("header"));
        background.release();
        assertThat(document.selectedNode().path()).isEqualTo("header");
    }

    @Test
    @DisplayName("stays where the user went while the owner of a byte was being sought")
    void leavesBeforeTheOwnerIsFound() {
        background.hold();
        document.selectByte(0);
        document.select(node("header"));
        background.release();
        assertThat(document.selectedNode().path()).isEqualTo("header");
    }

    @Test
    @DisplayName("stays where Back has led while the owner of a byte was being sought")
    void comesBackBeforeTheOwnerIsFound() {
        document.selectByte(20);
        background.hold();
        document.selectByte(30);
        document.back();
        background.release();
        assertThat(document.selectedNode().path()).isEqualTo("header/cluster_bits");
    }
}
