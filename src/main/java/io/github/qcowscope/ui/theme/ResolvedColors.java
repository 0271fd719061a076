package io.github.qcowscope.ui.theme;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * Colours of the palette for what is painted on a canvas, which CSS cannot reach. To be put into the scene as a child
 * of what paints: an invisible region that has every colour as a layer of its background, so that CSS resolves them and
 * tells when a theme changes them.
 */
public class ResolvedColors extends Region {

    private final List<String> names;
    private final Map<String, Color> colors = new HashMap<>();

    /**
     * The colours with these names, as soon as CSS has been applied; transparent until then.
     *
     * @param names       as style sheets know them
     * @param whenChanged called each time that colours have been resolved anew
     */
    @SuppressWarnings("this-escape") // No subclass changes what the constructor calls.
    public ResolvedColors(List<String> names, Runnable whenChanged) {
        this.names = List.copyOf(names);
        setManaged(false);
        setMouseTransparent(true);
        setStyle(names.stream().collect(Collectors.joining(", ", "-fx-background-color: ", ";")));
        backgroundProperty().subscribe(background -> {
            resolve(background);
            whenChanged.run();
        });
    }

    private void resolve(Background background) {
        List<BackgroundFill> fills = background == null ? List.of() : background.getFills();
        for (int i = 0; i < fills.size() && i < names.size(); i++) {
            if (fills.get(i).getFill() instanceof Color color) {
                colors.put(names.get(i), color);
            }
        }
    }

    /** The colour with a name; transparent where the palette has none. */
    public final Color named(String name) {
        return colors.getOrDefault(name, Color.TRANSPARENT);
    }
}
