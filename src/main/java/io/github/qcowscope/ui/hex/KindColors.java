package io.github.qcowscope.ui.hex;

import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.ui.theme.ResolvedColors;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.paint.Color;

/** The colours of the kinds of structure, and of the hex pane. */
public final class KindColors extends ResolvedColors {

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
            "-hex-selection-line", "-hex-hover", "-hex-caret", "-hex-missing", "-hex-missing-line", "-hex-changed",
            "-hex-changed-line", "-hex-match", "-hex-match-line");

    /**
     * All colours, as soon as CSS has been applied; transparent until then.
     *
     * @param whenChanged called each time that colours have been resolved anew
     */
    public KindColors(Runnable whenChanged) {
        super(names(), whenChanged);
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

    /** The colour of a kind. */
    public Color of(Kind kind, Use use) {
        return named(name(kind, use));
    }
}
