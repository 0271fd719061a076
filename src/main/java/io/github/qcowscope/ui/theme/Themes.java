package io.github.qcowscope.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.Tooltip;
import javafx.stage.Window;

/**
 * Gives the window its look: AtlantaFX's theme for all controls, a palette with our own names for the colours, and
 * rules that use no other. Light and dark differ in theme and palette only; high contrast adds some lines.
 */
public final class Themes {

    private static final List<String> RULES = List.of(sheet("qcowscope.css"), sheet("hex.css"), sheet("bitmap.css"),
            sheet("cluster-map.css"), sheet("focus.css"));

    /** {@link Theme#SYSTEM} has become one of the others. */
    private final ObjectBinding<Theme> theme;

    /** A look that follows what the user wants. */
    public Themes(ObservableValue<Theme> wanted) {
        Platform.Preferences desktop = Platform.getPreferences();
        theme = Bindings.createObjectBinding(() -> {
            Theme now = wanted.getValue();
            return now == Theme.SYSTEM ? like(desktop) : now;
        }, wanted, desktop);
        theme.addListener((of, before, now) -> {
            hideTips();
            dressControls(now);
        });
        dressControls(theme.get());
    }

    private static Theme like(Platform.Preferences desktop) {
        return wantsContrast(desktop) ? Theme.HIGH_CONTRAST
                : desktop.getColorScheme() == ColorScheme.DARK ? Theme.DARK : Theme.LIGHT;
    }

    /** JavaFX has no common name for it: Windows has a switch, GNOME a theme. */
    static boolean wantsContrast(Map<String, Object> desktop) {
        return Boolean.TRUE.equals(desktop.get("Windows.SPI.HighContrast"))
                || String.valueOf(desktop.get("GTK.theme_name")).startsWith("HighContrast");
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Themes.class.getResource("/io/github/qcowscope/ui/" + name), name)
                .toExternalForm();
    }

    /** A tip outlives what it was shown for, and would then look in vain for the colours of the new theme. */
    private static void hideTips() {
        List.copyOf(Window.getWindows()).stream().filter(Tooltip.class::isInstance).forEach(Window::hide);
    }

    private static void dressControls(Theme theme) {
        Application.setUserAgentStylesheet(theme == Theme.LIGHT ? new PrimerLight().getUserAgentStylesheet()
                : new PrimerDark().getUserAgentStylesheet());
    }

    private static List<String> sheets(Theme theme) {
        Stream<String> own = Stream.concat(Stream.of(sheet("palette-" + theme.id() + ".css")), RULES.stream());
        return (theme == Theme.HIGH_CONTRAST ? Stream.concat(own, Stream.of(sheet("high-contrast.css"))) : own)
                .toList();
    }

    /** Dresses a window, now and whenever the theme changes. */
    public void dress(Scene scene) {
        scene.getStylesheets().setAll(sheets(theme.get()));
        theme.addListener((of, before, now) -> scene.getStylesheets().setAll(sheets(now)));
    }
}
