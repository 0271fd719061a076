package io.github.qcowscope.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.ui.hex.HexCopy.Result;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HexCopyTest {

    private static HeapBytes utf8(String text) {
        return new HeapBytes("x", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Result hex(ByteSource source, long offset, long length) {
        return HexCopy.hex(source, new ByteRange(offset, length), Progress.NONE);
    }

    private static Result text(ByteSource source, long offset, long length) {
        return HexCopy.text(source, new ByteRange(offset, length), Progress.NONE);
    }

    @Test
    void hexIsPairsOfUpperCaseDigits() {
        HeapBytes source = new HeapBytes("x", new byte[] {0x51, 0x46, 0x49, (byte) 0xfb, 0});
        assertThat(hex(source, 0, 4)).isEqualTo(new Result.Copied("51 46 49 FB"));
        assertThat(hex(source, 3, 1)).isEqualTo(new Result.Copied("FB"));
    }

    @Test
    void aRangeIsCutAtTheEndOfTheFile() {
        assertThat(hex(utf8("ab"), 1, Long.MAX_VALUE - 1)).isEqualTo(new Result.Copied("62"));
    }

    @Test
    void textIsUtf8AndWhatIsNoneIsEscaped() {
        assertThat(text(utf8("Größe"), 0, 100)).isEqualTo(new Result.Copied("Größe"));
        assertThat(text(new HeapBytes("x", new byte[] {'Q', 'F', 'I', (byte) 0xfb}), 0, 4))
                .isEqualTo(new Result.Copied("QFI\\xfb"));
    }

    @Test
    void charactersAreNotTornBetweenBlocks() {
        for (String character : new String[] {"é", "€", "😀"}) {
            for (int shift = 0; shift < 4; shift++) {
                String text = "x".repeat((1 << 16) - shift) + character + "y".repeat(70_000) + character;
                assertThat(text(utf8(text), 0, Long.MAX_VALUE)).isEqualTo(new Result.Copied(text));
            }
        }
    }

    @Test
    void bytesThatContinueNothingDoNotStopIt() {
        byte[] strange = new byte[200_000];
        java.util.Arrays.fill(strange, (byte) 0x80);
        assertThat(text(new HeapBytes("x", strange), 0, strange.length))
                .isEqualTo(new Result.Copied("\\x80".repeat(strange.length)));
    }

    @Test
    void whatCannotBeReadIsSaid() {
        WatchedBytes source = new WatchedBytes("abcdef".getBytes(StandardCharsets.US_ASCII), 6);
        source.truncate(3);
        assertThat(hex(source, 0, 6)).isEqualTo(new Result.Copied("61 62 63 ?? ?? ??"));
        assertThat(text(source, 0, 6)).isEqualTo(new Result.Copied("abc\\x??\\x??\\x??"));
    }

    @Test
    void moreThanTheBoundIsRefusedWithoutReading() {
        WatchedBytes source = new WatchedBytes(new byte[0], 1L << 40);
        assertThat(hex(source, 0, HexCopy.MOST + 1L)).isInstanceOfSatisfying(Result.Refused.class,
                refused -> assertThat(refused.reason()).contains("16 MiB"));
        assertThat(text(source, 0, 1L << 40)).isInstanceOf(Result.Refused.class);
        assertThat(source.largestRead()).isZero();
        assertThat(hex(source, 0, HexCopy.MOST)).isInstanceOfSatisfying(Result.Copied.class,
                copied -> assertThat(copied.text()).hasSize(HexCopy.MOST * 3 - 1));
    }

    @Test
    void nothingIsRefusedToo() {
        assertThat(hex(utf8("a"), 0, 0)).isInstanceOf(Result.Refused.class);
        assertThat(text(utf8("a"), 5, 5)).isInstanceOf(Result.Refused.class);
    }

    @Test
    void itStopsWhenNobodyWantsItAnyMore() {
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> HexCopy.hex(utf8("a"), new ByteRange(0, 1), cancelled)).isInstanceOf(Cancelled.class);
        assertThatThrownBy(() -> HexCopy.text(utf8("a"), new ByteRange(0, 1), cancelled)).isInstanceOf(Cancelled.class);
    }
}
