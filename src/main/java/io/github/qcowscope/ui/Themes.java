package io.github.qcowscope.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;

/**
 * Gives the window its look: AtlantaFX's theme for all controls, a palette with our own names for the colours, and
 * rules that use no other. Light and dark differ in theme and palette only.
 */
public final class Themes {

    private static final List<String> RULES = List.of(sheet("qcowscope.css"), sheet("hex.css"), sheet("bitmap.css"),
            sheet("cluster-map.css"));
    private static final String LIGHT = sheet("palette-light.css");
    private static final String DARK = sheet("palette-dark.css");

    private final BooleanBinding dark;

    /** A look that follows the settings. */
    public Themes(Settings settings) {
        ObservableValue<ColorScheme> desktop = Platform.getPreferences().colorSchemeProperty();
        dark = Bindings.createBooleanBinding(() -> switch (settings.themeProperty().get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> desktop.getValue() == ColorScheme.DARK;
        }, settings.themeProperty(), desktop);
        dark.addListener((of, before, now) -> dressControls(now));
        dressControls(dark.get());
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Themes.class.getResource(name), name).toExternalForm();
    }

    private static void dressControls(boolean dark) {
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }

    /** Dresses a window, now and whenever the theme changes. */
    public void dress(Scene scene) {
        scene.getStylesheets().setAll(dark.get() ? DARK : LIGHT);
        scene.getStylesheets().addAll(RULES);
        dark.addListener((of, before, now) -> scene.getStylesheets().set(0, now ? DARK : LIGHT));
    }
}
