package io.github.qcowscope.ui.text;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/** Every text of the window, out of one resource bundle, in the language of the default locale. */
public final class Messages {

    private static final String BUNDLE = "io.github.qcowscope.ui.messages";

    private Messages() {}

    /**
     * The text with a key.
     *
     * @param arguments fill {@code {0}}, {@code {1}}, …; with none, the text is taken as it stands
     */
    public static String get(String key, Object... arguments) {
        String text = ResourceBundle.getBundle(BUNDLE).getString(key);
        return arguments.length == 0 ? text : MessageFormat.format(text, arguments);
    }
}
