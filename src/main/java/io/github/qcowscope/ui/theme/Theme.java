package io.github.qcowscope.ui.theme;

import java.util.Locale;

/** How the window looks. */
public enum Theme {
    /** As the desktop does. */
    SYSTEM,
    /** Dark on light. */
    LIGHT,
    /** Light on dark. */
    DARK,
    /** White and strong colours on black, with lines around what would be told apart by its shade alone. */
    HIGH_CONTRAST;

    /** Its name in the bundle, in style sheets and in tests: {@code high-contrast}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
