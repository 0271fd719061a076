package io.github.qcowscope.ui.panel.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.schema.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsModelTest {

    private final Node root = new ImageBuilder().bitmap(BitmapSpec.named("b0").auto().data(1)).build().open().root();

    @ParameterizedTest
    @CsvSource({
        "'', ''", "header, header", "header/version, header", "header/incompatible_features, header",
        "header/incompatible_features/dirty, header", "bitmaps, bitmaps", "bitmaps/b0, bitmaps/b0",
        "bitmaps/b0/flags/auto, bitmaps/b0", "bitmaps/b0/table, bitmaps/b0/table",
        "bitmaps/b0/table/0, bitmaps/b0/table/0", "bitmaps/b0/table/0/offset, bitmaps/b0/table/0",
        "bitmaps/b0/table/0/data, bitmaps/b0/table/0"
    })
    void listsTheStructureThatANodeIsOrBelongsTo(String node, String structure) {
        FieldsModel model = FieldsModel.around(root, root.find(node));
        assertThat(model.structure().path()).isEqualTo(structure);
        if (!node.equals(structure)) {
            assertThat(model.rows().get(model.indexOf(root.find(node))).node().path()).isEqualTo(node);
        } else {
            assertThat(model.indexOf(root.find(node))).isEqualTo(-1);
        }
    }

    @Test
    void setsBitsInBelowTheirField() {
        FieldsModel model = FieldsModel.around(root, root.find("bitmaps/b0"));
        int flags = model.indexOf(root.find("bitmaps/b0/flags"));
        assertThat(model.rows().subList(flags, flags + 5)).extracting(FieldsModel.Row::depth)
                .containsExactly(0, 1, 1, 1, 1);
        assertThat(model.rows().get(flags + 2).node().name()).isEqualTo("auto");
        assertThat(model.rows().get(flags + 2).meaning()).contains("every write");
        assertThat(model.rows().get(flags).value()).isEqualTo("0x2 (auto)");
    }

    @Test
    void makesTheRowsOfALongTableWhenTheyAreLookedAt() {
        Node many = new ImageBuilder().clusterBits(12).size(1)
                .bitmap(BitmapSpec.named("long").tableSize(1_000_000)).build().setLength(16 << 20).open().root();
        FieldsModel model = FieldsModel.around(many, many.find("bitmaps/long/table"));
        assertThat(model.rows()).hasSize(1_000_000);
        assertThat(model.rows().get(999_999).node().name()).isEqualTo("[999999]");
        assertThat(model.indexOf(many.find("bitmaps/long/table/4711"))).isEqualTo(4711);
        assertThat(model.indexOf(many.find("header"))).isEqualTo(-1);
    }

    @Test
    void showsAFileWithoutStructuresAsItself() {
        Node plain = new ImageBuilder().build().setLength(4).open().root();
        FieldsModel model = FieldsModel.around(plain, plain);
        assertThat(model.rows()).isNotEmpty();
    }
}
