package io.github.qcowscope.ui.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.qcow2.entry.EntryKind;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InspectorModelTest {

    private final TestImage built = new ImageBuilder().clusterBits(12).size(8 << 20).data(0, "plain")
            .compressed(0x5000, "abcdefgh".repeat(512).getBytes(StandardCharsets.US_ASCII))
            .bitmap(BitmapSpec.named("b0").auto().data(1).ones()).build();
    private final Document document = new Document(Path.of("x.qcow2"), built.open(), new AtOnce());
    private final InspectorModel model = new InspectorModel(document, new AtOnce());

    private String big(ValueKind kind) {
        return model.values().get(kind.ordinal()).bigProperty().get().text();
    }

    private String little(ValueKind kind) {
        return model.values().get(kind.ordinal()).littleProperty().get().text();
    }

    private List<EntryKind> actual() {
        return model.entries().stream().filter(row -> row.entryProperty().get().actual())
                .map(row -> row.reading().kind()).toList();
    }

    private void select(String path) {
        document.select(Objects.requireNonNull(document.root().find(path), path));
    }

    @Test
    void followsTheCaret() {
        assertThat(big(ValueKind.U32)).isEqualTo("1363560955  0x514649fb");
        assertThat(little(ValueKind.U32)).isEqualTo("4215883345  0xfb494651");
        assertThat(little(ValueKind.U8)).isEmpty();
        document.selectByte(7);
        assertThat(big(ValueKind.U8)).isEqualTo("3");
        assertThat(model.placeProperty().get()).isEqualTo("Bytes at 7");
        assertThat(actual()).isEmpty();
    }

    @Test
    void nearTheEndShowsWhatFits() {
        long length = document.source().length();
        document.selectByte(length - 3);
        assertThat(big(ValueKind.U16)).isNotEmpty();
        assertThat(big(ValueKind.U32)).isEmpty();
        assertThat(model.placeProperty().get()).contains("only 3 of 8 can be read: past the end of the file");
    }

    @Test
    void tellsWhatTheBytesReallyAre() {
        select("l1/0");
        assertThat(actual()).containsExactly(EntryKind.L1);
        document.selectByte(document.caret() + 5);
        assertThat(actual()).containsExactly(EntryKind.L1);
        select("l1/0/l2/0");
        assertThat(actual()).containsExactly(EntryKind.L2_STANDARD);
        select("l1/0/l2/5");
        assertThat(actual()).containsExactly(EntryKind.L2_COMPRESSED);
        select("bitmaps/b0/table/1");
        assertThat(actual()).containsExactly(EntryKind.BITMAP_TABLE);
        assertThat(model.entries().get(EntryKind.BITMAP_TABLE.ordinal()).reading().words()).startsWith("all-ones");
        select("refcounts/0");
        assertThat(actual()).containsExactly(EntryKind.REFCOUNT_TABLE);
        document.selectByte(document.image().refcounts().table().raw(0) + 3);
        assertThat(actual()).containsExactly(EntryKind.REFCOUNT);
        model.alignedProperty().set(false);
        assertThat(actual()).isEmpty();
    }

    @Test
    void entriesAndOffsetsLeadSomewhere() {
        select("l1/0");
        model.follow(model.entries().get(EntryKind.L1.ordinal()).reading());
        assertThat(document.selectedNode().path()).isEqualTo("l1/0/l2");
        select("header/l1_table_offset");
        Reading offset = model.values().get(ValueKind.U64.ordinal()).bigProperty().get();
        model.follow(offset);
        assertThat(document.selectedNode().path()).isEqualTo("l1/0");
        assertThat(document.selection()).isEqualTo(new ByteRange(offset.target(), 1));
        long caret = document.caret();
        model.follow(Reading.of("5"));
        assertThat(document.caret()).isEqualTo(caret);
    }

    @Test
    void inflatedBytesAreNoEntry() {
        select("l1/0/l2/5/compressed-data/inflated");
        assertThat(big(ValueKind.UTF8)).isEqualTo("a  U+0061 LATIN SMALL LETTER A");
        assertThat(actual()).isEmpty();
        assertThat(model.entries()).allMatch(row -> row.reading().whole());
    }
}
