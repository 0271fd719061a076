package io.github.qcowscope.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.ui.App;
import io.github.qcowscope.ui.hex.KindColors.Use;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether every text can be read on everything that may lie below it: contrast as WCAG defines it. */
class PaletteTest {

    /** What the theme for those who see badly promises. */
    private static final double TEXT_OF_HIGH_CONTRAST = 7;
    private static final double TEXT = 4.5;
    private static final double LINE = 3;
    private static final List<String> TEXTS = List.of("-hex-text", "-hex-zeros", "-hex-unreadable");
    private static final Pattern DECLARATION = Pattern.compile("(-[a-z0-9-]+): *(#[0-9a-f]{6});");

    /** The colours of a theme's palette. */
    static Map<String, Color> palette(String theme) {
        return DECLARATION.matcher(css(theme)).results().collect(Collectors.toMap(
                found -> found.group(1), found -> Color.web(found.group(2)), (one, two) -> {
                    throw new AssertionError("declared twice");
                }, TreeMap::new));
    }

    private static String css(String theme) {
        String name = "palette-" + theme + ".css";
        try (InputStream in = Objects.requireNonNull(App.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double contrast(Color one, Color two) {
        double a = luminance(one) + 0.05;
        double b = luminance(two) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    @Test
    void contrastIsMeasuredRight() {
        assertThat(contrast(Color.BLACK, Color.WHITE)).isEqualTo(21);
        assertThat(contrast(Color.web("#767676"), Color.WHITE)).isBetween(4.54, 4.55);
    }

    @Test
    void allThemesHaveTheSameColours() {
        assertThat(palette("dark").keySet()).isEqualTo(palette("light").keySet());
        assertThat(palette("high-contrast").keySet()).isEqualTo(palette("light").keySet());
    }

    private static double text(String theme) {
        return theme.equals("high-contrast") ? TEXT_OF_HIGH_CONTRAST : TEXT;
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "high-contrast"})
    void everyColourThatIsAskedForIsThere(String theme) {
        assertThat(palette(theme)).containsKeys(KindColors.names().toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "high-contrast"})
    void textCanBeReadOnEveryKindInEveryShade(String theme) {
        Map<String, Color> palette = palette(theme);
        for (Kind kind : Kinds.ALL) {
            Color strong = palette.get(KindColors.name(kind, Use.STRONG));
            Color pale = palette.get(KindColors.name(kind, Use.PALE));
            for (double share = 0; share <= 1; share += 0.1) {
                Color shade = pale.interpolate(strong, share);
                for (String text : TEXTS) {
                    assertThat(contrast(palette.get(text), shade))
                            .as("%s on %s, %.0f %% strong", text, kind.id(), share * 100)
                            .isGreaterThanOrEqualTo(text(theme));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "high-contrast"})
    void textCanBeReadOnEverythingElse(String theme) {
        Map<String, Color> palette = palette(theme);
        for (String below : List.of("-hex-background", "-hex-selection", "-hex-missing", "-hex-changed",
                "-hex-match")) {
            for (String text : TEXTS) {
                assertThat(contrast(palette.get(text), palette.get(below))).as("%s on %s", text, below)
                        .isGreaterThanOrEqualTo(text(theme));
            }
        }
        for (String below : List.of("-hex-background", "-hex-current")) {
            assertThat(contrast(palette.get("-hex-offset"), palette.get(below))).as(below)
                    .isGreaterThanOrEqualTo(text(theme));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "high-contrast"})
    void linesCanBeSeenOnTheirOwnKindAndOnTheBackground(String theme) {
        Map<String, Color> palette = palette(theme);
        for (Kind kind : Kinds.ALL) {
            Color line = palette.get(KindColors.name(kind, Use.LINE));
            for (String below : List.of("-hex-background", KindColors.name(kind, Use.STRONG),
                    KindColors.name(kind, Use.PALE))) {
                assertThat(contrast(line, palette.get(below))).as("%s on %s", kind.id(), below)
                        .isGreaterThanOrEqualTo(LINE);
            }
            Color strong = palette.get(KindColors.name(kind, Use.STRONG));
            for (String above : List.of("-hex-caret", "-hex-hover")) {
                assertThat(contrast(palette.get(above), strong)).as("%s on %s", above, kind.id())
                        .isGreaterThanOrEqualTo(LINE);
            }
        }
        for (String use : List.of("selection", "changed", "missing", "match")) {
            assertThat(contrast(palette.get("-hex-" + use + "-line"), palette.get("-hex-" + use))).as(use)
                    .isGreaterThanOrEqualTo(LINE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "high-contrast"})
    void noTwoKindsLookAlike(String theme) {
        Map<String, Color> palette = palette(theme);
        List<Color> lines = Kinds.ALL.stream().map(kind -> palette.get(KindColors.name(kind, Use.LINE))).toList();
        for (int i = 0; i < lines.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(distance(lines.get(i), lines.get(j)))
                        .as("%s and %s", Kinds.ALL.get(i).id(), Kinds.ALL.get(j).id()).isGreaterThan(0.1);
            }
        }
    }

    private static double distance(Color one, Color two) {
        return Math.hypot(Math.hypot(one.getRed() - two.getRed(), one.getGreen() - two.getGreen()),
                one.getBlue() - two.getBlue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "high-contrast"})
    void nothingInThePaletteGoesUnparsed(String theme) {
        long declarations = css(theme).lines().filter(line -> line.strip().startsWith("-")).count();
        assertThat(palette(theme)).hasSize((int) declarations);
    }
}
