package io.github.qcowscope.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.ui.hex.HexLines.Look;
import io.github.qcowscope.ui.hex.HexLines.Run;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Also of {@link HexWindow}, which has the bytes that are written. */
class HexLinesTest {

    private static List<Run> row(ByteSource source, long top, int row) {
        return new HexLines(HexColumns.forLength(source.length())).row(HexWindow.read(source, top, 8), row);
    }

    private static String text(List<Run> runs) {
        return runs.stream().map(Run::text).collect(Collectors.joining());
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @Test
    void aRowHasOffsetDigitsAndText() {
        HeapBytes source = new HeapBytes("x", counting(256));
        assertThat(text(row(source, 0, 4)))
                .isEqualTo("00000040  40 41 42 43 44 45 46 47  48 49 4A 4B 4C 4D 4E 4F  @ABCDEFGHIJKLMNO");
        assertThat(row(source, 4, 0)).isEqualTo(row(source, 0, 4));
        assertThat(row(source, 0, 4)).extracting(Run::look).containsExactly(Look.OFFSET, Look.BYTES);
    }

    @Test
    void whatCannotBePrintedIsADot() {
        HeapBytes source = new HeapBytes("x", counting(256));
        assertThat(text(row(source, 0, 1))).endsWith("  ................");
        assertThat(text(row(source, 0, 7))).endsWith("7E 7F  pqrstuvwxyz{|}~.");
        assertThat(text(row(source, 8, 7))).endsWith("FE FF  ................");
    }

    @Test
    void theLastRowIsAsLongAsTheOthers() {
        assertThat(text(row(new HeapBytes("x", counting(18)), 0, 1)))
                .isEqualTo("00000010  10 11" + " ".repeat(45) + "..".concat(" ".repeat(14)));
    }

    @Test
    void theLastRowOfTheLargestFileHasItsOffset() {
        ByteSource source = new WatchedBytes(new byte[0], Long.MAX_VALUE);
        long last = (Long.MAX_VALUE - 1) / 16;
        assertThat(text(row(source, last, 0))).startsWith("7FFFFFFFFFFFFFF0  FF FF").contains(" ".repeat(4));
        assertThat(HexWindow.read(source, last, 100).length()).isEqualTo(15);
    }

    @Test
    void aRowOfZerosLooksLikeOne() {
        byte[] bytes = new byte[64];
        bytes[17] = 1;
        assertThat(row(new HeapBytes("x", bytes), 0, 0)).extracting(Run::look).containsExactly(Look.OFFSET, Look.ZEROS);
        assertThat(row(new HeapBytes("x", bytes), 0, 1)).extracting(Run::look).containsExactly(Look.OFFSET, Look.BYTES);
    }

    @Test
    void bytesThatCannotBeReadAreQuestionMarks() {
        WatchedBytes source = new WatchedBytes(new byte[0], 1 << 20);
        source.truncate(4096 - 14);
        List<Run> runs = row(source, 255, 0);
        assertThat(text(runs))
                .isEqualTo("00000FF0  FF FF ?? ?? ?? ?? ?? ??  ?? ?? ?? ?? ?? ?? ?? ??  ..??????????????");
        assertThat(text(runs.stream().filter(run -> run.look() == Look.UNREADABLE).toList()))
                .isEqualTo("?".repeat(14 * 3));
    }

    @Test
    void aQuestionMarkInTheFileIsReadable() {
        assertThat(row(new HeapBytes("x", "?".repeat(16).getBytes()), 0, 0))
                .extracting(Run::look).containsExactly(Look.OFFSET, Look.BYTES);
    }

    @Test
    void readingGoesOnAfterABadPage() {
        ByteSource badPage = new WatchedBytes(new byte[0], 1 << 20) {
            @Override
            public int read(long offset, byte[] into, int at, int count) {
                long bad = 4096;
                return offset >= bad && offset < 2 * bad ? 0
                        : super.read(offset, into, at, (int) (offset < bad ? Math.min(count, bad - offset) : count));
            }
        };
        HexWindow window = HexWindow.read(badPage, 250, 300);
        assertThat(window.unreadable()).containsExactly(new ByteRange(4096, 4096));
        assertThat(window.isReadable(8192 - 4000)).isTrue();
        assertThat(window.u8(8192 - 4000)).isEqualTo(WatchedBytes.at(8192));
    }

    @Test
    void theRulerStandsAboveTheColumns() {
        assertThat(HexLines.ruler(new HexColumns(8), "Offset", "ASCII"))
                .isEqualTo("Offset    00 01 02 03 04 05 06 07  08 09 0A 0B 0C 0D 0E 0F  ASCII");
    }

    @Test
    void aLongWordDoesNotPushTheRulerAside() {
        assertThat(HexLines.ruler(new HexColumns(8), "Position in the file", "")).startsWith("Position i00 01");
    }
}
