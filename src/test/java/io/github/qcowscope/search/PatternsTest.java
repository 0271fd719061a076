package io.github.qcowscope.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.search.BadPattern.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PatternsTest {

    private static List<Match> find(byte[] bytes, Needle needle) {
        HeapBytes source = new HeapBytes("test", bytes);
        List<Match> matches = new ArrayList<>();
        new Finder(source, needle, SearchScope.whole(source)).all(100, Progress.NONE, part -> {
            for (int i = 0; i < part.size(); i++) {
                matches.add(part.get(i));
            }
        });
        return matches;
    }

    private static List<Long> offsets(byte[] bytes, Needle needle) {
        return find(bytes, needle).stream().map(Match::offset).toList();
    }

    @Test
    void openDigitsMatchAnything() throws BadPattern {
        byte[] bytes = {0x51, 0x46, 0x49, (byte) 0xfb, 0, 0x51, 0x4f};
        assertThat(offsets(bytes, Patterns.hex("0x51 ?? 49fb"))).containsExactly(0L);
        assertThat(offsets(bytes, Patterns.hex("51 4?"))).containsExactly(0L, 5L);
        assertThat(offsets(bytes, Patterns.hex("?? ?b"))).containsExactly(2L);
    }

    @Test
    void textIsFoundInItsEncodings() throws BadPattern {
        byte[] utf8 = "xx Grüße".getBytes(StandardCharsets.UTF_8);
        byte[] little = "xx Grüße".getBytes(StandardCharsets.UTF_16LE);
        byte[] big = "xx Grüße".getBytes(StandardCharsets.UTF_16BE);
        assertThat(find(utf8, Patterns.text("Grüße", TextEncoding.UTF_8, false))).containsExactly(new Match(3, 7));
        assertThat(offsets(little, Patterns.text("Grüße", TextEncoding.UTF_8, false))).isEmpty();
        assertThat(find(little, Patterns.text("Grüße", TextEncoding.UTF_16LE, false))).containsExactly(new Match(6, 10));
        assertThat(find(big, Patterns.text("Grüße", TextEncoding.UTF_16BE, false))).containsExactly(new Match(6, 10));
        for (byte[] any : List.of(utf8, little, big)) {
            // In UTF-16 each zero byte can be taken for the high half of either neighbour.
            assertThat(find(any, Patterns.text("Grüße", TextEncoding.ANY, false))).isNotEmpty();
        }
    }

    @Test
    void lettersMatchTheirOtherCaseOnlyWhenAsked() throws BadPattern {
        for (String there : List.of("bitmap-1 ÜÄ Дельта", "BITMAP-1 üä дЕЛЬТА")) {
            byte[] utf8 = there.getBytes(StandardCharsets.UTF_8);
            byte[] utf16 = there.getBytes(StandardCharsets.UTF_16LE);
            assertThat(offsets(utf8, Patterns.text("BitMap-1 Üä дельта", TextEncoding.UTF_8, true))).containsExactly(0L);
            assertThat(offsets(utf16, Patterns.text("BitMap-1 Üä дельта", TextEncoding.UTF_16LE, true))).containsExactly(0L);
            assertThat(offsets(utf8, Patterns.text("BitMap-1 Üä дельта", TextEncoding.UTF_8, false))).isEmpty();
        }
    }

    /** The two forms of a Cyrillic letter differ in two bytes: the first byte of one and the second of the other is a third. */
    @Test
    void noOtherLetterMatches() throws BadPattern {
        assertThat(offsets("р Р Ѡ Ѐ".getBytes(StandardCharsets.UTF_8), Patterns.text("р", TextEncoding.UTF_8, true)))
                .containsExactly(0L, 3L);
        assertThat(offsets("\r- M-".getBytes(StandardCharsets.UTF_8), Patterns.text("m-", TextEncoding.UTF_8, true)))
                .containsExactly(3L);
        assertThat(offsets("@[`{".getBytes(StandardCharsets.UTF_8), Patterns.text("[", TextEncoding.UTF_8, true)))
                .containsExactly(1L);
    }

    @Test
    void numbersHaveWidthAndOrder() throws BadPattern {
        byte[] bytes = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xfe};
        assertThat(find(bytes, Patterns.number("65536", NumberWidth.BITS_32, NumberOrder.BIG, false)))
                .containsExactly(new Match(2, 4));
        assertThat(find(bytes, Patterns.number("0x10000", NumberWidth.BITS_32, NumberOrder.BIG, true))).isEmpty();
        assertThat(find(bytes, Patterns.number("0x10000", NumberWidth.BITS_32, NumberOrder.LITTLE, true)))
                .containsExactly(new Match(8, 4));
        assertThat(offsets(bytes, Patterns.number("-2", NumberWidth.BITS_32, NumberOrder.BIG, false))).containsExactly(12L);
        assertThat(offsets(bytes, Patterns.number("4294967294", NumberWidth.BITS_32, NumberOrder.BIG, false))).containsExactly(12L);
        assertThat(offsets(bytes, Patterns.number("-2", NumberWidth.BITS_8, NumberOrder.BOTH, false))).containsExactly(15L);
        assertThat(offsets(bytes, Patterns.number("0x1_0000_0000", NumberWidth.BITS_64, NumberOrder.BIG, true))).containsExactly(0L);
        assertThat(find(bytes, Patterns.number("256", NumberWidth.BITS_16, NumberOrder.BOTH, false)))
                .containsExactly(new Match(2, 2), new Match(3, 2), new Match(9, 2), new Match(10, 2));
    }

    @Test
    void expressionsAreAboutBytes() throws BadPattern {
        byte[] bytes = {0x51, 0x46, 0x49, (byte) 0xfb, 0, 0, 0, 3, '\n', 'Q', 'f', 'I', (byte) 0xfb};
        assertThat(find(bytes, Patterns.regex("QFI\\xfb.{3}[\\x02\\x03]", false))).containsExactly(new Match(0, 8));
        assertThat(offsets(bytes, Patterns.regex("qfi\\xfb", true))).containsExactly(0L, 9L);
        assertThat(offsets(bytes, Patterns.regex("^Q", false))).containsExactly(0L, 9L);
        assertThat(offsets(bytes, Patterns.regex("[^\\x00-\\x7f]", false))).containsExactly(3L, 12L);
        assertThat(find(bytes, Patterns.regex("x*", false))).isEmpty();
    }

    @Test
    void aTextThatEachMatchHasIsRecognized() throws BadPattern {
        assertThat(RequiredText.of("QFI\\xfb.{3}", false)).extracting(t -> t.isPrefix(), t -> t.bytes().longest())
                .containsExactly(true, 4);
        assertThat(RequiredText.of("[a-z]+\\.qcow2?", false)).extracting(t -> t.isPrefix(), t -> t.bytes().longest())
                .containsExactly(false, 5);
        for (String unknown : List.of("a|b", "(?i)abc", "[a-z]+", "a*", "\\Qabc\\E", "(abc)", "\\p{L}abc", "a{0}")) {
            assertThat(RequiredText.of(unknown, false)).as(unknown).isNull();
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(reason(() -> Patterns.hex(" "))).isEqualTo(Reason.NO_BYTES);
        assertThat(reason(() -> Patterns.hex("51 4"))).isEqualTo(Reason.HALF_BYTE);
        assertThat(reason(() -> Patterns.hex("5g"))).isEqualTo(Reason.NOT_HEX);
        assertThat(reason(() -> Patterns.hex("????"))).isEqualTo(Reason.ALL_OPEN);
        assertThat(reason(() -> Patterns.text("", TextEncoding.ANY, true))).isEqualTo(Reason.NO_TEXT);
        assertThat(reason(() -> number("", NumberWidth.ANY))).isEqualTo(Reason.NO_NUMBER);
        assertThat(reason(() -> number("0x", NumberWidth.ANY))).isEqualTo(Reason.NOT_A_NUMBER);
        assertThat(reason(() -> number("1.5", NumberWidth.ANY))).isEqualTo(Reason.NOT_A_NUMBER);
        assertThat(reason(() -> number("256", NumberWidth.BITS_8))).isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(() -> number("-129", NumberWidth.BITS_8))).isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(() -> number("9".repeat(1000), NumberWidth.ANY))).isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(() -> Patterns.regex("", false))).isEqualTo(Reason.NO_REGEX);
        assertThat(reason(() -> Patterns.regex("[a", false))).isEqualTo(Reason.BAD_REGEX);
        assertThat(reason(() -> Patterns.regex("ü", false))).isEqualTo(Reason.NOT_ASCII);
    }

    private static Needle number(String text, NumberWidth width) throws BadPattern {
        return Patterns.number(text, width, NumberOrder.BIG, false);
    }

    private static Reason reason(ThrowingCallable parse) {
        return catchThrowableOfType(BadPattern.class, parse).reason();
    }
}
