package io.github.qcowscope.ui.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language of the window; the words of the format itself are those of its specification in each of them. */
public enum Language {
    /** As the desktop, where there is a translation; else English. */
    SYSTEM(null),
    /** English. */
    ENGLISH(Locale.ENGLISH),
    /** German. */
    GERMAN(Locale.GERMAN);

    private final @Nullable Locale locale;

    Language(@Nullable Locale locale) {
        this.locale = locale;
    }

    /** Makes this the language of all texts that are asked for from now on, also those of the controls. */
    public void speak() {
        if (locale != null) {
            Locale.setDefault(locale);
        }
    }
}
