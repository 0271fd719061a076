package io.github.qcowscope.ui.go;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.ui.go.GotoParser.Address;
import io.github.qcowscope.ui.go.GotoParser.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GotoParserTest {

    private static final long LENGTH = 0x200000;

    private final GotoParser parser = new GotoParser(LENGTH, 16,
            guest -> guest < 0x1000 ? new Address.ToByte(0x50000 + guest) : new Address.Nowhere("not mapped"),
            path -> path.equals("header") || path.equals("bitmaps/b-0/table/3"));

    @ParameterizedTest
    @CsvSource({
        "0x1000, 0x1000", "4096, 0x1000", "010, 0xa", "' 0X1fF ', 0x1ff",
        "+16, 0x110", "-16, 0xf0", "'+ 0x10', 0x110", "+16-8, 0x108",
        "end-512, 0x1ffe00", "END-1, 0x1fffff", "c:12, 0xc0000", "c:0x1, 0x10000", "'C: 2', 0x20000",
        "c:12+0x10, 0xc0010", "0x10+c:1-1, 0x1000f", "g:0x20, 0x50020", "g:0x20+c:1, 0x60020", "end-c:1, 0x1f0000"
    })
    void understandsOffsetsAndSums(String text, String expected) {
        assertThat(parser.parse(text, 0x100)).isEqualTo(new Address.ToByte(Long.decode(expected)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", " bitmaps/b-0/table/3 "})
    void understandsThePathOfANode(String text) {
        assertThat(parser.parse(text, 0)).isEqualTo(new Target.ToNode(text.strip()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "hello | neither an offset", "'' | neither an offset", "0x | neither an offset", "12 13 | neither an offset",
        "1+ | neither an offset", "c:end | neither an offset", "end | past the end", "0x200000 | past the end",
        "-0x101 | 0x1 bytes before", "0x10000000000000000 | larger number", "99999999999999999999 | larger number",
        "c:0xffffffffffff | larger number", "0x7fffffffffffffff+1 | larger number", "g:0x1000 | not mapped"
    })
    void saysWhyATextLeadsNowhere(String text, String sentence) {
        assertThat(parser.parse(text, 0x100)).isInstanceOfSatisfying(Address.Nowhere.class,
                why -> assertThat(why.sentence()).contains(sentence));
    }

    @ParameterizedTest
    @CsvSource({"0x10, 0x10", "+16, 0x110", "-0x20, 0xe0", "end-1, 0xfff"})
    void countsInAnInflatedClusterWhileThatIsShown(String text, String expected) {
        assertThat(parser.showing(0x1000).parse(text, 0x100)).isEqualTo(new Target.ToShownByte(Long.decode(expected)));
    }

    @ParameterizedTest
    @CsvSource({"c:12, 0xc0000", "g:0x20, 0x50020", "end-c:1, 0x1f0000", "0x10+c:1, 0x10010"})
    void clustersAndGuestOffsetsLeadToTheFileAlsoFromAnInflatedCluster(String text, String expected) {
        assertThat(parser.showing(0x1000).parse(text, 0x100)).isEqualTo(new Address.ToByte(Long.decode(expected)));
    }

    @Test
    void anInflatedClusterHasAnEndOfItsOwn() {
        assertThat(parser.showing(0x1000).parse("0x1000", 0)).isInstanceOf(Address.Nowhere.class);
        assertThat(parser.showing(0x1000).parse("+c:1", 0)).isInstanceOf(Address.Nowhere.class);
    }

    @Test
    void nothingIsAPlaceInAnEmptyFile() {
        GotoParser empty = new GotoParser(0, 16, guest -> new Address.Nowhere("not mapped"), path -> false);
        assertThat(empty.parse("0", 0)).isInstanceOf(Address.Nowhere.class);
    }
}
