package io.github.qcowscope.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HexWordsTest {

    private final WatchedBytes source = new WatchedBytes(HexImage.bytes(), 1 << 21);
    private final Document document = HexImage.document(source);

    private Node node(String path) {
        return Objects.requireNonNull(document.root().find(path), path);
    }

    @Test
    void theCaretIsSaidWithByteAndOwner() {
        document.selectByte(3);
        assertThat(HexWords.caret(document)).isEqualTo("offset 0x3, byte 0xFB (251), magic");
    }

    @Test
    void bitsAndTheSizeOfTheSelectionAreSaid() {
        document.select(node("bitmaps/bitmap-0/table/0/offset"));
        assertThat(HexWords.caret(document))
                .isEqualTo("offset 0x20000, byte 0x00 (0), offset, bits 9-55, 8 bytes selected");
        document.selectRange(0, new ByteRange(0, 3));
        assertThat(HexWords.caret(document)).endsWith("magic, 3 bytes selected");
    }

    @Test
    void anUnreadableByteIsSaidWithItsReason() {
        document.selectByte(4096);
        source.truncate(4096);
        assertThat(HexWords.caret(document)).startsWith("offset 0x1000, unreadable: ");
    }

    @Test
    void anEmptyFileIsSaid() {
        assertThat(HexWords.caret(HexImage.document(new WatchedBytes(new byte[0], 0)))).isEqualTo("The file is empty.");
    }

    @Test
    void theTooltipSaysWhatTheFieldHoldsAndWhichBitsThePointerIsOver() {
        Node version = node("header/version");
        assertThat(HexWords.hovered(document, new HexPoint(7, HexColumn.HEX, true), version).lines())
                .startsWith("version = 3").endsWith("offset 0x7, byte 0x03 (3), bits 0-3 of the number");
        assertThat(HexWords.hovered(document, new HexPoint(6, HexColumn.HEX, false), version))
                .endsWith("bits 12-15 of the number");
        assertThat(HexWords.hovered(document, new HexPoint(4, HexColumn.TEXT, false), version))
                .endsWith("bits 24-31 of the number");
    }

    @Test
    void theTooltipSaysWhichBitsAreLit() {
        document.select(node("bitmaps/bitmap-0/table/0/offset"));
        HexPoint point = new HexPoint(HexImage.TABLE, HexColumn.HEX, false);
        assertThat(HexWords.hovered(document, point, node("bitmaps/bitmap-0/table/0")))
                .endsWith("\nLit: offset, bits 9-55");
    }

    @Test
    void theTooltipSaysTheByteWhileTheOwnerIsNotKnown() {
        HexPoint point = new HexPoint(7, HexColumn.HEX, true);
        assertThat(HexWords.hovered(document, point, null)).isEqualTo("offset 0x7, byte 0x03 (3)");
        assertThat(HexWords.hovered(document, point, node("header/magic"))).isEqualTo("offset 0x7, byte 0x03 (3)");
    }

    @Test
    void structuresAreNoNumbers() {
        assertThat(HexWords.hovered(document, new HexPoint(HexImage.DATA, HexColumn.HEX, false),
                node("bitmaps/bitmap-0/table/0/data"))).doesNotContain("of the number");
    }
}
