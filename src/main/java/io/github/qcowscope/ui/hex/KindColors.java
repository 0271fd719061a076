package io.github.qcowscope.ui.hex;

import io.github.qcowscope.qcow2.Kinds;
import io.github.qcowscope.schema.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * The palette's colours for what is painted on a canvas, which CSS cannot reach. To be put into the scene as a child of
 * what paints: an invisible region that has every colour as a layer of its background, so that CSS resolves them and
 * tells when a theme changes them.
 */
public final class KindColors extends Region {

    /** What a colour is for. */
    public enum Use {
        /** Behind the bytes of what is selected. */
        STRONG(""),
        /** Behind the bytes of what is around it. */
        PALE("-pale"),
        /** Outlines, underlines and icons. */
        LINE("-line");

        private final String suffix;

        Use(String suffix) {
            this.suffix = suffix;
        }
    }

    private static final List<String> HEX = List.of("-hex-background", "-hex-line", "-hex-current", "-hex-selection",
            "-hex-selection-line", "-hex-hover", "-hex-caret", "-hex-missing", "-hex-missing-line", "-hex-match", "-hex-match-line");

    private final List<String> names = names();
    private final Map<String, Color> colors = new HashMap<>();

    /**
     * All colours, as soon as CSS has been applied; transparent until then.
     *
     * @param whenChanged called each time that colours have been resolved anew
     */
    public KindColors(Runnable whenChanged) {
        setManaged(false);
        setMouseTransparent(true);
        setStyle(names.stream().collect(Collectors.joining(", ", "-fx-background-color: ", ";")));
        backgroundProperty().subscribe(background -> {
            resolve(background);
            whenChanged.run();
        });
    }

    /** The name of a kind's colour in style sheets: {@code -kind-l1-table-pale}. */
    public static String name(Kind kind, Use use) {
        return "-kind-" + kind.id() + use.suffix;
    }

    /** The names of all colours that a palette must have. */
    static List<String> names() {
        List<String> names = new ArrayList<>(HEX);
        for (Kind kind : Kinds.ALL) {
            for (Use use : Use.values()) {
                names.add(name(kind, use));
            }
        }
        return names;
    }

    private void resolve(Background background) {
        List<BackgroundFill> fills = background == null ? List.of() : background.getFills();
        for (int i = 0; i < fills.size() && i < names.size(); i++) {
            if (fills.get(i).getFill() instanceof Color color) {
                colors.put(names.get(i), color);
            }
        }
    }

    /** The colour of a kind. */
    public Color of(Kind kind, Use use) {
        return named(name(kind, use));
    }

    /** The colour with a name; transparent where the palette has none. */
    public Color named(String name) {
        return colors.getOrDefault(name, Color.TRANSPARENT);
    }
}
