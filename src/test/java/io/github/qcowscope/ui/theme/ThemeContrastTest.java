package io.github.qcowscope.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether the texts and icons of the controls can be read on all that may lie below them: contrast as WCAG defines it.
 */
class ThemeContrastTest {

    private static final Pattern ROOT = Pattern.compile("\\.root \\{(.*?)}", Pattern.DOTALL);
    private static final Pattern DECLARATION = Pattern.compile("(-[a-z0-9-]+):\\s*([^;]+);");
    private static final double GRAPHICS = 3;

    /** What lies below texts, each of which may lie on the surface in turn. */
    private static final List<String> BACKGROUNDS = List.of("-surface", "-surface-quiet", "-row-selected",
            "-row-hovered", "-row-hovered-elsewhere");
    private static final List<String> TEXTS = List.of("-color-fg-default", "-text-muted");
    private static final List<String> ICONS = List.of("-problem-error", "-problem-warning", "-problem-note",
            "-text-muted");

    /** The colours that a theme's sheets declare for the whole window; the later ones win. */
    private static Map<String, String> colours(Theme theme) {
        String controls = theme == Theme.LIGHT ? new PrimerLight().getUserAgentStylesheet()
                : new PrimerDark().getUserAgentStylesheet();
        Stream<String> sheets = Stream.of(controls, own("palette-" + theme.id() + ".css"), own("qcowscope.css"),
                own("cluster-map.css"), own("focus.css"));
        if (theme == Theme.HIGH_CONTRAST) {
            sheets = Stream.concat(sheets, Stream.of(own("high-contrast.css")));
        }
        Map<String, String> found = new HashMap<>();
        sheets.forEach(sheet -> ROOT.matcher(css(sheet)).results().forEach(block ->
                DECLARATION.matcher(block.group(1)).results()
                        .forEach(each -> found.put(each.group(1), each.group(2).strip()))));
        return found;
    }

    private static String own(String name) {
        return "/io/github/qcowscope/ui/" + name;
    }

    private static String css(String resource) {
        try (InputStream in = Objects.requireNonNull(
                ThemeContrastTest.class.getResourceAsStream(resource.replaceFirst("^(?!/)", "/")), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Color colour(Map<String, String> colours, String name) {
        String value = Objects.requireNonNull(colours.get(name), name);
        Matcher other = Pattern.compile("-[a-z0-9-]+").matcher(value);
        return other.matches() ? colour(colours, value) : Color.web(value);
    }

    /** A colour as it is seen on another one. */
    private static Color on(Color below, Color above) {
        return below.interpolate(Color.color(above.getRed(), above.getGreen(), above.getBlue()), above.getOpacity());
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

    private static double text(Theme theme) {
        return theme == Theme.HIGH_CONTRAST ? 7 : 4.5;
    }

    private static void check(Map<String, String> colours, String above, String below, double least) {
        Color surface = colour(colours, "-surface");
        Color seen = on(surface, colour(colours, below));
        assertThat(contrast(on(seen, colour(colours, above)), seen)).as("%s on %s", above, below)
                .isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM")
    void textCanBeReadOnSurfacesAndRows(Theme theme) {
        Map<String, String> colours = colours(theme);
        for (String below : BACKGROUNDS) {
            for (String text : TEXTS) {
                check(colours, text, below, text(theme));
            }
            for (String icon : ICONS) {
                check(colours, icon, below, GRAPHICS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM")
    void textCanBeReadOnPillsNoticesAndLinks(Theme theme) {
        Map<String, String> colours = colours(theme);
        check(colours, "-verdict-good", "-color-success-subtle", text(theme));
        check(colours, "-verdict-doubtful", "-color-warning-subtle", text(theme));
        check(colours, "-verdict-bad", "-color-danger-subtle", text(theme));
        check(colours, "-color-fg-default", "-color-neutral-muted", text(theme));
        check(colours, "-color-fg-default", "-color-warning-subtle", text(theme));
        check(colours, "-color-fg-default", "-color-accent-muted", text(theme));
        check(colours, "-color-accent-fg", "-surface", text(theme));
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM")
    void theLineOfTheFocusCanBeSeen(Theme theme) {
        Map<String, String> colours = colours(theme);
        for (String below : List.of("-surface", "-surface-quiet", "-row-selected", "-hex-background",
                "-bitmap-background", "-cluster-background")) {
            check(colours, "-focus", below, GRAPHICS);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM")
    void theColourOfEachStructureCanBeSeenInTheTree(Theme theme) {
        Map<String, String> colours = colours(theme);
        List<String> lines = colours.keySet().stream().filter(name -> name.matches("-kind-.*-line")).toList();
        assertThat(lines).hasSizeGreaterThan(10);
        for (String line : lines) {
            for (String below : BACKGROUNDS) {
                check(colours, line, below, GRAPHICS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM")
    void whatMattersInPicturesCanBeSeen(Theme theme) {
        Map<String, String> colours = colours(theme);
        for (String cell : List.of("-cluster-undercounted", "-cluster-overlapping", "-cluster-leaked", "-cluster-mark",
                "-cluster-cursor")) {
            check(colours, cell, "-cluster-background", GRAPHICS);
        }
        for (String cell : List.of("-bitmap-full", "-bitmap-mark", "-bitmap-cursor", "-bitmap-unknown")) {
            check(colours, cell, "-bitmap-background", GRAPHICS);
        }
        for (String cell : List.of("-bitmap-full", "-bitmap-mark", "-bitmap-unknown")) {
            check(colours, cell, "-bitmap-clean", GRAPHICS);
        }
        for (String cell : List.of("-compare-only-a", "-compare-only-b", "-compare-mixed", "-compare-both")) {
            check(colours, cell, "-bitmap-background", GRAPHICS);
        }
        if (theme == Theme.HIGH_CONTRAST) {
            colours.keySet().stream().filter(name -> name.startsWith("-cluster-") && !name.equals("-cluster-background")
                    && !name.equals("-cluster-free")).forEach(name -> check(colours, name, "-cluster-background",
                            GRAPHICS));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM")
    void eachBarOfTheHistogramCanBeSeen(Theme theme) {
        Map<String, String> colours = colours(theme);
        List<String> bars = colours.keySet().stream().filter(name -> name.startsWith("-bytes-")).toList();
        assertThat(bars).hasSize(4);
        for (String bar : bars) {
            check(colours, bar, "-surface", GRAPHICS);
        }
    }
}
