package io.github.qcowscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {

    /** Every place around the edges of a block, for patterns of several lengths, forwards and backwards. */
    @Test
    void findsAMatchWhereverBlocksMeet() {
        for (int length : new int[] {1, 2, 3, 7, 8, 9, 20}) {
            for (int at = 0; at <= 40 - length; at++) {
                byte[] bytes = new byte[40];
                byte[] wanted = new byte[length];
                for (int i = 0; i < length; i++) {
                    wanted[i] = (byte) (i + 1);
                    bytes[at + i] = wanted[i];
                }
                ByteSearch search = new ByteSearch(new HeapBytes("test", bytes), hexOf(wanted), 8);
                assertThat(search.first(new ByteRange(0, 40), Progress.NONE)).isEqualTo(at);
                assertThat(search.last(new ByteRange(0, 40), Progress.NONE)).isEqualTo(at);
                assertThat(search.first(ByteRange.between(at + 1, 40), Progress.NONE)).isEqualTo(-1);
                assertThat(search.last(new ByteRange(0, at), Progress.NONE)).isEqualTo(-1);
            }
        }
    }

    @Test
    void agreesWithASlowSearchOnBytesThatRepeat() {
        Random random = new Random(7);
        byte[] bytes = new byte[500];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(2);
        }
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int round = 0; round < 200; round++) {
            int from = random.nextInt(bytes.length);
            int start = random.nextInt(bytes.length - 9);
            String wanted = all.substring(start, start + 9);
            ByteSearch search = new ByteSearch(new HeapBytes("test", bytes),
                    hexOf(wanted.getBytes(StandardCharsets.ISO_8859_1)), 16);
            assertThat(search.first(ByteRange.between(from, bytes.length), Progress.NONE))
                    .isEqualTo(all.indexOf(wanted, from));
            assertThat(search.last(new ByteRange(0, from + 1), Progress.NONE)).isEqualTo(all.lastIndexOf(wanted, from));
        }
    }

    @Test
    void skipsWhatCannotBeReadAndFindsWhatIsBehind() {
        byte[] bytes = new byte[5 * 4096];
        bytes[100] = 7;
        bytes[3 * 4096 + 5] = 7;
        ByteSearch search = new ByteSearch(new Holed(bytes, 4096, 2 * 4096), BytePattern.hex("07"), 3 * 4096);
        assertThat(search.first(ByteRange.between(101, bytes.length), Progress.NONE)).isEqualTo(3 * 4096 + 5);
        assertThat(search.last(new ByteRange(0, 3 * 4096), Progress.NONE)).isEqualTo(100);
    }

    @Test
    void openDigitsMatchAnything() {
        ByteSource source = new HeapBytes("test", new byte[] {0x51, 0x46, 0x49, (byte) 0xfb, 0, 0x51, 0x4f});
        assertThat(new ByteSearch(source, BytePattern.hex("0x51 ?? 49fb")).first(new ByteRange(0, 7), Progress.NONE)).isZero();
        assertThat(new ByteSearch(source, BytePattern.hex("514?")).last(new ByteRange(0, 7), Progress.NONE)).isEqualTo(5);
    }

    @Test
    void textMatchesItsUtf8BytesAndLettersOfBothCasesOnlyWhenAsked() {
        ByteSource source = new HeapBytes("test", "xx BitMap-1 ü".getBytes(StandardCharsets.UTF_8));
        ByteRange all = new ByteRange(0, source.length());
        assertThat(new ByteSearch(source, BytePattern.text("bitmap-1", false)).first(all, Progress.NONE)).isEqualTo(-1);
        assertThat(new ByteSearch(source, BytePattern.text("bITmap-1", true)).first(all, Progress.NONE)).isEqualTo(3);
        assertThat(new ByteSearch(source, BytePattern.text("ü", true)).first(all, Progress.NONE)).isEqualTo(12);
        assertThat(new ByteSearch(source, BytePattern.text("\r1", true)).first(all, Progress.NONE)).isEqualTo(-1);
    }

    @Test
    void aPatternLongerThanTheSourceIsNotThere() {
        ByteSearch search = new ByteSearch(new HeapBytes("test", new byte[2]), BytePattern.hex("000000"));
        assertThat(search.first(new ByteRange(0, 2), Progress.NONE)).isEqualTo(-1);
        assertThat(search.last(new ByteRange(0, 2), Progress.NONE)).isEqualTo(-1);
    }

    @Test
    void reportsAndStopsWhenCancelled() {
        List<Long> reports = new ArrayList<>();
        ByteSearch search = new ByteSearch(new HeapBytes("test", new byte[64]), BytePattern.hex("01"), 16);
        Progress twice = new Progress() {
            @Override
            public void report(long done, long total) {
                reports.add(done);
                assertThat(total).isEqualTo(64);
            }

            @Override
            public boolean isCancelled() {
                return reports.size() == 2;
            }
        };
        assertThatThrownBy(() -> search.first(new ByteRange(0, 64), twice)).isInstanceOf(Cancelled.class);
        assertThat(reports).containsExactly(16L, 32L);
    }

    @Test
    void saysWhatIsWrongWithAPattern() {
        assertThatIllegalArgumentException().isThrownBy(() -> BytePattern.hex("5")).withMessageContaining("two hexadecimal");
        assertThatIllegalArgumentException().isThrownBy(() -> BytePattern.hex("5g")).withMessageContaining("\"g\"");
        assertThatIllegalArgumentException().isThrownBy(() -> BytePattern.hex(" ")).withMessageContaining("Type the bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> BytePattern.text("", true)).withMessageContaining("Type the text");
    }

    private static BytePattern hexOf(byte[] bytes) {
        return BytePattern.hex(java.util.HexFormat.of().formatHex(bytes));
    }

    /** A source that cannot deliver a range in its middle. */
    private record Holed(byte[] bytes, int from, int to) implements ByteSource {
        @Override
        public String name() {
            return "holed";
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public int read(long offset, byte[] into, int at, int count) {
            int end = offset < from ? from : offset < to ? (int) offset : bytes.length;
            int got = (int) Math.min(count, end - offset);
            System.arraycopy(bytes, (int) offset, into, at, got);
            return got;
        }
    }
}
