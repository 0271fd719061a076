package io.github.qcowscope.ui.palette;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FuzzyTest {

    private static int score(String query, String text) {
        return Objects.requireNonNull(Fuzzy.match(query, text), text).score();
    }

    @ParameterizedTest
    @CsvSource({
        "cph, Copy as Hex, '{0, 2, 8}'",
        "cah, Copy as Hex, '{0, 5, 8}'",
        "hex, Copy as Hex, '{8, 9, 10}'",
        "'copy hex', Copy as Hex, '{0, 1, 2, 3, 8, 9, 10}'",
        "rel, Reload, '{0, 1, 2}'",
        "OO, Go To…, '{1, 4}'",
        "'', Copy, '{}'"
    })
    void findsLettersInTheirOrderAtTheStartOfWordsRatherThanInside(String query, String text, String lit) {
        assertThat(Objects.requireNonNull(Fuzzy.match(query, text)).lit()).hasToString(lit);
    }

    @ParameterizedTest
    @CsvSource({"hexc, Copy as Hex", "copyy, Copy", "longer than the text, Copy", "ü, Copy"})
    void findsNothingWhereALetterIsMissing(String query, String text) {
        assertThat(Fuzzy.match(query, text)).isNull();
    }

    @Test
    void ratesTheMoreObviousMatchHigher() {
        assertThat(score("find", "Find…")).isGreaterThan(score("find", "Find Next"));
        assertThat(score("fn", "Find Next")).isGreaterThan(score("fn", "Reset funny"));
        assertThat(score("in", "Zoom In")).isGreaterThan(score("in", "Find…"));
        assertThat(score("path", "Copy Path")).isGreaterThan(score("path", "Up to Parent (h)"));
    }
}
